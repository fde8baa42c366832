/** What differs between Linux, macOS and Windows, decided without any of their programs. */
import * as Effect from "effect/Effect"
import * as ChildProcess from "effect/process/ChildProcess"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as PlatformError from "effect/PlatformError"
import * as Redacted from "effect/Redacted"
import { expect, it } from "vitest"
import { keychainOf } from "../src/keychain.ts"
import { signalsOf } from "../src/signals.ts"
import { socketProblem } from "../src/sockets.ts"

const secret = Redacted.make("s3cret-of-the-test")

/** The command lines that a keychain wants to run. None is run: to the keychain, its program is missing. */
const commandsOf = async (platform: NodeJS.Platform) => {
  const commands: Array<ReadonlyArray<string>> = []
  const spawner = ChildProcessSpawner.make((command) => {
    if (ChildProcess.isStandardCommand(command)) commands.push([command.command, ...command.args].map(String))
    return Effect.fail(PlatformError.systemError({ _tag: "NotFound", module: "ChildProcess", method: "spawn" }))
  })
  const keychain = keychainOf({}, platform)
  const results = []
  for (const call of [
    keychain.get("work password"),
    keychain.set("work password", secret),
    keychain.remove("work password")
  ]) {
    const result = await Effect.runPromise(
      Effect.result(Effect.provideService(call, ChildProcessSpawner.ChildProcessSpawner, spawner))
    )
    results.push(result._tag === "Failure" ? result.failure.message : "done")
  }
  return { commands, results }
}

it("macOS: `security` is called without the secret, and its absence is said", async () => {
  const { commands, results } = await commandsOf("darwin")
  expect(commands).toEqual([
    ["security", "find-generic-password", "-s", "crm-auth", "-a", "work password", "-w"],
    ["security", "-i"],
    ["security", "delete-generic-password", "-s", "crm-auth", "-a", "work password"]
  ])
  for (const message of results) expect(message).toBe("The macOS keychain is not installed (security)")
})

it("Linux: `secret-tool` is called without the secret, and its absence is said", async () => {
  const { commands, results } = await commandsOf("linux")
  expect(commands).toEqual([
    ["secret-tool", "lookup", "service", "crm-auth", "account", "work password"],
    ["secret-tool", "store", "--label=crm-auth: work password", "service", "crm-auth", "account", "work password"],
    ["secret-tool", "clear", "service", "crm-auth", "account", "work password"]
  ])
  for (const message of results) expect(message).toBe("The secret service is not installed (secret-tool)")
})

it("a platform without a keychain that is known runs nothing", async () => {
  const { commands, results } = await commandsOf("freebsd")
  expect(commands).toEqual([])
  expect(results.slice(0, 2)).toEqual(["The keychain is switched off", "The keychain is switched off"])
})

it("Windows has Ctrl-C and Ctrl-Break, other systems what POSIX has", () => {
  expect(signalsOf("win32")).toEqual({
    passedOn: ["SIGINT", "SIGBREAK", "SIGHUP"],
    ending: ["SIGINT", "SIGBREAK"]
  })
  for (const platform of ["linux", "darwin"] as const) {
    expect(signalsOf(platform).ending).toEqual(["SIGINT", "SIGTERM"])
    expect(signalsOf(platform).passedOn).toContain("SIGQUIT")
  }
})

it("a socket is for its user alone, and a platform that cannot do that has no socket", () => {
  expect(socketProblem("win32")).toContain("use --port")
  for (const platform of ["linux", "darwin"] as const) expect(socketProblem(platform)).toBeUndefined()
})
