/** The error table: every row can match, and every example's reason is one. */
import type { Base } from "../model/base.ts"
import type { Operation } from "../model/operation.ts"
import { coveredBy } from "../model/reach.ts"
import * as Pointer from "../pointer.ts"
import type { Status } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"

const isRedirect = (status: Status): boolean => String(status).startsWith("3")

export const checkRows = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): void => {
  const { errors } = spec.crm
  errors.forEach((row, index) => {
    const isNoEnvelope = row.body === "empty" || row.body === "notEnvelope"
    if (row.location !== undefined && row.status?.every(isRedirect) !== true) {
      spec.report(
        Pointer.child("/x-crm-auth/errors", index, "location"),
        "is of redirects only: say which statuses they have, such as status: [302]"
      )
    }
    if (isNoEnvelope && (row.code !== undefined || row.where !== undefined)) {
      spec.report(
        Pointer.child("/x-crm-auth/errors", index, "body"),
        `is ${row.body}, which has no code and no fields: take out body, or code and where`
      )
    }
    if (coveredBy(spec.crm, errors.slice(0, index), row)) {
      spec.report(
        Pointer.child("/x-crm-auth/errors", index),
        "can't be reached: earlier rows match all that it does; move it before them or take it out"
      )
    }
  })
  const reasons = new Set([...base.errors.map((row) => row.reason), "VendorFailure", "UnexpectedResponse", "Transport"])
  for (const example of operations.flatMap((operation) => operation.examples)) {
    const reason = example.value["x-reason"]
    if (reason !== undefined && !reasons.has(reason)) {
      spec.report(Pointer.child(example.at, "x-reason"), `is ${reason}, which no row of x-crm-auth/errors gives`)
    }
  }
}
