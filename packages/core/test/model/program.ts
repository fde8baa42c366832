/** Random programs over one account. A command says what happens next, in the application, at the vendor, or to time. */
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

export type Command =
  | { readonly do: "get" | "renew" | "invalidate" | "touch" | "logout" | "reset" | "close" | "events" }
  | { readonly do: "call"; readonly safe: boolean; readonly takes: number; readonly answer: "accepted" | "ignored" }
  | { readonly do: "interrupt"; readonly caller: number }
  | { readonly do: "advance"; readonly millis: number }
  | { readonly do: "setClock"; readonly by: number }
  | { readonly do: "expireSessions" }
  | { readonly do: "credentials"; readonly version: number; readonly readable: boolean }
  | { readonly do: "nextLogin"; readonly end: LoginEnd; readonly takes: number; readonly wait: number | undefined }
  | { readonly do: "nextRenewal"; readonly ok: boolean; readonly takes: number }
  | { readonly do: "nextLogout"; readonly end: "ok" | "fails" | "gone"; readonly takes: number }

export interface Program {
  readonly fixedCredentials: boolean
  readonly renews: boolean
  readonly rejectedBeforeWork: boolean
  readonly idle: number | undefined
  readonly absolute: number | undefined
  readonly commands: ReadonlyArray<Command>
}

const takes = fc.oneof(fc.constant(0), fc.constantFrom(1, 250, 900, 1500, 2500, 7000, 20_000))

const plain = <T extends "get" | "renew" | "invalidate" | "touch" | "logout" | "reset" | "close" | "events">(name: T) =>
  fc.constant({ do: name })

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

const command: fc.Arbitrary<Command> = fc.oneof(
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
      end: fc.constantFrom("ok" as const, "fails" as const, "gone" as const),
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
)

const limit = fc.constantFrom(undefined, 20_000, 60_000, 900_000, 7_200_000)

export const program: fc.Arbitrary<Program> = fc.record({
  fixedCredentials: fc.boolean(),
  renews: fc.boolean(),
  rejectedBeforeWork: fc.boolean(),
  idle: limit,
  absolute: limit,
  commands: fc.array(command, { minLength: 1, maxLength: 40, size: "max" })
})
