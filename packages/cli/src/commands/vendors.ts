/** `crm-auth vendors`: what each vendor wants, and where a person finds it. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer } from "../output.ts"
import { type Field, findVendor, flagOf, type Method, vendors } from "../vendors.ts"

const widest = Math.max(
  ...vendors.flatMap(({ methods }) => methods.flatMap(({ fields }) => fields.map(({ variable }) => variable.length)))
)

const describe = ({ label, name, required, secret, variable, where }: Field): string => {
  const flag = secret ? "" : `, --${flagOf(name)}`
  const place = where === "unknown" ? "" : `. ${where}.`
  return `    ${variable.padEnd(widest)}  ${label}${flag}${required ? "" : ", optional"}${place}`
}

/** Which fields go together, for a method that has several sets of them. */
const describeSets = ({ fields, variants }: Method): ReadonlyArray<string> => {
  const names = (list: ReadonlyArray<string>): string =>
    list.map((name) => fields.find((field) => field.name === name)?.variable ?? name).join(", ")
  const sets = variants.map(({ optional, required }) =>
    optional.length === 0 ? names(required) : `${names(required)}; optional: ${names(optional)}`
  )
  return sets.length < 2 ? [] : ["    Give the fields of one of these sets:", ...sets.map((set) => `      ${set}`)]
}

/** Runs the command. It loads no vendor. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: Option.Option<string> }) {
  const chosen = Option.isSome(input.vendor) ? [yield* findVendor(input.vendor.value)] : vendors
  const text = chosen.flatMap(({ label, methods, name }) => [
    `${name}  (${label})`,
    ...methods.flatMap((method) => [
      `  ${method.label}${methods.length === 1 ? "" : ` (--method ${method.name})`}`,
      ...method.fields.map(describe),
      ...describeSets(method)
    ])
  ])
  yield* answer(text.join("\n"), {
    version: 1,
    vendors: chosen.map(({ label, methods, name }) => ({ name, label, methods }))
  })
})
