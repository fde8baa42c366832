/** Runs steps one after the other and says of each how it went. */
import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Outcome, Reporter } from "./report.ts"

/** A step that did not do what it shows. */
export class StepFailed extends Data.TaggedError("StepFailed")<{ readonly message: string }> {}

/** What a step found out; `skipped` says why it was not run. */
export type StepResult = string | { readonly skipped: string }

export interface Steps {
  readonly step: <R>(name: string, run: Effect.Effect<StepResult, unknown, R>) => Effect.Effect<void, never, R>
  readonly failed: () => boolean
}

/** The first failure's own words. No cause is printed: it may hold what was sent. */
export const explain = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return error instanceof Error && error.message !== "" ? error.message : "failed without a message"
}

export const makeSteps = (reporter: Reporter, vendor: string, logins: Effect.Effect<number | undefined>): Steps => {
  let failed = false
  return {
    failed: () => failed,
    step: (name, run) =>
      Effect.gen(function* () {
        const say = (outcome: Outcome, detail: string) =>
          Effect.flatMap(logins, (count) => reporter.line({ vendor, step: name, outcome, detail, logins: count }))
        if (failed) return yield* say("skipped", "an earlier step failed")
        yield* reporter.trying(name)
        const exit = yield* Effect.exit(run)
        if (Exit.isFailure(exit)) {
          failed = true
          return yield* say("failed", explain(exit.cause))
        }
        const result = exit.value
        return yield* typeof result === "string" ? say("passed", result) : say("skipped", result.skipped)
      })
  }
}

export const expect = (condition: boolean, message: string): Effect.Effect<void, StepFailed> =>
  condition ? Effect.void : new StepFailed({ message })
