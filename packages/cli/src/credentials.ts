/** Finds the values of an account's fields, and remembers where each came from. */
import type { AuthError } from "@crm-auth/core"
import { baseUrl } from "@crm-auth/core/BaseUrl"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import process from "node:process"
import { allowances } from "./allowances.ts"
import { forPeople, loginCommand } from "./authFailure.ts"
import { exitCodes } from "./exitCodes.ts"
import { CliFailure, failure, misconfigured } from "./failure.ts"
import { keychainOf, savedName } from "./keychain.ts"
import type { Source } from "./known.ts"
import { note } from "./output.ts"
import { isText, plainValue } from "./plainValue.ts"
import type { Profile } from "./profiles.ts"
import { askSecret, askText } from "./prompts.ts"
import { runProgram } from "./run.ts"
import { Settings } from "./settings.ts"
import { type Field, flagOf, type Method, type VendorEntry } from "./vendors.ts"

/** The account whose fields are looked for. */
export interface Account {
  readonly vendor: VendorEntry
  readonly method: Method
  /** The profile's name: the one given, else the vendor's. */
  readonly name: string
  readonly profile: Profile | undefined
}

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

/**
 * Looks for the value of every field. It asks no questions, and secrets that are not there stay unknown.
 *
 * A vendor locks users whose secret is wrong, so a user's name and a secret are not combined where they may be those of two
 * users: the environment's secret with the user of a profile that has a secret of its own, or of a named profile while the
 * environment names another user; or the profile's secret with another user of the environment.
 */
