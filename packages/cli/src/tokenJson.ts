/** The contract of `crm-auth token --json`. Its version rises when a program that reads it would have to change. */
import { inTime } from "./time.ts"
import type { Place } from "./catalogueEntry.ts"

/** The object that is printed. */
export const tokenJson = (token: {
  readonly vendor: string
  readonly account: string
  readonly place: Place
  readonly value: string
  readonly expiresAt: number | undefined
}) => ({
  version: 1,
  vendor: token.vendor,
  account: token.account,
  place: token.place,
  value: token.value,
  expiresAt: inTime(token.expiresAt)
})
