/** Runs the command of `exec`. A plain function: it is used before anything large is loaded. */
import { spawn } from "node:child_process"
import { constants } from "node:os"
import process from "node:process"
import type { Variables } from "./sessionVariables.ts"
import { signalsOf } from "./signals.ts"

const { passedOn } = signalsOf()

/** How a child ended: with an exit code, or not started at all. */
export interface ChildEnd {
  /** Its exit code, or its signal as 128 + n. */
  readonly code?: number
  /** Why it was not started, as the system calls it. */
  readonly notStarted?: string
}

/** The environment of a child: without what is withheld, and with what is added. */
const environmentOf = (variables: Variables, withheld: ReadonlyArray<string>): NodeJS.ProcessEnv => {
  const names = new Set(withheld)
  // Windows finds a variable in any case.
  const key = (name: string) => (process.platform === "win32" ? name.toUpperCase() : name)
  const kept = Object.entries(process.env).filter(([name]) => !names.has(key(name)))
  return { ...Object.fromEntries(kept), ...variables }
}

/** Runs a child to its end. Signals go to the child. Variables of the names in `withheld` do not. */
export const runChild = (
  command: string,
  args: ReadonlyArray<string>,
  variables: Variables,
  withheld: ReadonlyArray<string>,
  ended: (end: ChildEnd) => void
): void => {
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
  const child = spawn(command, args, { stdio: "inherit", env: environmentOf(variables, withheld) })
  child.on("error", (error) => {
    restore()
    ended({ notStarted: "code" in error ? String(error.code) : error.message })
  })
  child.on("exit", (code, signal) => {
    restore()
    ended({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) })
  })
}
