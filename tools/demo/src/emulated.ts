/** The main job against a vendor's emulator: in memory, on a clock that the demo moves. */
import { fixtureVariables, type VendorFixture } from "@crm-auth/core/testing"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { makeManager } from "./accounts.ts"
import type { Reporter } from "./report.ts"
import { expect, makeSteps } from "./steps.ts"

/** Whether all steps passed. */
export const runEmulated = (fixture: VendorFixture, reporter: Reporter): Effect.Effect<boolean> =>
  Effect.gen(function* () {
    const { expiresAfter, read, vendor } = fixture
    const server = yield* fixture.emulator()
    const { failed, step } = makeSteps(reporter, vendor.name, server.logins)
    const logins = (wanted: number) =>
      Effect.flatMap(server.logins, (made) => expect(made === wanted, `${made} logins instead of ${wanted}`))

    yield* reporter.title(`${vendor.label}  ${server.url}`)
    const scope = yield* Scope.make()
    const environment = ConfigProvider.fromEnv({ env: fixtureVariables(fixture, fixture.methods[0], server) })
    const manager = yield* makeManager(fixture).pipe(
      Effect.provide(Layer.merge(server.layer, ConfigProvider.layer(environment))),
      Scope.provide(scope),
      Effect.orDie
    )
    const reading = Effect.gen(function* () {
      const response = yield* read.run(manager.client)
      yield* expect(response.status === 200, `HTTP ${response.status}`)
      return `${read.operation}: HTTP ${response.status}, ${(yield* response.text).length} characters`
    })

    yield* step(
      "login",
      Effect.gen(function* () {
        const sessions = yield* Effect.forEach(Array.from({ length: 100 }), () => manager.session, {
          concurrency: "unbounded"
        })
        yield* logins(1)
        return `session ${sessions[0]?.id ?? ""} for 100 callers at once`
      })
    )
    yield* step("use", Effect.tap(reading, logins(1)))
    yield* step(
      "idle expiry",
      Effect.gen(function* () {
        yield* TestClock.adjust(expiresAfter)
        const left = yield* server.sessions
        yield* expect(left === 0, `the server still has ${left} sessions`)
        return `${Duration.format(Duration.fromInputUnsafe(expiresAfter))} later the server has none`
      })
    )
    yield* step("transparent re-login", Effect.tap(reading, logins(2)))
    yield* step(
      "rejection and replay",
      Effect.gen(function* () {
        yield* server.expireSessions
        const detail = yield* reading
        yield* logins(3)
        return `ended by the server, sent once more; ${detail}`
      })
    )
    yield* step(
      "logout",
      Effect.gen(function* () {
        yield* Scope.close(scope, Exit.void)
        const left = yield* server.sessions
        yield* expect(left === 0, `the server still has ${left} sessions`)
        return "the scope is closed, the server has no session left"
      })
    )
    return !failed()
  }).pipe(Effect.provide(TestClock.layer()))
