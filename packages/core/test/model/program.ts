/**
 * Random programs over one account. A command says what happens next, in the application, at the vendor, or to time.
 * `program` is for the reference, which predicts every answer; `busyProgram` for what holds whatever happens.
 */
import * as fc from "fast-check"

/** How a login ends, and after how long. `gone` answers never. */
export type LoginEnd =
  | "ok"
  | "InvalidCredentials"
  | "AccountLocked"
  | "PasswordExpired"
  | "AccessDenied"
  | "SubscriptionExpired"
  | "Unavailable"
  | "RateLimited"
  | "Transport"
  | "VendorFailure"
  | "defect"
  | "interrupted"
  | "gone"

type Plain = "get" | "renew" | "invalidate" | "touch" | "logout" | "reset" | "close" | "events" | "drop"

export type Command =
  | { readonly do: Plain }
  | { readonly do: "call"; readonly safe: boolean; readonly takes: number; readonly answer: "accepted" | "ignored" }
  | { readonly do: "interrupt"; readonly caller: number }
  | { readonly do: "advance"; readonly millis: number }
  | { readonly do: "setClock"; readonly by: number }
  | { readonly do: "expireSessions" }
  | { readonly do: "credentials"; readonly version: number; readonly readable: boolean }
  | { readonly do: "nextLogin"; readonly end: LoginEnd; readonly takes: number; readonly wait: number | undefined }
  | { readonly do: "nextRenewal"; readonly ok: boolean; readonly takes: number }
  | { readonly do: "burst"; readonly calls: number; readonly takes: number }
  | { readonly do: "nextKeepAlive"; readonly end: "ok" | "fails" | "gone"; readonly takes: number }
  | { readonly do: "nextLookup"; readonly takes: number }
  | { readonly do: "nextLogout"; readonly end: "ok" | "fails" | "gone"; readonly takes: number }

export interface Program {
  readonly fixedCredentials: boolean
  readonly renews: boolean
  readonly rejectedBeforeWork: boolean
  readonly idle: number | undefined
  readonly absolute: number | undefined
  readonly parallelSessions: number
  readonly renewal: "onUse" | "ahead"
  readonly keepWarmFor: number | undefined
  /** The vendor has a call that keeps a session alive. */
  readonly keepsAlive: boolean
  /** The account is one of a map, which may let it go after this many milliseconds without use. */
  readonly map: { readonly idleTimeToLive: number } | undefined
  /** Everybody has had an answer before the end. */
  readonly patient: boolean
  readonly commands: ReadonlyArray<Command>
}

const takes = fc.oneof(fc.constant(0), fc.constantFrom(1, 250, 900, 1500, 2500, 7000, 20_000))

const plain = <T extends Plain>(name: T) => fc.constant({ do: name })

const end: fc.Arbitrary<LoginEnd> = fc.oneof(
  { arbitrary: fc.constant("ok" as const), weight: 3 },
  {
    arbitrary: fc.constantFrom<LoginEnd>(
      "InvalidCredentials",
      "AccountLocked",
      "PasswordExpired",
      "AccessDenied",
      "SubscriptionExpired",
      "Unavailable",
      "RateLimited",
      "Transport",
      "VendorFailure",
      "defect",
      "interrupted",
      "gone"
    ),
    weight: 7
  }
)

const ends = fc.constantFrom("ok" as const, "fails" as const, "gone" as const)

