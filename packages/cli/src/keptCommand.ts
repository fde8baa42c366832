/** Refuses to keep a secret as the text of a command: a profile keeps that text as it is, and `profiles list --json` shows it. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import process from "node:process"
import { misconfigured } from "./failure.ts"
import { runProgram } from "./run.ts"

/** A word that means itself to a shell. Every other one may become something else, and is not judged. */
const plainWord = /^[\w./@%+:,][\w./@%+:,-]*$/

/**
 * Refuses a command whose first word is nothing that the shell can run. The word is not printed: it may be the secret.
 * `remedy` says what to do with a secret itself.
 */
export const refuseUnfound = Effect.fnUntraced(function* (flag: string, command: string | undefined, remedy: string) {
  const [word = ""] = command?.trim().split(/\s/, 1) ?? []
  // The shell of Windows cannot be asked what it knows.
  if (process.platform === "win32" || !plainWord.test(word)) return
  const ran = yield* Effect.option(runProgram(`command -v ${word}`, [], { shell: true, timeout: "5 seconds" }))
  if (Option.isNone(ran) || ran.value.code === 0) return
  return yield* misconfigured(
    `The first word of ${flag} is no program that can be found, so that it is not kept: a profile keeps the text of a command as it is. Give a command that prints the secret, such as \`pass show crm\`. ${remedy}`
  )
})
