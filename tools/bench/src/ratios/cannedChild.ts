/** The server of the timed requests, in a process of its own: its work is not counted as the client's. */
import process from "node:process"
import { serve } from "../server.ts"
import { cannedReply } from "./canned.ts"

const { url } = await serve(({ body, method, path }) => cannedReply(method, path, body), { keep: false })
console.log(JSON.stringify({ url }))
process.stdin.resume().once("end", () => process.exit(0))
