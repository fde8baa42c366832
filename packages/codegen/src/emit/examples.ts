/** Writes `test/generated/examples.ts`: every example of the spec, as data and as what a test runs. */
import type { Example, Operation } from "../model/operation.ts"
import * as Pointer from "../pointer.ts"
import type { Spec } from "../read/spec.ts"
import { sample } from "./sample.ts"
import { inputName, outputName } from "./schemas.ts"
import { call, header, literal, record } from "./text.ts"

/** The bytes that were answered. */
export const bodyOf = (spec: Spec, example: Example): string => {
  const raw = example.value["x-serializedValue"]
  if (raw !== undefined) return raw
  const { value } = example.value
  const { kind } = example
  if (kind === "json") return JSON.stringify(value)
  if (typeof value === "string" && (kind === "text" || value === "")) return value
  spec.report(example.at, kind === "xml" ? "needs x-serializedValue: the XML itself" : "must be a text: it is not JSON")
  return ""
}

/** The required inputs and those that `x-sent` adds. */
const inputOf = (spec: Spec, operation: Operation, example: Example): { readonly [name: string]: unknown } => {
  const asked = example.value["x-sent"] ?? []
  const basic = operation.basic
  const names = new Set([...operation.inputs.map((input) => input.name), ...(basic === undefined ? [] : [basic.name])])
  asked.forEach((name, index) => {
    if (!names.has(name)) spec.report(Pointer.child(example.at, "x-sent", index), `is no input of ${operation.id}`)
  })
  const isSent = (field: { readonly name: string; readonly required: boolean }) =>
    field.required || asked.includes(field.name)
  return {
    ...Object.fromEntries(
      operation.inputs.filter(isSent).map((input) => [input.name, sample(spec, input.schema, input.name)])
    ),
    ...(basic !== undefined && isSent(basic) ? { [basic.name]: basic.name } : {})
  }
}

const exampleOf = (spec: Spec, operation: Operation, example: Example): object => {
  const reason = example.value["x-reason"]
  const input = inputOf(spec, operation, example)
  const isDocument = reason === undefined && operation.output !== undefined && operation.returns
  return {
    operation: operation.id,
    name: example.name,
    status: example.status,
    contentType: example.mediaType,
    body: bodyOf(spec, example),
    ...(isDocument ? { value: example.value.value } : {}),
    input,
    ...(reason === undefined ? {} : { reason })
  }
}

const replayOf = (operation: Operation): readonly [name: string, code: string] => {
  const output = outputName(operation)
  const schemas = [inputName(operation), ...(output === undefined ? [] : [output])].map((name) => `Schemas.${name}`)
  return [operation.id, call("replay", `Operations.${operation.id}`, ...schemas)]
}

export const examplesModule = (spec: Spec, operations: ReadonlyArray<Operation>): string => {
  const all = operations.flatMap((operation) =>
    operation.examples.map((example) => exampleOf(spec, operation, example))
  )
  const replayed = operations.filter(({ examples }) => examples.length > 0)
  const imports = [
    `import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"`,
    `import * as Operations from "../../src/generated/operations.ts"`,
    `import * as Schemas from "../../src/generated/schemas.ts"`
  ]
  const withoutReplay = [`import { type OperationExample, replayAll } from "@crm-auth/core/testing"`]
  return [
    header(spec.file),
    ...(replayed.length > 0 ? imports : withoutReplay),
    "",
    `export const examples: ReadonlyArray<OperationExample> = ${literal(all)}`,
    "",
    `/** Each example with the effect that fails when its operation does not give what the example says. */`,
    `export const replays = ${call("replayAll", "examples", record(replayed.map(replayOf)))}`,
    ""
  ].join("\n")
}
