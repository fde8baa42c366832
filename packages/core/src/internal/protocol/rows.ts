/** Finds the row of a vendor's error table that an answer matches. Owns the table of rows by operation and status. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { ErrorRow, Protocol } from "../../Protocol.ts"
import { known } from "../known.ts"
import { type Body, type CompiledEnvelope, hasStatus } from "./envelope.ts"
import { compileTest, type Test } from "./pointer.ts"

/** An answer, or the lack of one, to one operation. */
export interface Answer {
  /** The operation's id, or a role such as `@call`. */
  readonly operation: string
  /** `undefined`: no answer came. */
  readonly status: number | undefined
  readonly body: Body
  readonly text: string
  /** Where a redirect leads, as the server writes it. */
  readonly location?: string | undefined
  /** Whether the request had this field. */
  readonly sent: (field: string) => boolean
  /** The kind of credential that the request carried, where a vendor tells them apart. */
  readonly credential?: string
}

/** A row whose tests are compiled and whose guard is a duration. */
export interface CompiledRow {
  readonly row: ErrorRow
  readonly where: ReadonlyArray<Test> | undefined
  readonly guard: Duration.Duration | undefined
}

const compileRow = (row: ErrorRow): CompiledRow => ({
  row,
  where: row.where?.map(compileTest),
  guard: row.guard === undefined ? undefined : Option.getOrUndefined(Duration.fromIso(row.guard))
})

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

const isAbout = (row: ErrorRow, status: number | undefined): boolean =>
  status === undefined
    ? row.network === true
    : row.network !== true && (row.status === undefined || hasStatus(row.status, status))

const isSent = (row: ErrorRow, answer: Answer): boolean =>
  row.sent === undefined || Object.entries(row.sent).every(([field, there]) => answer.sent(field) === there)

type Rows = ReadonlyArray<CompiledRow>

/** The error table of a protocol. */
export class RowTable {
  readonly #protocol: Protocol
  readonly #envelope: CompiledEnvelope
  readonly #rows: Rows
  readonly #picked = new Map<string, Map<number | undefined, Rows>>()

  constructor(protocol: Protocol, envelope: CompiledEnvelope) {
    this.#protocol = protocol
    this.#envelope = envelope
    this.#rows = protocol.errors.map(compileRow)
  }

  /** The first row that matches. */
  find(answer: Answer): CompiledRow | undefined {
    return this.#rowsFor(answer).find((row) => this.#matches(row, answer))
  }

  /** Whether an answer is a success: what the vendor's envelope says, unless a row knows better. */
  accepts(answer: Answer): boolean {
    const { body } = answer
    return (this.find(answer)?.row.reason ?? (body.kind === "envelope" && body.ok && "none")) === "none"
  }

  /** The rows that may match such an answer, picked once: every answer is judged by them. */
  #rowsFor({ operation, status }: Answer): Rows {
    const table = known(this.#picked, operation, () => new Map<number | undefined, Rows>())
    return known(table, status, () => {
      const roles = rolesOf(this.#protocol, operation)
      return this.#rows.filter(({ row }) => isAbout(row, status) && row.operation.some((name) => roles.includes(name)))
    })
  }

  #matches({ row, where }: CompiledRow, answer: Answer): boolean {
    if (row.credential !== undefined && row.credential !== answer.credential) return false
    if (!isSent(row, answer)) return false
    if (row.network === true) return true
    if (row.location !== undefined && answer.location?.includes(row.location) !== true) return false
    const body = answer.body
    const wanted = row.body ?? "any"
    if (wanted !== "any" && wanted !== body.kind) return false
    if (row.text !== undefined && !answer.text.trimStart().startsWith(row.text)) return false
    if (body.kind !== "envelope") return row.code === undefined && where === undefined
    if (row.code !== undefined) {
      const code = this.#envelope.codeOf(body.document)
      if (!row.code.some((candidate) => candidate === (code ?? null))) return false
    }
    if (where !== undefined && !where.every((test) => test(body.document))) return false
    return row.code !== undefined || where !== undefined || row.location !== undefined || !body.ok
  }
}