export const resolveFields = Effect.fnUntraced(function* ({ method, name: profileName, profile }: Account) {
  const settings = yield* Settings
  const { environment, passwordCommand, passwordStdin } = settings
  const main = mainSecret(method)
  const keychain = keychainOf(environment)
  const inProfile = new Map(Object.entries(profile?.account ?? {}))
  const isNamed = settings.profile !== undefined && profile !== undefined

  const plain = new Map(
    method.fields.flatMap((field) =>
      field.secret ? [] : [[field, { field, ...plainValue(field, settings, inProfile) } satisfies Resolved] as const]
    )
  )
  const all = [...plain.values()]
  const isOfProfile = all.some(({ field, source }) => field.credential && source === "profile")
  /** Fields for which the environment and the profile have different values. */
  const disputed = all.filter(({ field }) => {
    const given = environment[field.variable]
    const named = inProfile.get(field.name)
    return isText(given) && isText(named) && given !== named
  })
  const lost = disputed.filter(({ source }) => source === "profile")
  const ignored = new Set(lost.map(({ field }) => field.variable))
  const isOtherUser = (fields: ReadonlyArray<Resolved>) => fields.some(({ field }) => field.credential)
  const isEnvironmentForeign = isNamed && isOtherUser(lost)
  const isProfileForeign = isOtherUser(disputed.filter(({ source }) => source === "environment"))

  /** The secret that the profile has of its own, in the keychain or from its command. */
  const ownSecretOf = Effect.fnUntraced(function* (field: Field, isMain: boolean) {
    if (isProfileForeign) return undefined
    if (profile?.savedCredentials === true) {
      const meanwhile = isMain ? "give it with --password-stdin meanwhile" : "correct that"
      const saved = yield* Effect.mapError(keychain.get(savedName(profileName, field.name)), ({ message }) =>
        misconfigured(`${message}. The saved secret could not be read; ${meanwhile}.`)
      )
      if (saved !== undefined) return { field, value: saved, source: "keychain" } satisfies Resolved
    }
    if (!isMain || profile?.passwordCommand === undefined) return undefined
    const value = yield* secretFromCommand(profile.passwordCommand, "the profile's passwordCommand")
    return { field, value, source: "command" } satisfies Resolved
  })

  const secretOf = Effect.fnUntraced(function* (field: Field) {
    const found = (value: Redacted.Redacted, source: Source): Resolved => ({ field, value, source })
    const isMain = field === main
    if (isMain && passwordStdin) return found(yield* secretFromStdin, "stdin")
    if (isMain && passwordCommand !== undefined) {
      return found(yield* secretFromCommand(passwordCommand, "--password-command"), "command")
    }
    const given = environment[field.variable]
    const inEnvironment =
      isText(given) && !isEnvironmentForeign ? found(Redacted.make(given), "environment") : undefined
    if (inEnvironment !== undefined && !isNamed && !isOfProfile) return inEnvironment
    const own = yield* ownSecretOf(field, isMain)
    if (own === undefined && inEnvironment !== undefined) return inEnvironment
    if (isText(given)) ignored.add(field.variable)
    return own ?? ({ field, value: undefined, source: undefined } satisfies Resolved)
  })

  const resolved = yield* Effect.forEach(method.fields, (field) => {
    const found = plain.get(field)
    return found === undefined ? secretOf(field) : Effect.succeed(found)
  })
  if (ignored.size > 0) {
    yield* note(`${[...ignored].join(", ")}: not used, because the profile "${profileName}" has values of its own.`)
  }
  return resolved
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

const whereOf = ({ where }: Field) => (where === "unknown" ? "" : ` (${where})`)

/** How to give a value without a terminal. */
const remedyOf = (method: Method, field: Field) =>
  field === mainSecret(method)
    ? `${field.variable} or --password-stdin`
    : field.secret
      ? field.variable
      : `${field.variable} or --${flagOf(field.name)}`

/** What to say when values are missing and there is no terminal to ask at. */
const missingFailure = (
  vendor: VendorEntry,
  method: Method,
  missing: ReadonlyArray<Resolved>,
  login: string
): CliFailure => {
  const remedies = missing.map(({ field }) => ({ field, remedy: remedyOf(method, field) }))
  const width = Math.max(...remedies.map(({ remedy }) => remedy.length))
  const lines = remedies.map(({ field, remedy }) => `  ${remedy.padEnd(width)}  ${field.label}${whereOf(field)}`)
  const exit = missing.some(({ field }) => field.credential) ? "logIn" : "configuration"
  return new CliFailure({
    exitCode: exitCodes[exit].code,
    message: `${vendor.label} needs values that are missing or blank:\n${lines.join("\n")}\nSet them, or run \`${login}\` in a terminal.`,
    vendor: vendor.name,
    missing: missing.map(({ field }) => field.variable)
  })
}

/** What is wrong with an address, as a sentence of its own. */
const addressProblem = ({ message, reason, vendor }: AuthError): string =>
  "detail" in reason && reason.detail !== undefined ? `The address ${forPeople(reason.detail, vendor)}.` : message

/** Says what is wrong with an answer, as the engine would later. */
const checkOf = Effect.fnUntraced(function* (vendor: VendorEntry, field: Field, profile: Profile | undefined) {
  const settings = yield* Settings
  const server = allowances(settings, profile)
  if (field.secret) {
    return (answer: string) =>
      server.allowSpacesAroundSecrets || answer.trim() === answer
        ? undefined
        : "It starts or ends with a space. Leave the space out, or use --allow-spaces-around-secrets."
  }
  if (field.kind === "number") {
    return (answer: string) => (/^\d+$/.test(answer.trim()) ? undefined : "A whole number is needed.")
  }
  if (field.credential || field.name !== "url") return undefined
  const { protocol } = yield* Effect.promise(vendor.load)
  return (answer: string) => {
    const read = baseUrl(protocol, { ...server, url: answer })
    return Result.isSuccess(read) ? undefined : addressProblem(read.failure)
  }
})

/** Asks for the required values that are missing. `secrets` says whether secrets are asked for, too. */
export const completeFields = Effect.fnUntraced(function* (
  { method, name, profile, vendor }: Account,
  fields: ReadonlyArray<Resolved>,
  secrets: boolean
) {
  const settings = yield* Settings
  const all = missingOf(method, fields)
  const missing = all.filter(({ field }) => secrets || !field.secret)
  if (missing.length === 0) return fields
  if (!settings.interactive) {
    return yield* missingFailure(vendor, method, all, loginCommand(vendor.name, name, settings))
  }
  return yield* Effect.forEach(fields, (one) =>
    Effect.gen(function* () {
      if (!missing.includes(one)) return one
      const { field } = one
      const question = `${vendor.label}: ${field.label}`
      const asked = {
        hint: field.where === "unknown" ? undefined : field.where,
        check: yield* checkOf(vendor, field, profile)
      }
      const value: string | Redacted.Redacted = yield* field.secret
        ? askSecret(question, asked)
        : askText(question, asked)
      return { field, value, source: "prompt" } satisfies Resolved
    })
  )
})

/** The secrets that a login needs and that are not known. */
export const lackingSecrets = (method: Method, fields: ReadonlyArray<Resolved>): ReadonlyArray<Field> =>
  missingOf(method, fields).flatMap(({ field }) => (field.secret ? [field] : []))
