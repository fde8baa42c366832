/** Questions to the person at the terminal. They go to standard error; standard output is for the answer. */
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as Prompt from "effect/cli/Prompt"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Terminal from "effect/Terminal"
import process from "node:process"
import { asQuestion } from "./output.ts"

/** Whether a terminal may be shown colours and lines that change. */
export const hasColours = (environment: { readonly [name: string]: string | undefined }): boolean =>
  environment["TERM"] !== "dumb" && (environment["NO_COLOR"] ?? "") === ""

// oxlint-disable-next-line no-control-regex -- a terminal's own codes
const colour = /\u001b\[[\d;]*m/g

/** The terminal that asks on standard error. */
export const terminalLayer: Layer.Layer<Terminal.Terminal> = Layer.effect(
  Terminal.Terminal,
  Effect.map(Terminal.Terminal, (terminal) =>
    Terminal.make({
      ...terminal,
      columns: Effect.sync(() => process.stderr.columns ?? 80),
      rows: Effect.sync(() => process.stderr.rows ?? 24),
      display: (text) =>
        Effect.sync(() => void process.stderr.write(hasColours(process.env) ? text : text.replaceAll(colour, "")))
    })
  )
).pipe(Layer.provide(NodeTerminal.layer))

/**
 * Ctrl-C at a question cancels the command. A question may be asked by a login that runs beside the command: so the
 * whole program is told, as by a signal.
 */
const orCancel = <A, R>(prompt: Effect.Effect<A, Terminal.QuitError, R>): Effect.Effect<A, never, R> =>
  Effect.catch(asQuestion(prompt), () =>
    Effect.andThen(
      Effect.sync(() => process.emit("SIGINT", "SIGINT")),
      Effect.never
    )
  )

/** Says what is wrong with an answer; `undefined` if nothing is. */
export type Check = (answer: string) => string | undefined

/** What a question says beside its message. */
export interface Asked {
  /** A line before the question, such as where the value is found. */
  readonly hint?: string | undefined
  /** What it objects to is asked for again. */
  readonly check?: Check | undefined
}

const validated =
  ({ check }: Asked) =>
  (answer: string) => {
    const problem = answer.trim() === "" ? "A value is needed." : check?.(answer)
    return problem === undefined ? Effect.succeed(answer) : Effect.fail(problem)
  }

const afterHint = <A, E, R>({ hint }: Asked, prompt: Effect.Effect<A, E, R>) =>
  hint === undefined
    ? prompt
    : Effect.flatMap(Terminal.Terminal, (terminal) =>
        Effect.andThen(Effect.ignore(terminal.display(`${hint}\n`)), prompt)
      )

/** Asks for a text that may be seen. */
export const askText = (message: string, asked: Asked = {}) =>
  orCancel(afterHint(asked, Prompt.run(Prompt.String({ message, validate: validated(asked) }))))

/** Asks for a secret; nothing of what is typed shows. */
export const askSecret = (
  message: string,
  asked: Asked = {}
): Effect.Effect<Redacted.Redacted, never, Prompt.Environment> =>
  orCancel(afterHint(asked, Prompt.run(Prompt.Hidden({ message, validate: validated(asked) }))))

/** Asks yes or no. */
export const askWhether = (message: string, initial: boolean) =>
  orCancel(Prompt.run(Prompt.Confirm({ message, initial })))
