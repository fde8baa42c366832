/** Runs a command and waits for its end. */
import { spawn } from "node:child_process"
import process from "node:process"

export interface Ran {
  /** `null` when a signal ended it. */
  readonly code: number | null
  /** What it printed, both ways, in the order it came. */
  readonly output: string
}

export interface RunOptions {
  readonly cwd?: string
  /** On top of the environment of this process. `undefined` takes a variable out. */
  readonly env?: { readonly [name: string]: string | undefined }
  readonly timeoutMillis?: number
}

/** Never rejects: a command that cannot be started has no code, and says why. */
export const run = (command: string, args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: "1", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeoutMillis ?? 300_000,
      killSignal: "SIGKILL"
    })
    let output = ""
    const add = (chunk: Buffer) => void (output += chunk.toString())
    child.stdout.on("data", add)
    child.stderr.on("data", add)
    child.on("error", (error) => resolve({ code: null, output: `${output}${error.message}` }))
    child.on("close", (code) => resolve({ code, output }))
  })

/** As `run`, for a command that must succeed. */
export const mustRun = async (command: string, args: ReadonlyArray<string>, options?: RunOptions): Promise<string> => {
  const { code, output } = await run(command, args, options)
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`)
  return output
}
