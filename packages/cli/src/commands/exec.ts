/** `crm-auth exec`: runs a command with the session in its environment. */
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { constants } from "node:os"
import process from "node:process"
import { findTarget, openAccount } from "../account.ts"
import { exitCodes } from "../exitCodes.ts"
import { CliFailure, failure } from "../failure.ts"
import { openedVariables } from "../openedVariables.ts"
import { progress } from "../output.ts"
import { signalsOf } from "../signals.ts"
import type { Variables } from "../sessionVariables.ts"

const { passedOn } = signalsOf()

const notStarted = (command: string, code: string): CliFailure =>
  code === "ENOENT"
    ? failure("notFound", `${command}: command not found`)
    : failure("notExecutable", `${command}: cannot be run (${code})`)

/** Runs a child to its end. Signals go to the child; its exit code, or its signal as 128 + n, is the answer. */
const runChild = (command: string, args: ReadonlyArray<string>, variables: Variables) =>
  Effect.callback<number, CliFailure>((resume) => {
    // The program's own listeners would cancel it while the child lives. A terminal sends Ctrl-C to both. A signal that
    // comes while it has no listener at all is lost: so those of the child are there before the others go, and before the
    // child can ask for one.
    const swapped = passedOn.map((signal) => {
      const own = process.listeners(signal)
      const pass = () => {
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal)
      }
      process.on(signal, pass)
      for (const listener of own) process.off(signal, listener)
      return { signal, own, pass }
    })
    const restore = () => {
      for (const { own, pass, signal } of swapped) {
        for (const listener of own) process.on(signal, listener)
        process.off(signal, pass)
      }
    }
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...variables } })
    child.on("error", (error) => {
      restore()
      resume(Effect.fail(notStarted(command, "code" in error ? String(error.code) : error.message)))
    })
    child.on("exit", (code, signal) => {
      restore()
      resume(Effect.succeed(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
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
  const code = yield* Effect.uninterruptible(runChild(command, args, variables))
  if (code !== exitCodes.success.code) return yield* new CliFailure({ exitCode: code, message: "" })
}, Effect.scoped)
