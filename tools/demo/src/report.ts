/** Prints what happens, for a person at a terminal, for a pipe, or as JSON. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"

export type Outcome = "passed" | "failed" | "skipped"

export interface Line {
  readonly vendor: string
  readonly step: string
  readonly outcome: Outcome
  readonly detail: string
  /** Logins made so far; `undefined` where they are not counted. */
  readonly logins: number | undefined
}

export interface Reporter {
  readonly title: (text: string) => Effect.Effect<void>
  /** Says what is being tried; a terminal shows it until the step's line replaces it. */
  readonly trying: (step: string) => Effect.Effect<void>
  readonly line: (line: Line) => Effect.Effect<void>
  readonly closing: (text: string, passed: boolean) => Effect.Effect<void>
}

const colours = { passed: 32, failed: 31, skipped: 33 } as const
const marks = { passed: "✓", failed: "✗", skipped: "-" } as const

const loginsText = (logins: number | undefined): string =>
  logins === undefined ? "" : `${logins} ${logins === 1 ? "login" : "logins"}`

export const textReporter = (terminal: {
  readonly colour: boolean
  readonly write: (text: string) => void
}): Reporter => {
  const paint = (code: number, text: string) => (terminal.colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const clear = () => {
    if (terminal.colour) terminal.write("\r\u001b[2K")
  }
  const say = (text: string) => Effect.andThen(Effect.sync(clear), Console.log(text))
  return {
    title: (text) => say(paint(1, text)),
    trying: (step) =>
      Effect.sync(() => {
        if (terminal.colour) terminal.write(paint(2, `  … ${step}`))
      }),
    line: ({ detail, logins, outcome, step }) =>
      say(
        `  ${paint(colours[outcome], marks[outcome])} ${step.padEnd(22)} ${loginsText(logins).padEnd(9)} ${paint(2, detail)}`.trimEnd()
      ),
    closing: (text, passed) => say(paint(colours[passed ? "passed" : "failed"], text))
  }
}

export const jsonReporter: Reporter = {
  title: () => Effect.void,
  trying: () => Effect.void,
  line: (line) => Console.log(JSON.stringify(line)),
  closing: (text, passed) => Console.log(JSON.stringify({ closing: text, passed }))
}