const commands: ReadonlyArray<fc.WeightedArbitrary<Command>> = [
  { arbitrary: plain("get"), weight: 24 },
  {
    arbitrary: fc.record({
      do: fc.constant("call" as const),
      safe: fc.boolean(),
      takes,
      answer: fc.constantFrom("accepted" as const, "accepted" as const, "ignored" as const)
    }),
    weight: 14
  },
  {
    arbitrary: fc.record({
      do: fc.constant("advance" as const),
      millis: fc.constantFrom(1, 500, 1000, 4000, 10_000, 31_000, 60_000, 150_000, 301_000, 1_000_000, 3_700_000)
    }),
    weight: 22
  },
  {
    arbitrary: fc.record({
      do: fc.constant("nextLogin" as const),
      end,
      takes,
      wait: fc.constantFrom(undefined, undefined, 5000, 120_000, 10_000_000)
    }),
    weight: 16
  },
  { arbitrary: fc.record({ do: fc.constant("nextRenewal" as const), ok: fc.boolean(), takes }), weight: 4 },
  {
    arbitrary: fc.record({
      do: fc.constant("nextLogout" as const),
      end: ends,
      takes
    }),
    weight: 4
  },
  {
    arbitrary: fc.record({
      do: fc.constant("credentials" as const),
      version: fc.constantFrom(1, 2, 3, 4),
      readable: fc.oneof({ arbitrary: fc.constant(true), weight: 5 }, { arbitrary: fc.constant(false), weight: 1 })
    }),
    weight: 6
  },
  { arbitrary: fc.record({ do: fc.constant("expireSessions" as const) }), weight: 7 },
  { arbitrary: fc.record({ do: fc.constant("interrupt" as const), caller: fc.nat(9) }), weight: 6 },
  { arbitrary: plain("renew"), weight: 6 },
  { arbitrary: plain("invalidate"), weight: 4 },
  { arbitrary: plain("touch"), weight: 3 },
  { arbitrary: plain("logout"), weight: 4 },
  { arbitrary: plain("reset"), weight: 2 },
  { arbitrary: plain("close"), weight: 1 },
  { arbitrary: plain("events"), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant("setClock" as const), by: fc.constantFrom(-7_200_000, -60_000, 60_000) }),
    weight: 1
  }
]

const busyCommands: ReadonlyArray<fc.WeightedArbitrary<Command>> = [
  ...commands,
  {
    arbitrary: fc.record({ do: fc.constant("burst" as const), calls: fc.integer({ min: 2, max: 6 }), takes }),
    weight: 16
  },
  { arbitrary: fc.record({ do: fc.constant("nextKeepAlive" as const), end: ends, takes }), weight: 16 },
  { arbitrary: fc.record({ do: fc.constant("nextLookup" as const), takes }), weight: 3 },
  { arbitrary: plain("drop"), weight: 4 },
  { arbitrary: plain("logout"), weight: 4 },
  { arbitrary: plain("close"), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant("nextLogout" as const), end: ends, takes }), weight: 8 }
]

const sequence = (of: ReadonlyArray<fc.WeightedArbitrary<Command>>) =>
  fc.array(fc.oneof(...of), { minLength: 1, maxLength: 40, size: "max" })

const limit = fc.constantFrom(undefined, 20_000, 60_000, 900_000, 7_200_000)

const vendor = {
  fixedCredentials: fc.boolean(),
  renews: fc.boolean(),
  rejectedBeforeWork: fc.boolean(),
  idle: limit,
  absolute: limit,
  patient: fc.boolean()
}

export const program: fc.Arbitrary<Program> = fc.record({
  ...vendor,
  parallelSessions: fc.constant(1),
  renewal: fc.constant("onUse"),
  keepWarmFor: fc.constant(undefined),
  keepsAlive: fc.constant(false),
  map: fc.constant(undefined),
  commands: sequence(commands)
})

export const busyProgram: fc.Arbitrary<Program> = fc.record({
  ...vendor,
  parallelSessions: fc.constantFrom(1, 2, 3, 4),
  renewal: fc.constantFrom("onUse", "ahead"),
  keepWarmFor: fc.constantFrom(undefined, 1000, 60_000),
  keepsAlive: fc.boolean(),
  map: fc.oneof(fc.constant(undefined), fc.record({ idleTimeToLive: fc.constantFrom(Infinity, 1000, 60_000) })),
  commands: sequence(busyCommands)
})
