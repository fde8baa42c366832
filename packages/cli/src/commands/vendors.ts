/** `crm-auth vendors`: what each vendor wants, and where a person finds it. */
import * as Effect from "effect/Effect"
import { answer } from "../output.ts"
import { type Field, flagOf, vendors } from "../vendors.ts"

const widest = Math.max(
  ...vendors.flatMap(({ methods }) => methods.flatMap(({ fields }) => fields.map(({ variable }) => variable.length)))
)

const describe = ({ label, name, required, secret, variable, where }: Field): string => {
  const flag = secret ? "" : `, --${flagOf(name)}`
  const place = where === "unknown" ? "" : `. ${where}.`
  return `    ${variable.padEnd(widest)}  ${label}${flag}${required ? "" : ", optional"}${place}`
}

/** Runs the command. It loads no vendor. */
export const run = Effect.suspend(() => {
  const text = vendors.flatMap(({ label, methods, name }) => [
    `${name}  (${label})`,
    ...methods.flatMap((method) => [
      `  ${method.label}${methods.length === 1 ? "" : ` (--method ${method.name})`}`,
      ...method.fields.map(describe)
    ])
  ])
  return answer(text.join("\n"), {
    version: 1,
    vendors: vendors.map(({ label, methods, name }) => ({ name, label, methods }))
  })
})
