/** Writes `generated/emulator.ts`: what an emulator of the vendor is derived from, as plain data. */
import { bodyOf } from "./examples.ts"
import { sample } from "./sample.ts"
import { header, literal } from "./text.ts"
import { makesOf } from "../model/made.ts"
import { replyKind } from "../model/media.ts"
import type { Example, Operation } from "../model/operation.ts"
import { rolesOf } from "../model/roles.ts"
import { logoutSession, sessionNames } from "../model/session.ts"
import * as Pointer from "../pointer.ts"
import type { Credentials } from "../read/crm-auth.ts"
import type { SchemaObject } from "../read/openapi.ts"
import { alternatives, type Found, isObject, secretField, shapeOf } from "../read/schema.ts"
import { follow, type Spec } from "../read/spec.ts"

const keywords = [
  "type",
  "enum",
  "const",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems"
] as const satisfies ReadonlyArray<keyof SchemaObject>

/** A schema without references, and with the fields of an `allOf` joined. */
const resolved = (spec: Spec, found: Found): object => {
  const target = follow(spec, "schemas", found)
  if (target === undefined) return {}
  const { at, value } = target
  const plain = Object.fromEntries(keywords.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]])))
  const branches = alternatives(target)?.map((branch) => resolved(spec, branch))
  const items =
    value.items === undefined ? undefined : resolved(spec, { at: Pointer.child(at, "items"), value: value.items })
  return {
    ...plain,
    ...(items === undefined ? {} : { items }),
    ...(branches === undefined ? {} : { anyOf: branches }),
    ...(isObject(value) && (value.properties !== undefined || value.allOf !== undefined) ? members(spec, target) : {})
  }
}

const members = (spec: Spec, target: Pointer.At<SchemaObject>): object => {
  const { fields, rest } = shapeOf(spec, target)
  const required = fields.filter((field) => field.required).map(({ name }) => name)
  return {
    type: target.value.type ?? "object",
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, resolved(spec, schema)])),
    ...(required.length === 0 ? {} : { required }),
    ...(rest === undefined ? {} : { additionalProperties: rest === true ? true : resolved(spec, rest) })
  }
}

const exampleOf = (spec: Spec, example: Example): object => ({
  name: example.name,
  status: example.status,
  mediaType: example.mediaType,
  body: bodyOf(spec, example),
  ...(example.value["x-reason"] === undefined ? {} : { reason: example.value["x-reason"] }),
  sent: example.value["x-sent"] ?? []
})

const xmlOf = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((one: unknown) => xmlOf(name, one)).join("")
  const content =
    typeof value === "object" && value !== null
      ? Object.entries(value)
          .map(([member, inner]) => xmlOf(member, inner))
          .join("")
      : String(value ?? "")
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
  return `<${name}>${content}</${name}>`
}

