/**
 * Answers `token`, `env` and `exec` from the file store, before effect/cli, Schema and HTTP are loaded. Whatever is not
 * plain, such as a session that is due for renewal, another account or a flag that it does not know, is left to the program
 * itself.
 */
import process from "node:process"
import { expiresAt, type Known, readKnown } from "./known.ts"
import type { Folders } from "./paths.ts"
import type { PlainCommand } from "./plainCommand.ts"
import { readPlainProfile } from "./plainProfile.ts"
import { type Format, type Variables, variablesOf, withheldFrom } from "./sessionVariables.ts"
import { type Environment, keyOf, readSlot } from "./storeFiles.ts"
import { tokenJson } from "./tokenJson.ts"
import { written } from "./written.ts"

/** What can be done at once: print a text, or run a command with the session in its environment. */
export type Fast =
  | { readonly _tag: "print"; readonly text: string }
  | {
      readonly _tag: "run"
      readonly command: string
      readonly args: ReadonlyArray<string>
      readonly variables: Variables
      /** Variables that the command does not get. */
      readonly withheld: ReadonlyArray<string>
    }

/** Whether the environment and the profile still say what they said at the login. */
const isSameAccount = (known: Known, environment: Environment, folders: Folders): boolean => {
  const used = new Set(known.fields.map(({ variable }) => variable))
  if (known.variables.some((variable) => !used.has(variable) && environment[variable])) return false
  const profile = readPlainProfile(folders, known.profile)
  if (profile?.store !== undefined && profile.store !== "file") return false
  return known.fields
    .filter(({ secret }) => !secret)
    .every(({ name, value, variable }) => (environment[variable] || (profile?.account.get(name) ?? value)) === value)
}

/** The credentials that the session must have been made with; `undefined`: any will do; `false`: it cannot be told. */
const credentialsOf = (
  known: Known,
  environment: Environment
): { readonly [name: string]: unknown } | undefined | false => {
  const fields = known.fields.filter(({ credential }) => credential)
  const secrets = fields.filter(({ secret }) => secret)
  if (secrets.every(({ variable }) => !environment[variable])) return undefined
  if (secrets.some(({ variable }) => !environment[variable])) return false
  return Object.fromEntries(
    fields.map(({ kind, name, secret, value, variable }) => {
      if (secret) return [name, { secret: environment[variable] }]
      return [name, kind === "number" ? Number(value) : value]
    })
  )
}

/** The session's secret, if the store has it and it can be used now. */
const secretOf = (known: Known, environment: Environment, folders: Folders): string | undefined => {
  const { session, slot } = known
  const key = keyOf(environment, folders)
  const credentials = credentialsOf(known, environment)
  if (session === undefined || slot === undefined || key === undefined || credentials === false) return undefined
  const found = readSlot(folders, slot)?.open(key, credentials)
  if (found === undefined || found.id !== session.id) return undefined
  const value = new Map<string, unknown>(
    typeof found.value === "object" && found.value !== null ? Object.entries(found.value) : []
  )
  const secret = value.get(session.member)
  return typeof secret === "string" && secret !== "" ? secret : undefined
}

/** A value that every format writes as it is. Quoting is Effect's. */
const isPlainWord = (value: string): boolean => /^[\w@+:,./-]+$/.test(value)

const printVariables = (variables: Variables, format: Format): string | undefined => {
  const entries = Object.entries(variables)
  if (format === "json") return JSON.stringify(variables)
  if (!entries.every(([, value]) => isPlainWord(value))) return undefined
  const print = {
    posix: (name: string, value: string) => `export ${name}=${value}`,
    powershell: (name: string, value: string) => `$env:${name} = '${value}'`,
    dotenv: (name: string, value: string) => `${name}="${value}"`,
    github: (name: string, value: string) => `${name}=${value}`
  }[format]
  return entries.map(([name, value]) => print(name, value)).join("\n")
}

const print = (text: string | undefined): Fast | undefined => (text === undefined ? undefined : { _tag: "print", text })

const answerOf = (plain: PlainCommand, environment: Environment, folders: Folders): Fast | undefined => {
  const known = readKnown(folders, plain.profile)
  if (known?.vendor !== plain.vendor || known.store !== "file" || known.session === undefined) return undefined
  // The program says which variables it does not use because of a profile that was named.
  if (plain.isNamed && known.variables.some((variable) => environment[variable])) return undefined
  if (!isSameAccount(known, environment, folders)) return undefined
  const { form, place } = {
    form: plain.as,
    place: known.places.find((place) => place.in === plain.as) ?? known.places[0]
  }
  if (place === undefined || (form !== "value" && form !== "curl" && place.in !== form)) return undefined
  const value = secretOf(known, environment, folders)
  if (value === undefined) return undefined
  const { account, origin: url, vendor } = known
  const end = expiresAt(known.session)
  if (plain.command === "token") {
    const json = tokenJson({ vendor, account, place, value, expiresAt: end })
    return print(plain.json ? JSON.stringify(json) : written(form, place, value))
  }
  const variables = variablesOf({ vendor, url, value, expiresAt: end })
  if (plain.command === "env") return print(printVariables(variables, plain.json ? "json" : plain.format))
  const [command, ...args] = plain.child
  // Only the program knows which other variables of the vendor are secrets.
  const named = new Set([...known.variables, ...Object.keys(variables)])
  const others = Object.keys(environment).some(
    (name) => name.startsWith(`${vendor.toUpperCase()}_`) && !named.has(name)
  )
  if (command === undefined || others) return undefined
  return { _tag: "run", command, args, variables, withheld: withheldFrom(known.fields) }
}

/** What the program would do, if it can be told at once; `undefined` leaves the command to the program. */
export const answerFast = (
  plain: PlainCommand,
  folders: Folders,
  environment: Environment = process.env
): Fast | undefined => {
  try {
    return answerOf(plain, environment, folders)
  } catch {
    return undefined
  }
}
