/** Every JSON pointer of `x-crm-auth` must meet something in the replies that it is read from. */
import type { Operation } from "../model/operation.ts"
import { speaksOf } from "../model/roles.ts"
import * as Pointer from "../pointer.ts"
import type { Lifetime, Limit, Login, Test } from "../read/crm-auth.ts"
import { secretField, walk } from "../read/schema.ts"
import type { Found } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"

const root = "/x-crm-auth"

const meets = (spec: Spec, schemas: ReadonlyArray<Found>, pointer: string): boolean =>
  schemas.some((schema) => walk(spec, schema, Pointer.tokens(pointer)).length > 0)

const last = (spec: Spec, schemas: ReadonlyArray<Found>, pointer: string): ReadonlyArray<Found> =>
  schemas.flatMap((schema) => walk(spec, schema, Pointer.tokens(pointer)).flatMap((path) => path.at(-1) ?? []))

const expect = (spec: Spec, at: string, schemas: ReadonlyArray<Found>, pointer: string, whose: string): void => {
  if (!meets(spec, schemas, pointer)) {
    spec.report(at, `points at ${pointer}, which no reply of ${whose} has: add the field to its schema`)
  }
}

const tests = (
  spec: Spec,
  at: string,
  list: ReadonlyArray<Test> | undefined,
  schemas: ReadonlyArray<Found>,
  whose: string
) => list?.forEach((test, index) => expect(spec, Pointer.child(at, index, "at"), schemas, test.at, whose))

const limits = (
  spec: Spec,
  at: string,
  list: ReadonlyArray<Limit> | undefined,
  schemas: ReadonlyArray<Found>,
  whose: string
): void => {
  list?.forEach((limit, index) => {
    if (typeof limit === "string") return
    for (const key of ["at", "minus", "jwt"] as const) {
      const pointer = limit[key]
      if (pointer !== undefined) expect(spec, Pointer.child(at, index, key), schemas, pointer, whose)
    }
    if (limit.jwt !== undefined) secret(spec, Pointer.child(at, index, "jwt"), schemas, limit.jwt)
  })
}

const lifetime = (spec: Spec, at: string, rule: Lifetime, schemas: ReadonlyArray<Found>, whose: string): void => {
  limits(spec, Pointer.child(at, "idle"), rule.idle, schemas, whose)
  limits(spec, Pointer.child(at, "absolute"), rule.absolute, schemas, whose)
  for (const entry of Pointer.entries(Pointer.child(at, "from"), rule.from)) {
    lifetime(spec, entry.at, entry.value, schemas, whose)
  }
}

const secret = (spec: Spec, at: string, schemas: ReadonlyArray<Found>, pointer: string): void => {
  for (const field of last(spec, schemas, pointer)) {
    if (!secretField(spec, field)) {
      spec.report(at, `points at ${pointer}, which is not secret (${field.at}): say format: password there`)
    }
  }
}

const login = (spec: Spec, at: string, id: string, rule: Login, operations: ReadonlyArray<Operation>): void => {
  const operation = operations.find((one) => one.id === id)
  if (operation === undefined) return
  const schemas = operation.output?.alternatives ?? []
  rule.session.forEach((pointer, index) => {
    const place = Pointer.child(at, "session", index)
    expect(spec, place, schemas, pointer, id)
    secret(spec, place, schemas, pointer)
  })
  lifetime(spec, Pointer.child(at, "lifetime"), rule.lifetime, schemas, id)
  if (rule.origin !== undefined) expect(spec, Pointer.child(at, "origin"), schemas, rule.origin, id)
}

const documents = (operations: ReadonlyArray<Operation>): ReadonlyArray<Found> =>
  operations.flatMap((operation) => operation.documents)

/** Inherited rows are not looked at: they were when the spec that they come from was. */
export const checkPointers = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  const { crm } = spec
  const all = documents(operations)
  const { code, message, ok, present } = crm.envelope
  expect(spec, `${root}/envelope/code`, all, code, "the vendor")
  if (message !== undefined) expect(spec, `${root}/envelope/message`, all, message, "the vendor")
  tests(spec, `${root}/envelope/ok`, ok, all, "the vendor")
  tests(spec, `${root}/envelope/present`, present, all, "the vendor")
  for (const entry of Pointer.entries(`${root}/logins`, crm.logins)) {
    login(spec, entry.at, entry.name, entry.value, operations)
  }
  crm.errors.forEach((row, index) => {
    const at = Pointer.child(`${root}/errors`, index)
    const meant = operations.filter((operation) => speaksOf(crm, row, operation.id))
    const where = Pointer.child(at, "where")
    tests(spec, where, row.where, meant.length === 0 ? all : documents(meant), row.operation.join(", "))
    for (const field of Object.keys(row.sent ?? {})) {
      const isInput = meant.some((operation) => operation.inputs.some((input) => input.name === field))
      if (!isInput)
        spec.report(
          Pointer.child(at, "sent", field),
          `names ${field}, which is no input of ${row.operation.join(", ")}`
        )
    }
  })
}
