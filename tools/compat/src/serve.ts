/** Puts the emulators of a project's tarballs on a port. */
import { spawn } from "node:child_process"
import process from "node:process"

export interface Served {
  readonly origin: string
  readonly stop: () => void
}

export const serve = (project: string): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["server.ts"], { cwd: project, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const origin = /listening at (\S+)/.exec(output)?.[1]
      if (origin !== undefined) resolve({ origin, stop: () => void child.kill() })
    }
    child.stdout.on("data", read)
    child.stderr.on("data", read)
    child.on("close", () => reject(new Error(`the emulators' server ended:\n${output}`)))
  })
