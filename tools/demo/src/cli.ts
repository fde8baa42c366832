/** The command: `demo [vendor] [--json]`. */
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { runEmulated } from "./emulated.ts"
import { runReal } from "./real.ts"
import { jsonReporter, type Reporter } from "./report.ts"

/** The command did not do what was asked; what is wrong has been said. */
export class CommandFailed extends Data.TaggedError("CommandFailed")<{ readonly message: string }> {}

const namesOf = (fixtures: ReadonlyArray<VendorFixture>) => fixtures.map(({ vendor }) => vendor.name).join(", ")

const find = (fixtures: ReadonlyArray<VendorFixture>, name: string): Effect.Effect<VendorFixture, CommandFailed> => {
  const found = fixtures.find(({ vendor }) => vendor.name === name)
  return found === undefined
    ? Effect.fail(new CommandFailed({ message: `There is no vendor ${name}. There are: ${namesOf(fixtures)}` }))
    : Effect.succeed(found)
}

const all = Effect.fnUntraced(function* (fixtures: ReadonlyArray<VendorFixture>, reporter: Reporter) {
  const outcomes = yield* Effect.forEach(fixtures, (fixture) => runEmulated(fixture, reporter))
  const passed = outcomes.filter((outcome) => outcome).length
  yield* reporter.closing(`${passed} of ${fixtures.length} vendors passed`, passed === fixtures.length)
  if (passed < fixtures.length) return yield* new CommandFailed({ message: "" })
})

const one = Effect.fnUntraced(function* (fixtures: ReadonlyArray<VendorFixture>, name: string, reporter: Reporter) {
  const fixture = yield* find(fixtures, name)
  const passed = yield* Effect.mapError(runReal(fixture, reporter), ({ message }) => new CommandFailed({ message }))
  yield* reporter.closing(`${fixture.vendor.label} ${passed ? "passed" : "failed"}`, passed)
  if (!passed) return yield* new CommandFailed({ message: "" })
})

/** Says what is wrong, once and without a stack. */
export const sayFailure = <A, E extends { readonly message: string }, R>(self: Effect.Effect<A, E, R>) =>
  Effect.tapError(self, ({ message }) => (message === "" ? Effect.void : Console.error(message)))

export const command = (fixtures: ReadonlyArray<VendorFixture>, textReporter: Reporter) =>
  Command.make(
    "demo",
    {
      vendor: Argument.String("vendor").pipe(
        Argument.withDescription(
          `Run against this vendor's real server, named by its environment variables: ${namesOf(fixtures)}`
        ),
        Argument.optional
      ),
      json: Flag.Boolean("json").pipe(Flag.withDescription("Print one JSON object per line"), Flag.withDefault(false))
    },
    ({ json, vendor }) => {
      const reporter = json ? jsonReporter : textReporter
      return sayFailure(
        Option.match(vendor, {
          onNone: () => all(fixtures, reporter),
          onSome: (name) => one(fixtures, name, reporter)
        })
      )
    }
  ).pipe(
    Command.withDescription("Shows the main job for every vendor: log in, use, outlive expiry and rejection, log out"),
    Command.withExamples([
      { command: "demo", description: "All vendors, against emulators in memory" },
      { command: "demo --json | jq .", description: "The same, for a program to read" },
      { command: "COREBOS_URL=… COREBOS_USERNAME=… COREBOS_ACCESS_KEY=… demo corebos", description: "A real server" }
    ])
  )
