/** Finds the values of an account's fields, and remembers where each came from. */
import type * as Prompt from "effect/cli/Prompt"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import process from "node:process"
import { type CliFailure, failure, misconfigured } from "./failure.ts"
import { keychainOf, savedName } from "./keychain.ts"
import type { Source } from "./known.ts"
import { plainValue } from "./plainValue.ts"
import type { Profile } from "./profiles.ts"
import { askSecret, askText } from "./prompts.ts"
import { runProgram } from "./run.ts"
import { Settings } from "./settings.ts"
import { type Field, flagOf, type Method, type VendorEntry } from "./vendors.ts"

/** A field and its value, if it has one by now. */
export interface Resolved {
  readonly field: Field
  readonly value: string | Redacted.Redacted | undefined
  readonly source: Source | undefined
}

/** The field that `--password-stdin` and `--password-command` speak of: the first secret that a login needs. */
const mainSecret = (method: Method): Field | undefined =>
  method.fields.find(({ required, secret }) => secret && required) ?? method.fields.find(({ secret }) => secret)

const firstLine = (text: string) => text.split(/\r?\n/, 1)[0] ?? ""

/** The first line that a command prints. */
export const secretFromCommand = (command: string, flag: string) =>
  Effect.gen(function* () {
    const ran = yield* Effect.mapError(
      runProgram(command, [], { shell: true, timeout: "30 seconds" }),
      ({ because }): CliFailure =>
        misconfigured(`${flag} ${because === "timeout" ? "did not end within 30 seconds" : "could not be run"}.`)
    )
    const line = firstLine(ran.output)
    if (ran.code !== 0)
      return yield* misconfigured(`${flag} ended with exit code ${ran.code}. Run it by hand to see why.`)
    if (line === "") return yield* misconfigured(`${flag} printed nothing; its first line is to be the secret.`)
    return Redacted.make(line)
  })

const readStdin = Effect.tryPromise({
  try: async () => {
    const chunks: Array<Buffer> = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
    return firstLine(Buffer.concat(chunks).toString("utf8"))
  },
  catch: () => misconfigured("Standard input could not be read.")
})

const secretFromStdin = Effect.gen(function* () {
  if (process.stdin.isTTY) {
    return yield* failure(
      "usage",
      "--password-stdin reads a pipe, such as: pass show kayako | crm-auth login kayako --password-stdin"
    )
  }
  const line = yield* readStdin
  if (line === "") return yield* misconfigured("--password-stdin found nothing on standard input.")
  return Redacted.make(line)
})

/** Looks for the value of every field. It asks no questions, and secrets that are not there stay unknown. */
export const resolveFields = Effect.fnUntraced(function* (
  method: Method,
  profileName: string,
  profile: Profile | undefined
) {
  const { account, environment, passwordCommand, passwordStdin } = yield* Settings
  const main = mainSecret(method)
  const keychain = keychainOf(environment)

  const secretOf = Effect.fnUntraced(function* (field: Field) {
    const found = (value: Redacted.Redacted, source: Source): Resolved => ({ field, value, source })
    const isMain = field === main
    if (isMain && passwordStdin) return found(yield* secretFromStdin, "stdin")
    if (isMain && passwordCommand !== undefined) {
      return found(yield* secretFromCommand(passwordCommand, "--password-command"), "command")
    }
    const given = environment[field.variable]
    if (given !== undefined && given !== "") return found(Redacted.make(given), "environment")
    if (profile?.savedCredentials === true) {
      const saved = yield* Effect.mapError(keychain.get(savedName(profileName, field.name)), ({ message }) =>
        misconfigured(`${message}. The saved secret could not be read; set ${field.variable} meanwhile.`)
      )
      if (saved !== undefined) return found(saved, "keychain")
    }
    if (isMain && profile?.passwordCommand !== undefined) {
      return found(yield* secretFromCommand(profile.passwordCommand, "the profile's passwordCommand"), "command")
    }
    return { field, value: undefined, source: undefined }
  })

  const inProfile = new Map(Object.entries(profile?.account ?? {}))
  const plainOf = (field: Field): Resolved => ({
    field,
    ...plainValue(field, { account, environment }, inProfile)
  })

  return yield* Effect.forEach(method.fields, (field) =>
    field.secret ? secretOf(field) : Effect.succeed(plainOf(field))
  )
})

/** The names of the credentials that a login needs: of the sets that go together, the one that is nearest. */
const needed = (method: Method, fields: ReadonlyArray<Resolved>): ReadonlySet<string> => {
  const known = new Set(fields.filter(({ value }) => value !== undefined).map(({ field }) => field.name))
  const always = method.fields.filter(({ required }) => required).map(({ name }) => name)
  const lacking = ({ required }: { readonly required: ReadonlyArray<string> }) =>
    required.filter((name) => !known.has(name)).length
  const nearest = [...method.variants].sort((a, b) => lacking(a) - lacking(b))[0]
  return new Set([...always, ...(nearest?.required ?? [])])
}

const missingOf = (method: Method, fields: ReadonlyArray<Resolved>): ReadonlyArray<Resolved> => {
  const names = needed(method, fields)
  return fields.filter(({ field, value }) => value === undefined && names.has(field.name))
}

const found = ({ where }: Field) => (where === "unknown" ? "" : ` (${where})`)

const remedyOf = ({ name, secret, variable }: Field) => (secret ? variable : `${variable} or --${flagOf(name)}`)

/** What to say when values are missing and there is no terminal to ask at. */
export const missingFailure = (vendor: VendorEntry, missing: ReadonlyArray<Resolved>): CliFailure => {
  const width = Math.max(...missing.map(({ field }) => remedyOf(field).length))
  const lines = missing.map(({ field }) => `  ${remedyOf(field).padEnd(width)}  ${field.label}${found(field)}`)
  const exit = missing.some(({ field }) => field.credential) ? "logIn" : "configuration"
  return failure(
    exit,
    `${vendor.label} needs values that are not set:\n${lines.join("\n")}\nSet them, or run \`crm-auth login ${vendor.name}\` in a terminal.`
  )
}

/** Asks for the required values that are missing. `secrets` says whether secrets are asked for, too. */
export const completeFields = Effect.fnUntraced(function* (
  vendor: VendorEntry,
  method: Method,
  fields: ReadonlyArray<Resolved>,
  secrets: boolean
) {
  const { interactive } = yield* Settings
  const all = missingOf(method, fields)
  const missing = all.filter(({ field }) => secrets || !field.secret)
  if (missing.length === 0) return fields
  if (!interactive) return yield* missingFailure(vendor, all)
  return yield* Effect.forEach(fields, (one): Effect.Effect<Resolved, never, Prompt.Environment> => {
    if (!missing.includes(one)) return Effect.succeed(one)
    const question = `${vendor.label}: ${one.field.label}`
    const answered = (value: string | Redacted.Redacted): Resolved => ({ field: one.field, value, source: "prompt" })
    return one.field.secret ? Effect.map(askSecret(question), answered) : Effect.map(askText(question), answered)
  })
})

/** The secrets that a login needs and that are not known. */
export const lackingSecrets = (method: Method, fields: ReadonlyArray<Resolved>): ReadonlyArray<Field> =>
  missingOf(method, fields).flatMap(({ field }) => (field.secret ? [field] : []))
