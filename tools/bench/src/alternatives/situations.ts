/** The situations that clients of these vendors get into, and what a client has to reach. */
import * as Struct from "effect/Struct"

export const daily = {
  inARow: "100 calls in a row: logins",
  midRun: "the session ends in mid-run of 20 calls, the error inside an HTTP 200: calls that fail",
  wrongKey: "access key wrong, 20 calls: logins",
  leftOpen: "sessions left at the server after 100 calls",
  logged: "secrets in the log of a good call",
  storeDown: "the store is down at start: calls that fail",
  tenants: "200 tenants, one server down: calls of other tenants that fail"
} as const

export type Daily = keyof typeof daily

export const dailyKeys: ReadonlyArray<Daily> = Struct.keys(daily)

/** What one client did. */
export interface DailyColumn {
  readonly name: string
  readonly version: string
  readonly cells: { readonly [S in Daily]?: string }
}
