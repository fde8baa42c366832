/** The command: `demo [vendor] [--json]`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { jsonReporter, type Reporter } from "./report.ts"
import { type Vendor, vendors } from "./vendors.ts"

/** The command did not do what was asked; what is wrong has been said. */
export class CommandFailed extends Data.TaggedError("CommandFailed")<{ readonly message: string }> {}

const names = vendors.map(({ name }) => name).join(", ")

export const findVendor = (name: string): Effect.Effect<Vendor, CommandFailed> => {
  const found = vendors.find((vendor) => vendor.name === name)
  return found === undefined
    ? Effect.fail(new CommandFailed({ message: `There is no vendor ${name}. There are: ${names}` }))
    : Effect.succeed(found)
}

const all = Effect.fnUntraced(function* (reporter: Reporter) {
  const outcomes = yield* Effect.forEach(vendors, (vendor) => vendor.emulated(reporter))
  const passed = outcomes.filter((outcome) => outcome).length
  yield* reporter.closing(`${passed} of ${vendors.length} vendors passed`, passed === vendors.length)
  if (passed < vendors.length) return yield* new CommandFailed({ message: "" })
})

const one = Effect.fnUntraced(function* (name: string, reporter: Reporter) {
  const vendor = yield* findVendor(name)
  const passed = yield* Effect.mapError(vendor.real(reporter), ({ message }) => new CommandFailed({ message }))
  yield* reporter.closing(passed ? `${vendor.title} passed` : `${vendor.title} failed`, passed)
  if (!passed) return yield* new CommandFailed({ message: "" })
})

/** Says what is wrong, once and without a stack. */
export const sayFailure = <A, E extends { readonly message: string }, R>(self: Effect.Effect<A, E, R>) =>
  Effect.tapError(self, ({ message }) => (message === "" ? Effect.void : Console.error(message)))

export const command = (textReporter: Reporter) =>
  Command.make(
    "demo",
    {
      vendor: Argument.String("vendor").pipe(
        Argument.withDescription(`Run against this vendor's real server, named by its environment variables: ${names}`),
        Argument.optional
      ),
      json: Flag.Boolean("json").pipe(Flag.withDescription("Print one JSON object per line"), Flag.withDefault(false))
    },
    ({ json, vendor }) => {
      const reporter = json ? jsonReporter : textReporter
      return sayFailure(Option.match(vendor, { onNone: () => all(reporter), onSome: (name) => one(name, reporter) }))
    }
  ).pipe(
    Command.withDescription("Shows the main job for every vendor: log in, use, outlive expiry and rejection, log out"),
    Command.withExamples([
      { command: "demo", description: "All vendors, against emulators in memory" },
      { command: "demo --json | jq .", description: "The same, for a program to read" },
      { command: "COREBOS_URL=… COREBOS_USERNAME=… COREBOS_ACCESS_KEY=… demo corebos", description: "A real server" }
    ])
  )
