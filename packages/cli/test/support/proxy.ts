/** The proxy as a person starts it, and curl as they use it. */
import { type ChildProcess, spawn } from "node:child_process"
import { ended, type Home, type Ran, start, until } from "./program.ts"

/** A proxy that listens. */
export interface RunningProxy {
  readonly address: string
  readonly token: string
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
}

/** Starts a proxy on a free port. */
export const startProxy = async (
  home: Home,
  args: ReadonlyArray<string>,
  env: { readonly [name: string]: string } = {}
): Promise<RunningProxy> => {
  const child = start(home, ["proxy", ...args, ...(args.includes("--socket") ? [] : ["--port", "0"]), "--json"], {
    env
  })
  let out = ""
  let errors = ""
  child.stdout?.on("data", (chunk) => (out += String(chunk)))
  child.stderr?.on("data", (chunk) => (errors += String(chunk)))
  const done = ended(child)
  const line = await Promise.race([
    until(() => out, /^(\{.*\})\n/),
    done.then(({ code }) => Promise.reject(new Error(`the proxy ended with ${code}: ${errors}`)))
  ])
  const { address, token } = JSON.parse(line[1] ?? "{}")
  return { address, token, child, ended: done }
}

/** Runs another program with a text for its input. */
export const execute = (command: string, args: ReadonlyArray<string>, input = ""): Promise<Ran> => {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] })
  // A program that ends before it reads is no trouble of the test's.
  child.stdin.on("error", () => {})
  child.stdin.end(input)
  return ended(child)
}

/** Asks the proxy with curl. The answer's status, its headers and its body. */
export const curl = async (
  { address, token }: Pick<RunningProxy, "address" | "token">,
  path: string,
  args: ReadonlyArray<string> = []
): Promise<{ readonly status: number; readonly headers: string; readonly body: string }> => {
  const { stdout } = await execute("curl", [
    "-s",
    "-i",
    "-H",
    `Authorization: Bearer ${token}`,
    ...args,
    `${address}${path}`
  ])
  const [, status = "0", headers = "", body = ""] =
    /^(?:HTTP\/1\.1 100[^]*?\r\n\r\n)?HTTP\/1\.1 (\d+)([^]*?)\r\n\r\n([^]*)$/.exec(stdout) ?? []
  return { status: Number(status), headers, body }
}
