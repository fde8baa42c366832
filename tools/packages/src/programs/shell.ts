/** Commands whose output is told only when they fail. */
import { execFile } from "node:child_process"
import { promisify } from "node:util"

const run = promisify(execFile)

/** Runs a command to its end. Fails with the last of what it printed. */
export const shell = async (
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly cwd: string }
): Promise<void> => {
  await run(command, [...args], { ...options, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { readonly stdout?: string; readonly stderr?: string }) => {
      throw new Error(`${command} ${args.join(" ")}: ${`${error.stdout ?? ""}${error.stderr ?? ""}`.slice(-2000)}`)
    }
  )
}
