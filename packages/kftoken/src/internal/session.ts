/** Brings the vendor's replies into the form of a session. */
import type { SessionToken, TemporaryToken } from "../generated/schemas.ts"
import { KftokenSession } from "../KftokenSession.ts"

type Known<A> = { [K in keyof A]?: NonNullable<A[K]> }

/** Leaves out what the server left out, and what it sent as null. */
const known = <A extends object>(fields: A): Known<A> => {
  const result: Known<A> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined && value !== null) result[name] = value
  }
  return result
}

/** A session out of the last reply, and out of the first step's where that said more. */
export const toSession = (last: SessionToken, first?: TemporaryToken): KftokenSession =>
  new KftokenSession({
    sessionToken: last.SessionToken,
    ...known({
      companyName: last.CompanyName,
      companyId: last.CompanyId ?? first?.CompanyId,
      tenantId: last.TenantId ?? first?.TenantId,
      userFullName: last.CompanyUserFullName ?? first?.CompanyUserFullName,
      packageName: last.PackageName ?? first?.PackageName,
      isAdmin: last.IsAdmin ?? first?.IsAdmin,
      subscriptionExpiryDate: last.SubscriptionExpiryDate,
      subscriptionExpired: last.SubscriptionExpired ?? first?.SubscriptionExpired,
      hasTemporaryPassword: last.HasTemporaryPassword ?? first?.HasTemporaryPassword,
      isLockedOut: last.IsLockedOut ?? first?.IsLockedOut,
      disabled: last.Disabled ?? first?.Disabled
    })
  })
