/** Runs a file of the bench in a process of its own and reads its output, one JSON object per line. */
import { spawn } from "node:child_process"
import process from "node:process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

export interface Child {
  /** The next object; fails when the process ends without one. */
  readonly next: () => Promise<unknown>
  /** Sends an object, as a line of its own. */
  readonly send: (what: unknown) => void
  /** Ends the process and waits until it has ended. */
  readonly stop: () => Promise<void>
}

export const runChild = (
  file: URL,
  args: ReadonlyArray<string>,
  options: { readonly sources: boolean; readonly flags?: ReadonlyArray<string> } = { sources: true }
): Child => {
  const flags = ["--expose-gc", ...(options.flags ?? []), ...(options.sources ? ["--conditions=@crm-auth/source"] : [])]
  const child = spawn(process.execPath, [...flags, fileURLToPath(file), ...args], {
    // A child that serves ends when its input does, so none is left behind.
    stdio: ["pipe", "pipe", "inherit"]
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async () => {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(`${fileURLToPath(file)} ended early`)
      try {
        return JSON.parse(value)
      } catch {
        // Node prints what it knows of a heap that is full, for one.
        throw new Error(`${fileURLToPath(file)} printed something else: ${value}`)
      }
    },
    send: (what) => void child.stdin.write(`${JSON.stringify(what)}\n`),
    stop: () => {
      child.kill()
      return ended
    }
  }
}
