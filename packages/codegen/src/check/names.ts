/** Every operation, release and token that `x-crm-auth` names must exist. */
import type { Operation } from "../model/operation.ts"
import * as Pointer from "../pointer.ts"
import type { Lifetime } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"

const root = "/x-crm-auth"

const releasesOf = (at: string, lifetime: Lifetime): ReadonlyArray<{ readonly at: string; readonly name: string }> =>
  Pointer.entries(Pointer.child(at, "from"), lifetime.from).flatMap((entry) => [
    { at: entry.at, name: entry.name },
    ...releasesOf(entry.at, entry.value)
  ])

export const checkNames = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  const { crm } = spec
  const ids = new Set(operations.map((operation) => operation.id))
  const operation = (at: string, name: string | undefined): void => {
    if (name !== undefined && !name.startsWith("@") && name !== "*" && !ids.has(name)) {
      spec.report(at, `names the operation ${name}, which is not in paths: one of ${[...ids].join(", ")}`)
    }
  }
  const release = (at: string, name: string): void => {
    if (crm.releases?.includes(name) !== true) {
      spec.report(
        at,
        `names the release ${name}, which is not in releases: ${crm.releases?.join(", ") ?? "there are none"}`
      )
    }
  }

  operation(`${root}/renew`, crm.renew)
  operation(`${root}/keepAlive/operation`, crm.keepAlive?.operation)
  operation(`${root}/logout/operation`, crm.logout?.operation)
  if (crm.logout?.uselessFrom !== undefined) release(`${root}/logout/uselessFrom`, crm.logout.uselessFrom)
  for (const login of Pointer.entries(`${root}/logins`, crm.logins)) {
    operation(login.at, login.name)
    login.value.steps?.forEach((step, index) => operation(Pointer.child(login.at, "steps", index), step))
    for (const found of releasesOf(Pointer.child(login.at, "lifetime"), login.value.lifetime))
      release(found.at, found.name)
  }
  const tokens = new Set<string>()
  crm.tokens?.forEach((token, index) => {
    const at = Pointer.child(`${root}/tokens`, index)
    if (tokens.has(token.id)) spec.report(at, `is the second token called ${token.id}`)
    tokens.add(token.id)
  })
  crm.errors.forEach((row, index) => {
    const at = Pointer.child(`${root}/errors`, index)
    row.operation.forEach((name, position) => operation(Pointer.child(at, "operation", position), name))
    if (row.credential !== undefined && !tokens.has(row.credential) && !(row.credential in crm.logins)) {
      spec.report(Pointer.child(at, "credential"), `names ${row.credential}, which is neither a token nor a login`)
    }
  })
}
