/**
 * Answers `token` and `env` from the file store, before effect/cli, Schema and HTTP are loaded. Whatever is not plain, such
 * as a session that is due for renewal, another account or a flag that it does not know, is left to the program itself.
 */
import process from "node:process"
import { readJson } from "./files.ts"
import { expiresAt, type Known, readKnown } from "./known.ts"
import { type Folders, foldersOf, profilesFile } from "./paths.ts"
import { type Format, formats, type Variables, variablesOf } from "./sessionVariables.ts"
import { type Environment, keyOf, readSlot } from "./storeFiles.ts"
import { tokenJson } from "./tokenJson.ts"
import { type Form, forms, written } from "./written.ts"

/** A command that may be answered at once. */
interface Plain {
  readonly command: "token" | "env"
  readonly vendor: string
  readonly profile: string
  readonly json: boolean
  readonly as: Form
  readonly format: Format
}

const isForm = (text: string): text is Form => forms.some((form) => form === text)
const isFormat = (text: string): text is Format => formats.some((format) => format === text)

/** Reads the arguments; `undefined` for what only the program itself understands. */
export const parsePlain = (argv: ReadonlyArray<string>): Plain | undefined => {
  const [command, ...rest] = argv
  if (command !== "token" && command !== "env") return undefined
  let vendor: string | undefined
  let profile: string | undefined
  let json = false
  let as: Form = "value"
  let format: Format = "posix"
  for (let index = 0; index < rest.length; index++) {
    const text = rest[index] ?? ""
    if (text === "--json") json = true
    else if (text === "--quiet" || text === "-q" || text === "--no-input") continue
    else if (text.startsWith("-")) {
      const [name, ...given] = text.split("=")
      const value = given.length > 0 ? given.join("=") : rest[++index]
      if (value === undefined || value === "") return undefined
      if (name === "--profile") profile = value
      else if (name === "--as" && command === "token" && isForm(value)) as = value
      else if (name === "--format" && command === "env" && isFormat(value)) format = value
      else return undefined
    } else if (vendor === undefined) vendor = text
    else return undefined
  }
  return vendor === undefined ? undefined : { command, vendor, profile: profile ?? vendor, json, as, format }
}

/** Whether the environment and the profile still say what they said at the login. */
const isSameAccount = (known: Known, environment: Environment, folders: Folders): boolean => {
  const used = new Set(known.fields.map(({ variable }) => variable))
  if (known.variables.some((variable) => !used.has(variable) && environment[variable])) return false
  const file: unknown = readJson(profilesFile(folders))
  const profiles = typeof file === "object" && file !== null && "profiles" in file ? file.profiles : undefined
  const profile: unknown =
    typeof profiles === "object" && profiles !== null
      ? Object.entries(profiles).find(([name]) => name === known.profile)?.[1]
      : undefined
  const account: unknown =
    typeof profile === "object" && profile !== null && "account" in profile ? profile.account : undefined
  const inProfile = new Map<string, unknown>(
    typeof account === "object" && account !== null ? Object.entries(account) : []
  )
  if (typeof profile === "object" && profile !== null && "store" in profile && profile.store !== "file") return false
  return known.fields
    .filter(({ secret }) => !secret)
    .every(({ name, value, variable }) => (environment[variable] || (inProfile.get(name) ?? value)) === value)
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

const answerOf = (plain: Plain, environment: Environment, folders: Folders): string | undefined => {
  const known = readKnown(folders, plain.profile)
  if (known?.vendor !== plain.vendor || known.store !== "file" || known.session === undefined) return undefined
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
  if (plain.command === "env") {
    return printVariables(variablesOf({ vendor, url, value, expiresAt: end }), plain.json ? "json" : plain.format)
  }
  return plain.json
    ? JSON.stringify(tokenJson({ vendor, account, place, value, expiresAt: end }))
    : written(form, place, value)
}

/** What the program would print, if it can be told at once; `undefined` leaves the command to the program. */
export const answerFast = (argv: ReadonlyArray<string>, environment: Environment = process.env): string | undefined => {
  const plain = parsePlain(argv)
  if (plain === undefined) return undefined
  try {
    return answerOf(plain, environment, foldersOf(environment))
  } catch {
    return undefined
  }
}
