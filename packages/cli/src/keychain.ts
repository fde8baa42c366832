/** The system's keychain, behind one small interface. Every call of it ends within three seconds. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { ChildProcessSpawner } from "effect/process/ChildProcessSpawner"
import * as Redacted from "effect/Redacted"
import process from "node:process"
import { type Ran, runProgram } from "./run.ts"

/** The keychain cannot be used. The message says why; it says nothing about any credentials. */
export class KeychainTrouble extends Data.TaggedError("KeychainTrouble")<{ readonly message: string }> {}

/** A place of the system for secrets, by name. */
export interface Keychain {
  /** What people call it. */
  readonly name: string
  /** The secret with that name; `undefined` if there is none. */
  readonly get: (name: string) => Effect.Effect<Redacted.Redacted | undefined, KeychainTrouble, ChildProcessSpawner>
  readonly set: (name: string, secret: Redacted.Redacted) => Effect.Effect<void, KeychainTrouble, ChildProcessSpawner>
  readonly remove: (name: string) => Effect.Effect<void, KeychainTrouble, ChildProcessSpawner>
}

/** The name of a profile's saved secret. */
export const savedName = (profile: string, field: string): string => `${profile} ${field}`

const service = "crm-auth"

/** A keychain that wants a click of a person, or hangs, must not keep a script waiting. */
const patience = "3 seconds"

/** The value of a secret, without the line break that programs put after it. */
const secretOf = ({ output }: Ran) => {
  const text = output.replace(/\r?\n$/, "")
  return text === "" ? undefined : Redacted.make(text)
}

const call = (name: string, command: string, args: ReadonlyArray<string>, input?: string) =>
  Effect.mapError(
    runProgram(command, args, { timeout: patience, ...(input === undefined ? undefined : { input }) }),
    ({ because }) =>
      new KeychainTrouble({
        message:
          because === "timeout"
            ? `${name} did not answer within 3 seconds`
            : because === "notFound"
              ? `${name} is not installed (${command})`
              : `${name} could not be called (${command})`
      })
  )

const refuse = (name: string, { code, errors }: Ran) =>
  new KeychainTrouble({ message: `${name} failed with exit code ${code}${errors === "" ? "" : `: ${errors.trim()}`}` })

/** One word of the commands that `security -i` reads. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`

/** macOS: the program `security`. A secret is written to its input, so that no list of processes shows it. */
const macOs: Keychain = {
  name: "the macOS keychain",
  get: (name) =>
    Effect.flatMap(
      call("The macOS keychain", "security", ["find-generic-password", "-s", service, "-a", name, "-w"]),
      (ran) =>
        ran.code === 0
          ? Effect.succeed(secretOf(ran))
          : ran.code === 44
            ? Effect.undefined
            : refuse("The macOS keychain", ran)
    ),
  set: (name, secret) =>
    Effect.flatMap(
      call(
        "The macOS keychain",
        "security",
        ["-i"],
        `add-generic-password -U -s ${service} -a ${quoted(name)} -w ${quoted(Redacted.value(secret))}\n`
      ),
      (ran) => (ran.code === 0 ? Effect.void : refuse("The macOS keychain", ran))
    ),
  remove: (name) =>
    Effect.asVoid(call("The macOS keychain", "security", ["delete-generic-password", "-s", service, "-a", name]))
}

/** Linux: the program `secret-tool`. It fails without a word where there is no secret of that name. */
const linux: Keychain = {
  name: "the secret service",
  get: (name) =>
    Effect.flatMap(call("The secret service", "secret-tool", ["lookup", "service", service, "account", name]), (ran) =>
      ran.code === 0
        ? Effect.succeed(secretOf(ran))
        : ran.errors.trim() === ""
          ? Effect.undefined
          : refuse("The secret service", ran)
    ),
  set: (name, secret) =>
    Effect.flatMap(
      call(
        "The secret service",
        "secret-tool",
        ["store", `--label=crm-auth: ${name}`, "service", service, "account", name],
        Redacted.value(secret)
      ),
      (ran) => (ran.code === 0 ? Effect.void : refuse("The secret service", ran))
    ),
  remove: (name) =>
    Effect.asVoid(call("The secret service", "secret-tool", ["clear", "service", service, "account", name]))
}

/** What is used of `@napi-rs/keyring`, which is an optional peer. */
interface Keyring {
  readonly AsyncEntry: new (
    service: string,
    account: string
  ) => {
    readonly getPassword: () => Promise<string | null | undefined>
    readonly setPassword: (secret: string) => Promise<void>
    readonly deletePassword: () => Promise<unknown>
  }
}

const keyring = Effect.tryPromise({
  try: async (): Promise<Keyring> => {
    const name = "@napi-rs/keyring"
    return await import(name)
  },
  catch: () => new KeychainTrouble({ message: "The Windows credential manager needs the package @napi-rs/keyring" })
})

const withEntry = <A>(name: string, use: (entry: InstanceType<Keyring["AsyncEntry"]>) => Promise<A>) =>
  Effect.flatMap(keyring, ({ AsyncEntry }) =>
    Effect.tryPromise({
      try: () => use(new AsyncEntry(service, name)),
      catch: () => new KeychainTrouble({ message: "The Windows credential manager failed" })
    }).pipe(
      Effect.timeoutOrElse({
        duration: patience,
        orElse: () =>
          Effect.fail(
            new KeychainTrouble({ message: "The Windows credential manager did not answer within 3 seconds" })
          )
      })
    )
  )

const windows: Keychain = {
  name: "the Windows credential manager",
  get: (name) =>
    Effect.map(
      withEntry(name, (entry) => entry.getPassword()),
      (secret) => (secret === undefined || secret === null ? undefined : Redacted.make(secret))
    ),
  set: (name, secret) => withEntry(name, (entry) => entry.setPassword(Redacted.value(secret))),
  remove: (name) => Effect.asVoid(withEntry(name, (entry) => entry.deletePassword()))
}

/** No keychain: `CRM_AUTH_KEYCHAIN=off`, or a platform that has none we know. */
const none: Keychain = {
  name: "the keychain",
  get: () => Effect.fail(new KeychainTrouble({ message: "The keychain is switched off" })),
  set: () => Effect.fail(new KeychainTrouble({ message: "The keychain is switched off" })),
  remove: () => Effect.void
}

/** The keychain of this system. */
export const keychainOf = (
  environment: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform = process.platform
): Keychain => {
  if (environment["CRM_AUTH_KEYCHAIN"] === "off") return none
  switch (platform) {
    case "darwin":
      return macOs
    case "win32":
      return windows
    case "linux":
      return linux
    default:
      return none
  }
}
