/**
 * What goes to standard output and standard error. Standard output carries the answer and nothing else. It owns whether a
 * question stands on standard error: the sign of progress pauses meanwhile.
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import process from "node:process"
import type { CliFailure } from "./failure.ts"
import { Settings } from "./settings.ts"

const out = (text: string): Effect.Effect<void> => Effect.sync(() => void process.stdout.write(text))
const err = (text: string): Effect.Effect<void> => Effect.sync(() => void process.stderr.write(text))

/** Prints the answer: JSON if that was asked for, else text. */
export const answer = (text: string, json: unknown): Effect.Effect<void, never, Settings> =>
  Effect.flatMap(Settings, (settings) =>
    out(settings.json ? `${JSON.stringify(json)}\n` : text === "" ? "" : `${text}\n`)
  )

/** Prints one line of a stream of answers at once. */
export const line = (text: string): Effect.Effect<void> => out(`${text}\n`)

/** Tells a person something on standard error, `--quiet` or not. With `--json` it is an object on a line of its own. */
export const warn = (message: string): Effect.Effect<void, never, Settings> =>
  Effect.flatMap(Settings, ({ json }) =>
    err(json ? `${JSON.stringify({ note: { version: 1, message } })}\n` : `${message}\n`)
  )

/** Tells a person something on standard error, unless `--quiet`. */
export const note = (message: string): Effect.Effect<void, never, Settings> =>
  Effect.flatMap(Settings, ({ quiet }) => (quiet ? Effect.void : warn(message)))

/** A failure as JSON, for `--json`. */
export const failureJson = ({ code, exitCode, message, missing, reason, retryAfter, vendor }: CliFailure) => ({
  error: {
    version: 1,
    exitCode,
    message,
    ...(reason === undefined ? undefined : { reason }),
    ...(vendor === undefined ? undefined : { vendor }),
    ...(code === undefined ? undefined : { code }),
    ...(missing === undefined ? undefined : { missing }),
    ...(retryAfter === undefined ? undefined : { retryAfter })
  }
})

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

/** The questions that wait for an answer. */
let questions = 0

/** Whether the line of standard error shows the sign that moves. */
let isSignShown = false

const clearLine = "\r\u001b[2K"

/** Asks a question where progress may be shown: the line is cleared for it, and nothing overwrites it until it is answered. */
export const asQuestion = <A, E, R>(question: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.acquireUseRelease(
    Effect.suspend(() => {
      questions++
      return isSignShown ? err(clearLine) : Effect.void
    }),
    () => question,
    () => Effect.sync(() => void questions--)
  )

const sign = (text: string) =>
  Effect.gen(function* () {
    for (let frame = 0; ; frame++) {
      isSignShown = questions === 0
      if (isSignShown) yield* err(`${clearLine}${frames[frame % frames.length] ?? ""} ${text}`)
      yield* Effect.sleep("100 millis")
    }
  }).pipe(
    Effect.ensuring(
      Effect.suspend(() => {
        const wasShown = isSignShown
        isSignShown = false
        return wasShown ? err(clearLine) : Effect.void
      })
    )
  )

const untilAnswered: Effect.Effect<void> = Effect.suspend(() =>
  questions === 0 ? Effect.void : Effect.andThen(Effect.sleep("100 millis"), untilAnswered)
)

/**
 * Says on standard error what is going on, if it takes longer than half a second: on a terminal with a sign that moves,
 * else once, unless that was said before or standard error is for programs.
 */
export const progress = <A, E, R>(text: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Settings> =>
  Effect.flatMap(Settings, ({ announced, json, quiet, rich }) => {
    if (quiet || (!rich && (announced || json))) return effect
    const show = rich ? sign(text) : Effect.andThen(untilAnswered, err(`${text}…\n`))
    return Effect.flatMap(Effect.forkChild(Effect.andThen(Effect.sleep("500 millis"), show)), (fiber) =>
      Effect.ensuring(effect, Fiber.interrupt(fiber))
    )
  })

/** Rows as columns of equal width. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = rows.reduce<ReadonlyArray<number>>(
    (widths, row) => row.map((cell, index) => Math.max(widths[index] ?? 0, cell.length)),
    []
  )
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(index === row.length - 1 ? 0 : (widths[index] ?? 0)))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}
