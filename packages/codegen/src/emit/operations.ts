/** Writes `generated/operations.ts`: one callable operation per operationId. */
import type { Base } from "../model/base.ts"
import type { Constant, Operation, Where } from "../model/operation.ts"
import { coveredBy } from "../model/reach.ts"
import { rolesOf, speaksOf } from "../model/roles.ts"
import type { Spec } from "../read/spec.ts"
import { taken } from "./names.ts"
import { inputName, outputName } from "./schemas.ts"
import { call, doc, header, list, literal, pascal, record, sentence, sorted } from "./text.ts"
import { xmlReaderImport, xmlShape } from "./xml-shape.ts"

type Entry = readonly [name: string, code: string]

/** Queries and forms carry text; a JSON member keeps its type. */
const constantsIn = (constants: ReadonlyArray<Constant>, where: Where): ReadonlyArray<string> => {
  const here = constants.filter((constant) => constant.in === where)
  const value = (constant: Constant) => literal(where === "json" ? constant.value : String(constant.value))
  return here.length === 0 ? [] : [record(here.map((constant) => [constant.name, value(constant)]))]
}

const partIn = (operation: Operation, where: Where): ReadonlyArray<string> => {
  const names = operation.inputs.filter((input) => input.in === where).map((input) => literal(input.name))
  const constants = constantsIn(operation.constants, where)
  // A body is sent even when nothing is in it: JSON as `{}`, a form for the session to be put in.
  const isEmpty = names.length === 0 && constants.length === 0 && operation.body !== where
  return isEmpty ? [] : [call(`in${pascal(where)}`, list(names), ...constants)]
}

const partsOf = (operation: Operation): ReadonlyArray<string> => [
  ...(["path", "query", "form", "json"] as const).flatMap((where) => partIn(operation, where)),
  ...(operation.basic === undefined ? [] : [call("asBasicUser", literal(operation.basic.name))])
]

/** The definition of an operation, as `operation` and `sessionOperation` take it. `input` is the code of its schema. */
export const definition = (spec: Spec, operation: Operation, input = `Schemas.${inputName(operation)}`): string => {
  const output = outputName(operation)
  const parts = partsOf(operation)
  const entries: ReadonlyArray<Entry> = [
    ["id", literal(operation.id)],
    ["method", literal(operation.method)],
    ["target", literal(operation.target)],
    ...(operation.origin === undefined ? [] : [["origin", literal(operation.origin)] as const]),
    ["input", input],
    ...(parts.length === 0 ? [] : [["parts", list(parts)] as const]),
    ...(operation.session ? [["session", "true"] as const] : []),
    ...(output === undefined ? [] : [["output", `Schemas.${output}`] as const]),
    // Where there is nothing to decode, the reader of the envelope is enough.
    ...(operation.output?.xml === true && output !== undefined
      ? [["parse", `(text) => ${call("parseXml", "text", xmlShape(spec, operation.output))}`] as const]
      : [])
  ]
  return record(entries)
}

/** What any operation may fail with, whatever the rows say: unsendable input, another document, a code of no row. */
const always = ["InvalidConfiguration", "UnexpectedResponse", "VendorFailure"]

const reasonsOf = (spec: Spec, base: Base, operation: Operation): string => {
  const crm = { ...spec.crm, envelope: base.envelope }
  const rows = base.errors.filter((row, index) => {
    const own = { ...row, operation: [operation.id] }
    return speaksOf(crm, row, operation.id) && !coveredBy(crm, base.errors.slice(0, index), own)
  })
  const reasons = sorted([...rows.map((row) => row.reason), ...always]).filter((reason) => reason !== "none")
  return `Fails with \`AuthError\`, its reason one of ${reasons.map((reason) => `\`${reason}\``).join(", ")}.`
}

const docOf = (spec: Spec, base: Base, operation: Operation): string =>
  doc(
    [
      sentence(operation.summary ?? operation.id),
      `\`${operation.method} ${operation.target}\``,
      operation.description,
      reasonsOf(spec, base, operation)
    ],
    [...(operation.link === undefined ? [] : [`@see ${operation.link}`]), "@category operations", "@since 0.1.0"]
  )

/** Whether a manager runs it with its session. Logins, logouts and renewals are the manager's own. */
const isCall = ({ crm }: Spec, operation: Operation): boolean =>
  operation.session && rolesOf(crm, operation.id).includes("@call")

const operationCode = (spec: Spec, base: Base, operation: Operation): string => {
  if (taken.has(operation.id)) spec.report(operation.at, `can't be called ${operation.id} in generated code: rename it`)
  const output = outputName(operation)
  const result = output === undefined ? "void" : `Schemas.${output}`
  const input = inputName(operation)
  const encoded = output === undefined ? "void" : `typeof Schemas.${output}.Encoded`
  const type = isCall(spec, operation)
    ? `SessionOperation<Schemas.${input}, ${result}, typeof Schemas.${input}.Encoded, ${encoded}>`
    : `Operation<Schemas.${input}, ${result}>`
  const make = isCall(spec, operation) ? "sessionOperation" : "operation"
  const code = call(make, "protocol", definition(spec, operation))
  return `${docOf(spec, base, operation)}\nexport const ${operation.id}: ${type} = ${code}\n`
}

/** The functions of core that put inputs into a request. */
export const partFunctions = ["asBasicUser", "inForm", "inJson", "inPath", "inQuery"]

const importsOf = (spec: Spec, operations: ReadonlyArray<Operation>): string => {
  const calls = operations.filter((operation) => isCall(spec, operation)).length
  const parts = operations.flatMap(partsOf)
  const names = [
    ...partFunctions.filter((name) => parts.some((part) => part.includes(` ${name}(`))),
    ...(calls < operations.length ? ["operation", "type Operation"] : []),
    ...(calls > 0 ? ["sessionOperation", "type SessionOperation"] : [])
  ]
  return `import { ${names.join(", ")} } from "@crm-auth/core/Driver"`
}

export const operationsModule = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): string =>
  [
    header(spec.file),
    importsOf(spec, operations),
    ...(operations.some((operation) => operation.output?.xml) ? [xmlReaderImport(spec)] : []),
    `import * as Schemas from "./schemas.ts"`,
    `import { protocol } from "./protocol.ts"`,
    "",
    ...operations.map((operation) => operationCode(spec, base, operation))
  ].join("\n")
