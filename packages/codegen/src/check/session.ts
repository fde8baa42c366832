/** Where the session travels: each operation that carries it must find a place, and nothing secret may pass as plain. */
import { hasRoute } from "../model/operation.ts"
import type { Operation } from "../model/operation.ts"
import { sessionNames } from "../model/session.ts"
import * as Pointer from "../pointer.ts"
import type { Place } from "../read/crm-auth.ts"
import { secretField } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"

const holds = (place: Place, operation: Operation): boolean =>
  (place.when?.method?.includes(operation.method) ?? true) &&
  (place.when?.body === undefined || place.when.body === operation.body)

const placeOf = (spec: Spec, operation: Operation): void => {
  const { place: places } = spec.crm
  const what = `${operation.method} with ${operation.body === "none" ? "no" : `a ${operation.body}`} body`
  const place = places.find((candidate) => holds(candidate, operation))
  if (place === undefined) {
    spec.report(operation.at, `carries the session, and no place of x-crm-auth/place is for ${what}: add one`)
    return
  }
  const isBody = place.in === "form" || place.in === "json"
  if (isBody && place.in !== operation.body) {
    spec.report(
      operation.at,
      `carries the session in ${place.in}, but is a ${what}: give the place a \`when\` that leaves it out`
    )
  }
  if (place.in === "query" && hasRoute(operation.target)) {
    spec.report(operation.at, "carries the session in the query, which would destroy the bare route of its target")
  }
  const twin =
    place.json === undefined
      ? operation.inputs.find((input) => input.name === place.name && input.in === place.in)
      : undefined
  if (twin !== undefined) {
    spec.report(twin.at, `is the session, which is put in anyway: take the field out, or say security: []`)
  }
}

export const checkSession = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  spec.crm.place.forEach((place, index) => {
    if (place.json !== undefined && place.in !== "form") {
      spec.report(Pointer.child("/x-crm-auth/place", index, "json"), "is for a form field: only that holds JSON")
    }
  })
  const names = sessionNames(spec)
  for (const operation of operations) {
    if (operation.session) placeOf(spec, operation)
    for (const input of operation.inputs) {
      if (names.has(input.name) && !secretField(spec, input.schema)) {
        spec.report(input.at, `has the name of a session and is not secret: say format: password`)
      }
    }
    const { basic } = operation
    if (basic !== undefined && operation.inputs.some((input) => input.name === basic.name)) {
      spec.report(basic.at, `makes an input called ${basic.name}, and there is one: rename one of them`)
    }
    if (!operation.safe) continue
    const unsafe = operations.find(
      (other) => !other.safe && other.method === operation.method && other.target === operation.target
    )
    if (unsafe !== undefined) {
      spec.report(
        Pointer.child(operation.at, "x-crm-safe"),
        `makes every ${operation.method} ${operation.target} safe, ${unsafe.id} included: take it out`
      )
    }
  }
}
