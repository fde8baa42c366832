/** Which sessions a vendor has in common: their secrets tell, not what else it says of them. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type { SessionDriver } from "../../src/SessionDriver.ts"
import { make } from "../../src/SessionManager.ts"

interface Value {
  readonly token: Redacted.Redacted
  readonly ticket: Redacted.Redacted
  readonly seen: number
}

/** How many sessions are logged out when two logins in a row give these. */
const logoutsOf = (first: Value, second: Value) =>
  Effect.gen(function* () {
    let logins = 0
    let logouts = 0
    const driver: SessionDriver<Value> = {
      vendor: "fake",
      origin: "https://fake.example",
      userAgent: { value: "test", pinned: false },
      redact: [],
      credentials: Effect.succeed("right"),
      fixedCredentials: true,
      login: () => Effect.sync(() => ({ value: logins++ === 0 ? first : second, lifetime: {} })),
      logout: () => Effect.sync(() => void logouts++),
      attach: (request) => Effect.succeed(request),
      readsBody: () => false,
      classify: () => ({ _tag: "accepted" }),
      isSafe: () => false
    }
    const manager = yield* make(driver)
    yield* manager.invalidate(yield* manager.session)
    yield* manager.session
    yield* Effect.yieldNow
    return logouts
  }).pipe(
    Effect.provideService(
      HttpClient.HttpClient,
      HttpClient.make(() => Effect.never)
    )
  )

const value = (token: string, ticket: string, seen: number): Value => ({
  token: Redacted.make(token),
  ticket: Redacted.make(ticket),
  seen
})

it.effect("a session that the vendor gives again is not ended, though its other details have changed", () =>
  Effect.map(logoutsOf(value("a", "b", 1), value("a", "b", 2)), (logouts) => assert.strictEqual(logouts, 0))
)

it.effect("a session with one secret in common and another of its own is ended", () =>
  Effect.map(logoutsOf(value("a", "b", 1), value("a", "c", 1)), (logouts) => assert.strictEqual(logouts, 1))
)
