/** What drivers are generated of: a keep-alive and a logout that can be sent with nothing but a session. */
import type { Operation } from "../model/operation.ts"
import * as Pointer from "../pointer.ts"
import { secretField } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"

const checkKeepAlive = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  const { keepAlive } = spec.crm
  const operation = operations.find((one) => one.id === keepAlive?.operation)
  if (keepAlive === undefined || operation === undefined) return
  const at = "/x-crm-auth/keepAlive"
  if (!operation.session) {
    spec.report(
      Pointer.child(at, "operation"),
      `names ${operation.id}, which carries no session: say security: [{ session: [] }] there`
    )
  }
  const given = keepAlive.input ?? {}
  for (const name of Object.keys(given)) {
    if (!operation.inputs.some((input) => input.name === name)) {
      spec.report(
        Pointer.child(at, "input", name),
        `is no input of ${operation.id}: one of ${operation.inputs.map((input) => input.name).join(", ")}`
      )
    }
  }
  for (const input of operation.inputs.filter((one) => one.required && !(one.name in given))) {
    spec.report(at, `must send ${input.name}, which ${operation.id} requires: add input: { ${input.name}: … }`)
  }
}

const checkLogout = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  const operation = operations.find((one) => one.id === spec.crm.logout?.operation)
  if (operation === undefined) return
  const at = "/x-crm-auth/logout/operation"
  const secrets = operation.inputs.filter((input) => secretField(spec, input.schema))
  if (secrets.length === 0 && !operation.session) {
    spec.report(
      at,
      `names ${operation.id}, which sends no session: give it a secret input, or security: [{ session: [] }]`
    )
    return
  }
  const others = operation.inputs.filter((input) => input.required && !secrets.includes(input))
  if (secrets.length > 1 || others.length > 0) {
    const names = [...secrets.slice(1), ...others].map((input) => input.name)
    spec.report(at, `names ${operation.id}, which needs more than a session: ${names.join(", ")}`)
  }
}

export const checkDriver = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  checkKeepAlive(spec, operations)
  checkLogout(spec, operations)
}