/** A success for an operation whose spec has no example of one: what the schema requires, made up. */
const madeUp = (spec: Spec, { output }: Operation): object => {
  const [schema] = output?.alternatives ?? []
  if (output === undefined || schema === undefined) {
    return { name: "made up", status: 204, mediaType: "text/plain", body: "", sent: [] }
  }
  const value = succeeding(spec, sample(spec, schema, "value"))
  const status = Number(output.status.replaceAll("X", "0").replace("default", "200"))
  const isText = replyKind(output.mediaType) === "text"
  const body = output.xml
    ? xmlOf(spec.crm.envelope.root ?? "root", value)
    : isText
      ? String(value)
      : JSON.stringify(value)
  return { name: "made up", status, mediaType: output.mediaType, body, sent: [] }
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A document of which the envelope says that it is a success. */
const succeeding = (spec: Spec, document: unknown): unknown => {
  const set = (value: unknown, [name, ...others]: ReadonlyArray<string>, to: unknown): unknown =>
    name === undefined
      ? to
      : { ...(isRecord(value) ? value : {}), [name]: set(isRecord(value) ? value[name] : undefined, others, to) }
  return (spec.crm.envelope.ok ?? []).reduce<unknown>(
    (value, test) => (test.is === undefined || !isRecord(value) ? value : set(value, Pointer.tokens(test.at), test.is)),
    document
  )
}

/** The input that holds a session: that of a logout, and a secret one that has the name of a session. */
const carriesOf = (spec: Spec, operations: ReadonlyArray<Operation>, operation: Operation): string | undefined => {
  if (operation.id === spec.crm.logout?.operation) return logoutSession(spec, operations)
  if (rolesOf(spec.crm, operation.id).includes("@login")) return undefined
  const names = sessionNames(spec)
  return operation.inputs.find((input) => names.has(input.name) && secretField(spec, input.schema))?.name
}

const operationOf = (spec: Spec, operations: ReadonlyArray<Operation>, operation: Operation): object => {
  const examples = operation.examples.map((example) => exampleOf(spec, example))
  const isSuccess = ({ value }: Example) => value["x-reason"] === undefined
  const carries = carriesOf(spec, operations, operation)
  return {
    id: operation.id,
    method: operation.method,
    target: operation.target,
    ...(operation.origin === undefined ? {} : { origin: operation.origin }),
    session: operation.session,
    ...(carries === undefined ? {} : { carries }),
    ...(operation.basic === undefined
      ? {}
      : { basic: { name: operation.basic.name, required: operation.basic.required } }),
    body: operation.body,
    inputs: operation.inputs.map((input) => ({
      name: input.name,
      in: input.in,
      required: input.required,
      ...(input.asJson === true ? { json: true } : {}),
      schema: resolved(spec, input.schema)
    })),
    constants: operation.constants,
    examples: operation.examples.some(isSuccess) ? examples : [...examples, madeUp(spec, operation)]
  }
}

const methodOf = (spec: Spec, operations: ReadonlyArray<Operation>, id: string, method: Credentials): object => {
  const factor = method.login === undefined ? undefined : spec.crm.logins[method.login]?.secondFactor
  return {
    id,
    ...(method.login === undefined ? {} : { login: method.login }),
    ...(method.token === undefined ? {} : { token: method.token }),
    ...(method.session === undefined ? {} : { session: true }),
    fields: method.fields.map(({ kind, name, required, secret }) => ({
      name,
      secret: secret === true,
      required: required !== false,
      kind: kind ?? "text"
    })),
    ...(method.variants === undefined
      ? {}
      : { variants: method.variants.map(({ optional = [], required }) => ({ required, optional })) }),
    makes: makesOf(spec, method, operations),
    ...(factor?.kind === "oneTimeKey" && factor.input !== undefined ? { oneTimeKey: factor.input } : {})
  }
}

/** The module. Only emulators import it, so that nothing of it gets into programs. */
export const emulatorModule = (spec: Spec, operations: ReadonlyArray<Operation>): string => {
  const { crm } = spec
  const data = {
    ...(crm.envelope.body === "xml" ? { xmlRoot: crm.envelope.root ?? "root" } : {}),
    ...(crm.logout?.uselessFrom === undefined ? {} : { logoutUselessFrom: crm.logout.uselessFrom }),
    operations: operations.map((operation) => operationOf(spec, operations, operation)),
    methods: Object.entries(crm.credentials).map(([id, method]) => methodOf(spec, operations, id, method))
  }
  const body = literal(data)
  return [
    header(spec.file),
    `import type { EmulatorSpec } from "@crm-auth/core/testing"`,
    `import { protocol } from "./protocol.ts"\n`,
    `/**\n * The vendor's server as its spec describes it: what \`emulatorFromSpec\` derives an emulator from.\n *\n * @category testing\n * @since 0.1.0\n */`,
    `export const emulatorSpec: EmulatorSpec = { protocol, ${body.slice(1)}\n`
  ].join("\n")
}
