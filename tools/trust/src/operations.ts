/** The operations of a vendor's package, each with the input and the good answers of its spec's examples. */
import type { Operation, Protocol, SessionOperation } from "@crm-auth/core/Driver"
import type { OperationExample } from "@crm-auth/core/testing"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { pathOf, valueAt } from "../../../packages/core/src/internal/protocol/pointer.ts"
import type { Call, Run } from "./Subject.ts"

type AnyOperation = Operation<unknown, unknown>

type AnySessionOperation = SessionOperation<unknown, unknown>

export const isOperation = (value: unknown): value is AnyOperation =>
  Predicate.isFunction(value) && "target" in value && "id" in value

const isSessionOperation = (value: AnyOperation): value is AnySessionOperation => "run" in value

const roleOf = (protocol: Protocol, id: string): Call["role"] => {
  if (protocol.logout?.operation === id) return "logout"
  if (protocol.renew === id) return "renew"
  const logins = Object.entries(protocol.logins).flatMap(([login, { steps = [] }]) => [login, ...steps])
  return logins.includes(id) ? "login" : "call"
}

/** Examples are made up of field names: a secret needs a text that stands nowhere else, and characters that get escaped. */
const withSecrets = (value: unknown, name: string): unknown => {
  if (Redacted.isRedacted(value)) return Redacted.make(`s3cret-${name}/"4711" & <co>`)
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, name))
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSecrets(item, key)]))
}

/** What a vendor's generated modules export. */
export interface Generated {
  readonly operations: { readonly [name: string]: unknown }
  readonly schemas: { readonly [name: string]: unknown }
  readonly examples: ReadonlyArray<OperationExample>
}

/** Every input that the examples of an operation have, each once, that of the first example first. */
const inputsOf = (
  { examples, schemas }: Generated,
  id: string
): readonly [first: unknown, ...others: Array<unknown>] => {
  const schema = schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Input`]
  const texts = examples.filter(({ operation }) => operation === id).map(({ input }) => JSON.stringify(input))
  if (!Schema.isSchema(schema)) throw new Error(`${id} has no input`)
  // An input is made of what it is given: it needs no service.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const codec = schema as Schema.Codec<unknown, unknown>
  const read = (text: string) => withSecrets(Schema.decodeUnknownSync(codec)(JSON.parse(text)), id)
  const [first, ...others] = [...new Set(texts)].map(read)
  if (first === undefined) throw new Error(`${id} has no example`)
  return [first, ...others]
}

/** A session shorter than this might stand somewhere by chance, and is no secret to look for. */
const leastLength = 16

/** The session of a login's example, in the form that the vendor gives it, or one that any place carries. */
const sessionOf = ({ envelope, logins }: Protocol, { examples }: Generated): Redacted.Redacted => {
  const values = Object.entries(logins).flatMap(([login, { session }]) =>
    examples
      .filter(({ operation, reason }) => operation === login && reason === undefined)
      .flatMap(({ body }) => session.map((pointer) => valueAt(envelope.parse(body), pathOf(pointer))))
  )
  const found = values.find((value) => typeof value === "string" && value.length >= leastLength)
  return Redacted.make(typeof found === "string" ? found : "5f4dcc3b5aa765d61d83")
}

const operationsOf = (generated: Generated): ReadonlyArray<AnyOperation> =>
  Object.values(generated.operations).filter(isOperation)

/** Every operation, called without a manager. */
export const callsOf = (protocol: Protocol, generated: Generated): ReadonlyArray<Call> => {
  const session = sessionOf(protocol, generated)
  return operationsOf(generated).map((operation): Call => {
    const { id } = operation
    const [first, ...others] = inputsOf(generated, id)
    const runOf =
      (input: unknown): Call["run"] =>
      (server) =>
        operation(input, { ...server, session })
    return {
      vendor: protocol.vendor,
      protocol,
      id,
      role: roleOf(protocol, id),
      run: runOf(first),
      otherRuns: others.map(runOf),
      replies: generated.examples.filter(({ operation, reason }) => operation === id && reason === undefined)
    }
  })
}

/** Every operation with a session, run by a manager with every input. */
export const runsOf = (generated: Generated): ReadonlyArray<Run> =>
  operationsOf(generated)
    .filter(isSessionOperation)
    .flatMap((operation) =>
      inputsOf(generated, operation.id).map((input): Run => ({
        id: operation.id,
        with: (manager) => manager.call(operation, input)
      }))
    )
