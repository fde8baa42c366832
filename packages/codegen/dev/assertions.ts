/**
 * Writes `test/generated/types.ts`: that what our schemas encode to is what openapi-typescript reads from the same
 * spec. Types only: nothing of it runs.
 */
import type { Operation, Output } from "../src/model/operation.ts"
import { isReference } from "../src/read/openapi.ts"
import { componentName } from "../src/read/spec.ts"
import type { Spec } from "../src/read/spec.ts"
import { inputName, outputName } from "../src/emit/schemas.ts"
import type { Written } from "../src/emit/schemas.ts"
import { header, literal } from "../src/emit/text.ts"

/**
 * Mutual assignability is not enough: it sees neither a missing optional key nor `any`. And types that print alike are
 * not identical to the compiler before intersections and index signatures are flattened.
 */
const helpers = `/** Deep, readonly, with intersections and index signatures flattened. */
type Flat<T> = 0 extends 1 & T
  ? ["any"]
  : unknown extends T
    ? unknown
    : T extends object
      ? { readonly [K in keyof T]: Flat<T[K]> }
      : T

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

type Same<A, B> = Identical<Flat<A>, Flat<B>>

type Assert<T extends true> = T
`

const index = (...keys: ReadonlyArray<string>): string => keys.map((key) => `[${literal(key)}]`).join("")

const member = (operation: Operation, ...keys: ReadonlyArray<string>): string =>
  `operations${index(operation.id, ...keys)}`

/** The parts that openapi-typescript keeps apart and our input joins, less what is sent without being asked for. */
const expectedInput = (operation: Operation): string => {
  const all = [...operation.inputs, ...operation.constants]
  const parts = (["path", "query"] as const).flatMap((where) =>
    all.some((input) => input.in === where) ? [`NonNullable<${member(operation, "parameters", where)}>`] : []
  )
  if (operation.bodyMediaType !== undefined && all.some((input) => input.in === operation.body)) {
    parts.push(member(operation, "requestBody", "content", operation.bodyMediaType))
  }
  if (operation.basic !== undefined) {
    parts.push(`{ readonly ${operation.basic.name}${operation.basic.required ? "" : "?"}: string }`)
  }
  const joined = parts.length === 0 ? "{}" : parts.join(" & ")
  const constants = operation.constants.map((constant) => literal(constant.name))
  return constants.length === 0 ? joined : `Omit<${joined}, ${constants.join(" | ")}>`
}

/** `undefined` where the spec gives the alternatives that are no failure no names of their own. */
const expectedOutput = (operation: Operation, output: Output): string | undefined => {
  if (!output.narrowed) {
    const path = ["responses", output.status, "content", output.mediaType]
    return member(operation, ...path)
  }
  const names = output.alternatives.map((one) =>
    isReference(one.value) ? componentName("schemas", one.value) : undefined
  )
  return names.every((name) => name !== undefined)
    ? names.map((name) => `components${index("schemas", name)}`).join(" | ")
    : undefined
}

export const assertionsModule = (
  spec: Spec,
  operations: ReadonlyArray<Operation>,
  schemas: ReadonlyArray<Written>
): string => {
  const lines: Array<string> = []
  const same = (name: string, expected: string) =>
    lines.push(`  ${name}: Assert<Same<typeof Schemas.${name}.Encoded, ${expected}>>`)
  for (const schema of schemas.filter((written) => written.component)) {
    same(schema.name, `components${index("schemas", schema.name)}`)
  }
  for (const operation of operations) {
    const isEmpty = operation.inputs.length === 0 && operation.basic === undefined
    if (!isEmpty) same(inputName(operation), expectedInput(operation))
    const name = outputName(operation)
    const isInline = schemas.some((schema) => schema.name === name && !schema.component)
    if (operation.output === undefined || name === undefined || !isInline) continue
    const expected = expectedOutput(operation, operation.output)
    if (expected === undefined) {
      spec.report(operation.output.alternatives[0].at, "stands beside a failure: make it a component and refer to it")
    } else {
      same(name, expected)
    }
  }
  const imports = ["components", "operations"].filter((name) => lines.some((line) => line.includes(`${name}[`)))
  return [
    header(spec.file),
    imports.length === 0 ? "" : `import type { ${imports.join(", ")} } from "./openapi.ts"`,
    `import type * as Schemas from "../../src/generated/schemas.ts"\n`,
    helpers,
    "/** Fails to compile where the two generators disagree. */",
    `export interface Assertions {\n${lines.join("\n")}\n}\n`
  ].join("\n")
}
