/**
 * Whether a row of an error table can ever be the first that matches. A row is split into its single cases (operation,
 * status, code); it is out of reach when each of them is matched by an earlier row whatever else the answer holds.
 */
import type { CrmAuth, Row, Status, Test } from "../read/crm-auth.ts"
import { operationsIn, speaksOf } from "./roles.ts"

interface Case {
  readonly operation: string
  readonly status: Status | undefined
  readonly code: string | null | undefined
}

const casesOf = (crm: CrmAuth, row: Row): ReadonlyArray<Case> =>
  row.operation
    .flatMap((name) => operationsIn(crm, name))
    .flatMap((operation) =>
      (row.status ?? [undefined]).flatMap((status) =>
        (row.code ?? [undefined]).map((code) => ({ operation, status, code }))
      )
    )

const coversOperation = (crm: CrmAuth, row: Row, operation: string): boolean =>
  operation.startsWith("@")
    ? row.operation.some((name) => name === "*" || name === operation)
    : speaksOf(crm, row, operation)

const classes = ["1XX", "2XX", "3XX", "4XX", "5XX"]

const coversStatus = (row: Row, status: Status | undefined): boolean =>
  row.status === undefined ||
  (status === undefined
    ? classes.every((one) => row.status?.includes(one))
    : row.status.includes(status) || row.status.includes(`${String(status).charAt(0)}XX`))

/** What has a code or a test speaks of envelopes only. */
const bodyOf = (row: Row): NonNullable<Row["body"]> =>
  row.code !== undefined || row.where !== undefined ? "envelope" : (row.body ?? "any")

const coversBody = (row: Row, other: Row): boolean => bodyOf(row) === "any" || bodyOf(row) === bodyOf(other)

const same = (a: Test, b: Test): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

const coversTests = (row: Row, other: Row): boolean =>
  (row.where ?? []).every((test) => other.where?.some((candidate) => same(test, candidate)) === true)

const coversSent = (row: Row, other: Row): boolean =>
  Object.entries(row.sent ?? {}).every(([field, sent]) => other.sent?.[field] === sent)

/** A row that asks for no code and no test passes over envelopes that say success; this says whether `other` can't be one. */
const onlyFailures = (crm: CrmAuth, other: Row, code: string | null | undefined): boolean => {
  if (code === undefined) return other.where === undefined
  const success = (crm.envelope.ok ?? []).find((test) => test.at === crm.envelope.code)
  return code !== null && (success === undefined || success.is !== code)
}

const coversContent = (crm: CrmAuth, row: Row, other: Row, code: string | null | undefined): boolean => {
  if (row.code !== undefined && (code === undefined || !row.code.includes(code))) return false
  const passesOverSuccess = row.code === undefined && row.where === undefined && row.location === undefined
  return !passesOverSuccess || onlyFailures(crm, other, code)
}

const covers = (crm: CrmAuth, row: Row, other: Row, one: Case): boolean =>
  row.network === other.network &&
  coversOperation(crm, row, one.operation) &&
  coversStatus(row, one.status) &&
  coversBody(row, other) &&
  (row.location === undefined || other.location?.includes(row.location) === true) &&
  (row.text === undefined || other.text?.startsWith(row.text) === true) &&
  (row.credential === undefined || row.credential === other.credential) &&
  coversSent(row, other) &&
  coversTests(row, other) &&
  coversContent(crm, row, other, one.code)

/** Whether every case of `row` is matched by one of the rows before it. */
export const coveredBy = (crm: CrmAuth, before: ReadonlyArray<Row>, row: Row): boolean =>
  casesOf(crm, row).every((one) => before.some((earlier) => covers(crm, earlier, row, one)))
