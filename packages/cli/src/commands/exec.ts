/** `crm-auth exec`: runs a command with the session in its environment. */
import * as Effect from "effect/Effect"
import { findTarget, openAccount } from "../account.ts"
import { runChild } from "../child.ts"
import { exitCodes } from "../exitCodes.ts"
import { CliFailure, failure } from "../failure.ts"
import { openedVariables } from "../openedVariables.ts"
import { progress } from "../output.ts"
import { type Variables, withheldFrom } from "../sessionVariables.ts"

const notStarted = (command: string, code: string): CliFailure =>
  code === "ENOENT"
    ? failure("notFound", `${command}: command not found`)
    : failure("notExecutable", `${command}: cannot be run (${code})`)

const runToEnd = (
  command: string,
  args: ReadonlyArray<string>,
  variables: Variables,
  withheld: ReadonlyArray<string>
) =>
  Effect.callback<number, CliFailure>((resume) => {
    runChild(command, args, variables, withheld, (end) => {
      resume(end.code === undefined ? Effect.fail(notStarted(command, end.notStarted ?? "")) : Effect.succeed(end.code))
    })
  })

/** Runs the command. With `--store none` the session is this command's own, and is logged out when it ends. */
export const run = Effect.fnUntraced(function* (input: {
  readonly vendor: string
  readonly command: ReadonlyArray<string>
}) {
  const [command, ...args] = input.command
  if (command === undefined) {
    return yield* failure("usage", "Name a command after `--`, such as: crm-auth exec kayako -- php import.php")
  }
  const target = yield* findTarget(input.vendor)
  const opened = yield* openAccount(target)
  const variables = yield* progress(`Logging in to ${target.vendor.label}`, openedVariables(opened))
  const withheld = withheldFrom(target.vendor.methods.flatMap(({ fields }) => fields))
  const code = yield* Effect.uninterruptible(runToEnd(command, args, variables, withheld))
  if (code !== exitCodes.success.code) return yield* new CliFailure({ exitCode: code, message: "" })
}, Effect.scoped)
