/**
 * The server of the timed requests, in a process of its own: its work is not counted as the client's. With the argument
 * `awake` it does not sleep for some milliseconds after each request.
 */
import process from "node:process"
import { serve } from "../server.ts"
import { cannedReply } from "./canned.ts"

/** How long it stays awake, in milliseconds: longer than any client that is timed pauses. */
const awakeFor = 5

let lastAt = -Infinity
let isAwake = false

const stayAwake = (): void => {
  isAwake = performance.now() - lastAt < awakeFor
  if (isAwake) setImmediate(stayAwake)
}

const noteRequest = (): void => {
  lastAt = performance.now()
  if (!isAwake) stayAwake()
}

const note = process.argv.includes("awake") ? noteRequest : () => {}

const { url } = await serve(
  ({ body, method, path }) => {
    note()
    return cannedReply(method, path, body)
  },
  { keep: false }
)
console.log(JSON.stringify({ url }))
process.stdin.resume().once("end", () => process.exit(0))
