/** What a spec takes over from the one that it extends: rows and parts of the envelope that come after its own. */
import type { Envelope, Row } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"
import { coveredBy } from "./reach.ts"

export interface Base {
  readonly envelope: Envelope
  readonly errors: ReadonlyArray<Row>
}

export const withoutBase = (spec: Spec): Base => ({ envelope: spec.crm.envelope, errors: spec.crm.errors })

/** The operations of a row that exist here; rows of roles and `*` stay as they are. */
const narrowed = (row: Row, ids: ReadonlySet<string>): ReadonlyArray<Row> => {
  const operation = row.operation.filter((name) => name === "*" || name.startsWith("@") || ids.has(name))
  return operation.length === 0 ? [] : [{ ...row, operation }]
}

/** Rows of the base that ours always forestall are left out. */
export const extended = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): Base => {
  const ids = new Set(operations.map((operation) => operation.id))
  const envelope = { ...base.envelope, ...spec.crm.envelope }
  const errors = [...spec.crm.errors]
  for (const row of base.errors.flatMap((inherited) => narrowed(inherited, ids))) {
    if (!coveredBy({ ...spec.crm, envelope }, errors, row)) errors.push(row)
  }
  return { envelope, errors }
}
