/** Finds the row of a vendor's error table that an answer matches. */
import type { ErrorRow, Protocol, Retry } from "../Protocol.ts"
import { type Body, hasStatus } from "./envelope.ts"
import { known } from "./known.ts"
import { holds, textAt } from "./pointer.ts"

/** An answer, or the lack of one, to one operation. */
export interface Answer {
  /** The operation's id, or a role such as `@call`. */
  readonly operation: string
  /** `undefined`: no answer came. */
  readonly status: number | undefined
  readonly body: Body
  readonly text: string
  /** Whether the request had this field. */
  readonly sent: (field: string) => boolean
  /** The kind of credential that the request carried, where a vendor tells them apart. */
  readonly credential?: string
}

/** The roles that an operation plays in its vendor's protocol. */
const rolesOf = (protocol: Protocol, operation: string): ReadonlyArray<string> => {
  const list = [operation, "*"]
  for (const [login, rule] of Object.entries(protocol.logins)) {
    if (login === operation || rule.steps?.includes(operation) === true) list.push("@login")
  }
  if (protocol.logout?.operation === operation) list.push("@logout")
  if (protocol.renew === operation) list.push("@renew")
  return list.length === 2 ? [...list, "@call"] : list
}

type Rows = ReadonlyArray<ErrorRow>

/** The rows of an operation, by the status of its answer. */
type Table = Map<number | undefined, Rows>

const tables = /*#__PURE__*/ new WeakMap<Protocol, Map<string, Table>>()

const isAbout = (row: ErrorRow, status: number | undefined): boolean =>
  status === undefined
    ? row.network === true
    : row.network !== true && (row.status === undefined || hasStatus(row.status, status))

/** The rows that may speak of such an answer. They are picked once: every answer is judged by them. */
const rowsFor = (protocol: Protocol, { operation, status }: Answer): Rows => {
  const table = known(
    known(tables, protocol, () => new Map()),
    operation,
    () => new Map()
  )
  return known(table, status, () => {
    const roles = rolesOf(protocol, operation)
    return protocol.errors.filter((row) => isAbout(row, status) && row.operation.some((name) => roles.includes(name)))
  })
}

const matches = (row: ErrorRow, answer: Answer, protocol: Protocol): boolean => {
  if (row.credential !== undefined && row.credential !== answer.credential) return false
  if (row.sent !== undefined && Object.entries(row.sent).some(([field, there]) => answer.sent(field) !== there))
    return false
  if (row.network === true) return true
  const body = answer.body
  const wanted = row.body ?? "any"
  if (wanted !== "any" && wanted !== body.kind) return false
  if (row.text !== undefined && !answer.text.trimStart().startsWith(row.text)) return false
  if (body.kind !== "envelope") return row.code === undefined && row.where === undefined
  if (row.code !== undefined) {
    const code = textAt(body.document, protocol.envelope.code)
    if (!row.code.some((candidate) => candidate === (code ?? null))) return false
  }
  if (row.where !== undefined && !row.where.every((test) => holds(body.document, test))) return false
  return row.code !== undefined || row.where !== undefined || !body.ok
}

/** The first row that matches. */
export const findRow = (protocol: Protocol, answer: Answer): ErrorRow | undefined =>
  rowsFor(protocol, answer).find((row) => matches(row, answer, protocol))

/** What a row allows after a failure, by whether the request may be repeated. */
export const retryOf = (row: ErrorRow, safe: boolean): Retry =>
  typeof row.retry === "string" ? row.retry : safe ? row.retry.safe : row.retry.unsafe
