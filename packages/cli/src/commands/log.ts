/** `crm-auth log`: the events of all runs, one JSON object per line. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { closeSync, openSync, readSync, statSync } from "node:fs"
import { misconfigured } from "../failure.ts"
import { readText } from "../files.ts"
import { line } from "../output.ts"
import { eventsFile } from "../paths.ts"
import { Settings } from "../settings.ts"

const readFrom = (path: string, from: number, length: number): string => {
  const file = openSync(path, "r")
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, from)
  closeSync(file)
  return bytes.toString("utf8")
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Prints what is appended, until the command is cancelled. */
const follow = Effect.fnUntraced(function* (path: string, start: number) {
  let at = start
  for (;;) {
    yield* Effect.sleep("200 millis")
    const size = sizeOf(path)
    // A log that was begun anew is read from its start.
    if (size < at) at = 0
    if (size > at) {
      const text = readFrom(path, at, size - at)
      const whole = text.slice(0, text.lastIndexOf("\n") + 1)
      at += Buffer.byteLength(whole)
      if (whole !== "") yield* line(whole.trimEnd())
    }
  }
})

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: { readonly follow: boolean; readonly lines: number }) {
  const { folders } = yield* Settings
  const path = eventsFile(folders)
  const text = Result.try(() => readText(path) ?? "")
  if (Result.isFailure(text)) return yield* misconfigured(`${path} cannot be read; check its permissions.`)
  const all = text.success.split("\n").filter((line) => line !== "")
  const last = input.lines === 0 ? [] : all.slice(-input.lines)
  if (last.length > 0) yield* line(last.join("\n"))
  if (input.follow) return yield* follow(path, Buffer.byteLength(text.success))
})
