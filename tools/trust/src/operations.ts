/** The operations of a vendor's package, each with the input and the good answers of its spec's examples. */
import type { Operation, Protocol, SessionOperation } from "@crm-auth/core/Driver"
import type { OperationExample } from "@crm-auth/core/testing"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
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

const inputOf = ({ examples, schemas }: Generated, id: string): unknown => {
  const schema = schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Input`]
  const example = examples.find(({ operation }) => operation === id)
  if (!Schema.isSchema(schema) || example === undefined) throw new Error(`${id} has no input or no example`)
  // An input is made of what it is given: it needs no service.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const codec = schema as Schema.Codec<unknown, unknown>
  return withSecrets(Schema.decodeUnknownSync(codec)(example.input), id)
}

const session = Redacted.make("5f4dcc3b5aa765d61d83")

const operationsOf = (generated: Generated): ReadonlyArray<AnyOperation> =>
  Object.values(generated.operations).filter(isOperation)

/** Every operation, called without a manager. */
export const callsOf = (protocol: Protocol, generated: Generated): ReadonlyArray<Call> =>
  operationsOf(generated).map((operation): Call => {
    const { id } = operation
    const input = inputOf(generated, id)
    return {
      vendor: protocol.vendor,
      protocol,
      id,
      role: roleOf(protocol, id),
      run: (server) => operation(input, { ...server, session }),
      replies: generated.examples.filter(({ operation, reason }) => operation === id && reason === undefined)
    }
  })

/** Every operation with a session, run by a manager. */
export const runsOf = (generated: Generated): ReadonlyArray<Run> =>
  operationsOf(generated)
    .filter(isSessionOperation)
    .map((operation) => {
      const input = inputOf(generated, operation.id)
      return { id: operation.id, with: (manager) => manager.call(operation, input) }
    })
