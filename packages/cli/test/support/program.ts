/** Runs the built program as a person or a script would. */
import { type ChildProcess, spawn } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

/** The built program. */
export const programFile = fileURLToPath(new URL("../../.cache/program/main.js", import.meta.url))

/** A store's key. */
export const storeKey = "0123456789abcdef".repeat(4)

/** A person's home, with nothing of the machine's own environment but the path. */
export interface Home {
  readonly path: string
  readonly environment: { [name: string]: string }
  /** Puts a program before all others of the path. */
  readonly install: (name: string, script: string) => void
}

const homes: Array<string> = []

/** Makes an empty home. Without `key` there is no key for the store. */
export const makeHome = (options: { readonly key?: boolean } = {}): Home => {
  const path = mkdtempSync(join(tmpdir(), "crm-auth-cli-"))
  homes.push(path)
  const bin = join(path, "bin")
  mkdirSync(bin)
  const environment: { [name: string]: string } = {
    HOME: path,
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    TERM: "xterm",
    LANG: "C.UTF-8",
    ...(options.key === false ? undefined : { SESSION_STORE_KEY: storeKey })
  }
  return {
    path,
    environment,
    install: (name, script) => {
      const file = join(bin, name)
      writeFileSync(file, `#!/bin/sh\n${script}\n`)
      chmodSync(file, 0o755)
    }
  }
}

/** Removes all homes. */
export const removeHomes = (): void => {
  for (const path of homes.splice(0)) rmSync(path, { recursive: true, force: true })
}

/** What a run printed, and how it ended. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How a run is started. */
export interface RunOptions {
  readonly env?: { readonly [name: string]: string | undefined }
  /** Text for standard input; without it, standard input is empty. */
  readonly input?: string
  /** The user to run as. */
  readonly user?: number
}

const environmentOf = (home: Home, env: RunOptions["env"] = {}) =>
  Object.fromEntries(
    Object.entries({ ...home.environment, ...env }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]]
    )
  )

/** Starts the program in a pipe. */
export const start = (home: Home, args: ReadonlyArray<string>, options: RunOptions = {}): ChildProcess => {
  const child = spawn(process.execPath, [programFile, ...args], {
    env: environmentOf(home, options.env),
    stdio: ["pipe", "pipe", "pipe"],
    ...(options.user === undefined ? undefined : { uid: options.user, gid: options.user })
  })
  child.stdin?.end(options.input ?? "")
  return child
}

/** What a child printed, once it has ended. */
export const ended = (child: ChildProcess): Promise<Ran> =>
  new Promise((resolve, reject) => {
    let stdout = ""
    let stderr = ""
    child.stdout?.on("data", (chunk) => (stdout += String(chunk)))
    child.stderr?.on("data", (chunk) => (stderr += String(chunk)))
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })

/** Runs the program to its end. */
export const run = (home: Home, args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> =>
  ended(start(home, args, options))

/** Waits until a text has come, or fails with what came instead. */
export const until = async (read: () => string, wanted: RegExp, millis = 20_000): Promise<RegExpExecArray> => {
  const deadline = Date.now() + millis
  for (;;) {
    const found = wanted.exec(read())
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error(`${wanted} did not come; this did:\n${read()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A program at a terminal. */
export interface AtTerminal {
  /** Everything that the terminal showed, without its control codes. */
  readonly screen: () => string
  readonly type: (text: string) => void
  readonly until: (wanted: RegExp) => Promise<RegExpExecArray>
  readonly code: Promise<number | null>
}

const word = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

// oxlint-disable-next-line no-control-regex -- a terminal's own codes
const codes = /\u001b\[[\d;?]*[A-Za-z]|\u001b[78]/g

/** Starts the program at a pseudo-terminal of its own. Its standard output may lead elsewhere. */
export const atTerminal = (
  home: Home,
  args: ReadonlyArray<string>,
  options: { readonly env?: { readonly [name: string]: string }; readonly stdout?: string } = {}
): AtTerminal => {
  const command = [process.execPath, programFile, ...args].map(word).join(" ")
  const redirected = options.stdout === undefined ? command : `${command} >${word(options.stdout)}`
  const child = spawn("script", ["-q", "-e", "-f", "-c", redirected, "/dev/null"], {
    env: environmentOf(home, options.env),
    stdio: ["pipe", "pipe", "inherit"]
  })
  let output = ""
  child.stdout.on("data", (chunk) => (output += String(chunk)))
  const screen = () => output.replace(codes, "")
  return {
    screen,
    type: (text) => void child.stdin.write(text),
    until: (wanted) => until(screen, wanted),
    code: new Promise((resolve, reject) => {
      child.on("error", reject)
      child.on("close", resolve)
    })
  }
}
