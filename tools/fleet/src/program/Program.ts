/** What one run does: a fleet, its vendor and its store, and what happens to them. All of it is data, so that it shrinks. */
import type { CallFault, Condition } from "../media/Traffic.ts"

export type StoreKind = "none" | "memory" | "redis" | "files" | "keyValue"

/** How the vendor of the simulation behaves. Times are milliseconds. */
export interface VendorRules {
  readonly idle: number | undefined
  readonly absolute: number | undefined
  /** A login with a challenge is two requests, and the server keeps one challenge of each user: clients race for it. */
  readonly login: "plain" | "challenge"
  /** How long the server works on a login. */
  readonly loginTakes: number
  /** `tries` refused logins within `window` lock the account for that time. */
  readonly lockout: { readonly tries: number; readonly window: number } | undefined
  /** The oldest session of an account ends when there are more. */
  readonly mostSessions: number | undefined
  readonly logsOut: boolean
  readonly keepsAlive: boolean
  readonly renews: boolean
  readonly rejectedBeforeWork: boolean
}

/** One process of the fleet. */
export interface ProcessPlan {
  /** How far its clock is off. */
  readonly offset: number
  readonly client: "managers" | "map"
  readonly parallelSessions: number
  readonly renewal: "onUse" | "ahead"
  /** Version of the credentials that it starts with; odd ones are bad. */
  readonly version: number
  /** How soon its fibres give way to each other. */
  readonly quantum: number
}

/** A command about one process, and mostly one account. Both wrap around, so that any number names one. */
interface At {
  readonly process: number
  readonly account: number
}

export type Command =
  | ({ readonly do: "ask" | "renew" | "invalidate" | "touch" | "logout" | "reset" | "close" } & At)
  | ({ readonly do: "call"; readonly safe: boolean } & At)
  /** Every process asks at once. */
  | { readonly do: "rush"; readonly account: number; readonly call: boolean }
  | { readonly do: "wait"; readonly millis: number }
  | { readonly do: "kill"; readonly process: number; readonly steps: number }
  | { readonly do: "pause"; readonly process: number; readonly millis: number; readonly clockBy: number }
  | { readonly do: "setClock"; readonly process: number; readonly by: number }
  | { readonly do: "restart"; readonly process: number; readonly version: number }
  | { readonly do: "credentials"; readonly process: number; readonly version: number }
  | { readonly do: "storeFault"; readonly skip: number; readonly fault: CallFault }
  | { readonly do: "storeCondition"; readonly condition: Condition; readonly millis: number }
  | { readonly do: "storeLosesAll" }
  | { readonly do: "vendorFault"; readonly skip: number; readonly fault: CallFault }
  | { readonly do: "vendorCondition"; readonly condition: Condition; readonly millis: number }
  | { readonly do: "vendorLosesAll" }
  | { readonly do: "vendorEnds"; readonly account: number }

export interface Program {
  readonly seed: number
  readonly store: StoreKind
  /** The real cipher takes real time: few runs have it. */
  readonly cipher: "cheap" | "real"
  /** The small vendor of the simulation, or the emulator of a real one. */
  readonly server: "small" | "kayako" | "vtiger"
  /** Of the small vendor. */
  readonly vendor: VendorRules
  readonly accounts: number
  /** The longest that a healthy call to the store, and to the vendor, takes in each direction. */
  readonly storeLatency: number
  readonly vendorLatency: number
  readonly processes: ReadonlyArray<ProcessPlan>
  readonly commands: ReadonlyArray<Command>
}
