/** Which rows of the error table speak of which operation: the same rules as the engine's. */
import type { CrmAuth, Row } from "../read/crm-auth.ts"

/** A login's steps are part of it. What plays no other role is a call. */
export const rolesOf = (crm: CrmAuth, operation: string): ReadonlyArray<string> => {
  const steps = Object.values(crm.logins).flatMap((login) => login.steps ?? [])
  const roles = [
    ...(operation in crm.logins || steps.includes(operation) ? ["@login"] : []),
    ...(operation === crm.logout?.operation ? ["@logout"] : []),
    ...(operation === crm.renew ? ["@renew"] : [])
  ]
  return roles.length === 0 ? ["@call"] : roles
}

/** The operations of a role. Calls are without end: applications make their own, so the role stands for itself. */
export const operationsIn = (crm: CrmAuth, role: string): ReadonlyArray<string> => {
  switch (role) {
    case "@login":
      return Object.entries(crm.logins).flatMap(([id, login]) => [...(login.steps ?? []), id])
    case "@logout":
      return crm.logout === undefined ? [] : [crm.logout.operation]
    case "@renew":
      return crm.renew === undefined ? [] : [crm.renew]
    case "*":
      return ["@login", "@logout", "@renew", "@call"].flatMap((one) => operationsIn(crm, one))
    default:
      return [role]
  }
}

export const speaksOf = (crm: CrmAuth, row: Row, operation: string): boolean =>
  row.operation.some((name) => name === "*" || name === operation || rolesOf(crm, operation).includes(name))
