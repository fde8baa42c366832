/** Reads the options of an emulator as a command line writes them, and refuses what the emulator does not take. */
import type { EmulatorNames } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { accountsProblem } from "./emulatorAccounts.ts"
import { type CliFailure, failure } from "./failure.ts"

/** The options of an emulator, as its `make` takes them. */
export interface EmulatorOptions {
  readonly [name: string]: unknown
}

/** An emulator whose options are read. */
export interface OptionTaker {
  /** What people call the vendor. */
  readonly label: string
  /** What the emulator takes; `undefined` if the vendor's fixture does not say it. */
  readonly names: Pick<EmulatorNames, "options" | "account"> | undefined
}

const oneOf = (values: ReadonlyArray<string>): string =>
  values.length < 2 ? (values[0] ?? "nothing") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`

const fieldsOf = ({ propertySignatures }: SchemaAST.Objects): string =>
  propertySignatures
    .map(({ name, type }) => (SchemaAST.isOptional(type) ? String(name) : `${String(name)} (required)`))
    .join(", ")

const expected = SchemaAST.resolveAt<string>("expected")

/** The values that a schema takes, as a person is told of them. */
const valuesOf = (ast: SchemaAST.AST): string => {
  const said = expected(ast)
  if (said !== undefined) return said
  switch (ast._tag) {
    case "String":
      return "a text"
    case "Number":
      return "a number"
    case "Boolean":
      return "true or false"
    case "Literal":
      return String(ast.literal)
    case "Union":
      return oneOf(ast.types.flatMap((type) => (type._tag === "Boolean" ? ["true", "false"] : [valuesOf(type)])))
    case "Arrays":
      return `a JSON list, each item ${oneOf(ast.rest.map(valuesOf))}`
    case "Objects":
      return ast.propertySignatures.length === 0 ? "an object" : `an object with the fields ${fieldsOf(ast)}`
    default:
      return "another value"
  }
}

const takes = (ast: SchemaAST.AST, value: unknown): Result.Result<unknown, Schema.SchemaError> =>
  Schema.decodeUnknownResult(Schema.make<Schema.Decoder<unknown>>(ast))(value, { onExcessProperty: "error" })

/** The schemas of a field of objects that a schema takes. */
const fieldOf = (ast: SchemaAST.AST, name: string): ReadonlyArray<SchemaAST.AST> => {
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap((type) => fieldOf(type, name))
  if (!SchemaAST.isObjects(ast)) return []
  return ast.propertySignatures.flatMap((field) => (field.name === name ? [field.type] : []))
}

/** The names of the fields of objects that a schema takes. */
const fieldNames = (ast: SchemaAST.AST): ReadonlyArray<string> => {
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap(fieldNames)
  return SchemaAST.isObjects(ast) ? ast.propertySignatures.map(({ name }) => String(name)) : []
}

/** The schemas of what a path of names leads to, or why it leads nowhere. */
const schemasAt = (
  { label, names }: OptionTaker,
  path: ReadonlyArray<string>
): Result.Result<ReadonlyArray<SchemaAST.AST>, string> => {
  const options = names?.options ?? {}
  const [first = "", ...rest] = path
  const option = Object.hasOwn(options, first) ? options[first] : undefined
  if (option === undefined) {
    return Result.fail(`The emulator of ${label} has no option "${first}". It has: ${Object.keys(options).join(", ")}.`)
  }
  let asts: ReadonlyArray<SchemaAST.AST> = [option.ast]
  for (const [index, name] of rest.entries()) {
    const inner = asts.flatMap((ast) => fieldOf(ast, name))
    if (inner.length === 0) {
      const outer = path.slice(0, index + 1).join(".")
      const fields = asts.flatMap(fieldNames)
      return Result.fail(
        fields.length === 0
          ? `The option "${outer}" of the emulator of ${label} has no fields: it takes ${oneOf(asts.map(valuesOf))}.`
          : `The option "${outer}" of the emulator of ${label} has no field "${name}". It has: ${fields.join(", ")}.`
      )
    }
    asts = inner
  }
  return Result.succeed(asts)
}

const parsed = (text: string): unknown =>
  Result.getOrElse(
    Result.try((): unknown => JSON.parse(text)),
    () => text
  )

/** A value as the emulator takes it: JSON, or the text itself where only a text fits. */
const valueAt = (taker: OptionTaker, path: ReadonlyArray<string>, text: string): Result.Result<unknown, string> => {
  if (taker.names === undefined) return Result.succeed(parsed(text))
  return Result.flatMap(schemasAt(taker, path), (asts) => {
    const json = parsed(text)
    // What is wrong inside of it is found, and told, when all options are known.
    if (typeof json === "object" && json !== null) return Result.succeed(json)
    const fitting = [json, text].find((value) => asts.some((ast) => Result.isSuccess(takes(ast, value))))
    if (fitting !== undefined) return Result.succeed(fitting)
    const option = `The option "${path.join(".")}" of the emulator of ${taker.label}`
    return Result.fail(`${option} takes ${oneOf(asts.map(valuesOf))}, not ${text}.`)
  })
}

/** Why an emulator cannot be made with these options; `undefined` if it can. */
export const optionsProblem = (taker: OptionTaker, options: EmulatorOptions): string | undefined => {
  const { label, names } = taker
  if (names === undefined) return undefined
  for (const [name, value] of Object.entries(options)) {
    const schemas = schemasAt(taker, [name])
    if (Result.isFailure(schemas)) return schemas.failure
    if (value === undefined) continue
    const accounts = name === "accounts" && Array.isArray(value) ? accountsProblem(value, names.account) : undefined
    if (accounts !== undefined) return `The option "accounts" of the emulator of ${label}: ${accounts}`
    for (const ast of schemas.success) {
      const taken = takes(ast, value)
      if (Result.isSuccess(taken)) continue
      const why = taken.failure.message.replaceAll(/\s*\n\s*/g, " ").trim()
      return `The option "${name}" of the emulator of ${label} takes ${valuesOf(ast)}: ${why}.`
    }
  }
  return undefined
}

interface Draft {
  [name: string]: unknown
}

const isDraft = (value: unknown): value is Draft => Predicate.isObject(value)

/** Reads options of the form `name=value`: `dialect.language=de` is `{ dialect: { language: "de" } }`. */
export const readOptions = Effect.fnUntraced(function* (
  texts: ReadonlyArray<string>,
  taker: OptionTaker
): Effect.fn.Return<EmulatorOptions, CliFailure> {
  const options: Draft = {}
  const names = texts.map((text) => text.split("=", 1)[0] ?? "")
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return yield* failure("usage", `--option ${twice} is given twice.`)
  for (const text of texts) {
    const at = text.indexOf("=")
    if (at < 1) return yield* failure("usage", `"${text}" is not of the form option=value.`)
    const path = text.slice(0, at).split(".")
    const value = valueAt(taker, path, text.slice(at + 1))
    if (Result.isFailure(value)) return yield* failure("usage", value.failure)
    const last = path.pop() ?? ""
    let target = options
    for (const name of path) {
      const inner = target[name]
      const next: Draft = isDraft(inner) ? inner : {}
      target[name] = next
      target = next
    }
    target[last] = value.success
  }
  const problem = optionsProblem(taker, options)
  return problem === undefined ? options : yield* failure("usage", problem)
})
