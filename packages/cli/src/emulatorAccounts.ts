/** Reads the accounts of an emulator from a file, and writes them as variables of a client. */
import type { EmulatorNames, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { type CliFailure, misconfigured } from "./failure.ts"
import { readText } from "./files.ts"
import type { Variables } from "./sessionVariables.ts"

/** What is wrong with one account; `undefined` if it is good. */
const problemOf = (value: unknown, account: EmulatorNames["account"]): string | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is not an object"
  const known = Object.keys(account.fields)
  const excess = Object.keys(value).find((name) => !known.includes(name))
  if (excess !== undefined) return `has a field "${excess}", which there is not`
  const lacking = Object.entries(account.fields).find(
    ([name, { ast }]) => !SchemaAST.isOptional(ast) && !(name in value)
  )
  if (lacking !== undefined) return `lacks the field "${lacking[0]}"`
  const decoded = Schema.decodeResult(account)(value)
  return Result.isSuccess(decoded)
    ? undefined
    : `has a field of another type: ${decoded.failure.message.replaceAll(/\s*\n\s*/g, " ").trim()}`
}

/** The fields of an account, as a person is told of them. */
const fieldsOf = ({ fields }: EmulatorNames["account"]): string =>
  Object.entries(fields)
    .map(([name, { ast }]) => (SchemaAST.isOptional(ast) ? name : `${name} (required)`))
    .join(", ")

/** What is wrong with accounts; `undefined` if nothing is, or if there is no schema of them. */
export const accountsProblem = (
  accounts: ReadonlyArray<unknown>,
  account: EmulatorNames["account"] | undefined
): string | undefined => {
  if (account === undefined) return undefined
  const problems = accounts.map((one) => problemOf(one, account))
  const index = problems.findIndex((problem) => problem !== undefined)
  return index === -1
    ? undefined
    : `account ${index + 1} ${problems[index]}. The fields of an account: ${fieldsOf(account)}.`
}

/** Reads a file of accounts. */
export const readAccounts = Effect.fnUntraced(function* (
  path: string,
  account: EmulatorNames["account"] | undefined
): Effect.fn.Return<ReadonlyArray<unknown>, CliFailure> {
  const text = Result.try(() => readText(path))
  if (Result.isFailure(text) || text.success === undefined) return yield* misconfigured(`${path} cannot be read.`)
  const content = text.success
  const accounts = Result.getOrUndefined(Result.try((): unknown => JSON.parse(content)))
  if (!Array.isArray(accounts) || accounts.length === 0) {
    const fields = account === undefined ? "" : ` The fields of an account: ${fieldsOf(account)}.`
    return yield* misconfigured(`${path} is not a JSON list of accounts, each of them an object.${fields}`)
  }
  const problem = accountsProblem(accounts, account)
  return problem === undefined ? accounts : yield* misconfigured(`${path}: ${problem}`)
})

const plain = (name: string): string => name.toLowerCase()

/** The variables with which a client logs in to an account of an emulator; `undefined` if no login method fits it. */
export const variablesOfAccount = (
  { vendor }: Pick<VendorFixture, "vendor">,
  url: string,
  account: { readonly [field: string]: string }
): Variables | undefined => {
  const given = new Map([
    ["url", url],
    ...Object.entries(account).map(([name, value]) => [plain(name), value] as const)
  ])
  for (const { credentials } of vendor.methods) {
    const needed = credentials.variants?.map(({ required }) => required) ?? [
      credentials.fields.flatMap(({ name, required }) => (required ? [name] : []))
    ]
    if (!needed.some((names) => names.length > 0 && names.every((name) => given.has(plain(name))))) continue
    return Object.fromEntries(
      [...vendor.serverFields, ...credentials.fields].flatMap(({ name, variable }) => {
        const value = given.get(plain(name))
        return value === undefined ? [] : [[variable, value]]
      })
    )
  }
  return undefined
}
