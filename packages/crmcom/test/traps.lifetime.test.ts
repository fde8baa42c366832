import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as Scope from "effect/Scope"
import * as Exit from "effect/Exit"
import { type CrmcomRelease } from "../src/index.ts"
import { releaseToken } from "../src/operations.ts"
import { CrmcomEmulator, CrmcomFault } from "../src/testing/index.ts"
import { contact, manage, manageKey, operations } from "./fixtures/manager.ts"

const hour = Duration.hours(1)
const two = Duration.hours(2)

describe("how long a session lives", () => {
  const rules: ReadonlyArray<readonly [CrmcomRelease | undefined, object, object]> = [
    [undefined, { idleTimeout: hour, absoluteTimeout: two }, { absoluteTimeout: two }],
    ["R8", { idleTimeout: hour }, {}],
    ["R9", { idleTimeout: hour }, {}],
    ["R10", { idleTimeout: hour }, { absoluteTimeout: two }],
    ["R11", { idleTimeout: hour }, { absoluteTimeout: two }],
    ["R12", { absoluteTimeout: two }, { absoluteTimeout: two }],
    ["R15", { absoluteTimeout: two }, { absoluteTimeout: two }],
    ["R16.2", { absoluteTimeout: two }, { absoluteTimeout: two }]
  ]
  for (const [release, ofUser, ofKey] of rules) {
    it.effect(`T07 release ${release ?? "unknown"}`, () =>
      Effect.gen(function* () {
        const server = yield* CrmcomEmulator.make({ release: release ?? "R11" })
        assert.deepStrictEqual((yield* (yield* manage(server, { release })).session).lifetime, ofUser)
        if (Object.keys(ofKey).length === 0) return
        assert.deepStrictEqual((yield* (yield* manageKey(server, { release })).session).lifetime, ofKey)
      })
    )
  }

  for (const claimTimes of ["string", "number"] as const) {
    it.effect(`T09 a JWT that lives shorter, its times each a ${claimTimes}, on a server whose clock is wrong`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(1_760_000_000_000)
        const userLifetime = { absolute: "40 minutes" } as const
        const server = yield* CrmcomEmulator.make({ claimTimes, clockSkew: "-3 days", userLifetime })
        const { lifetime } = yield* (yield* manage(server, { release: "R16.2" })).session
        assert.deepStrictEqual(lifetime, { absoluteTimeout: Duration.minutes(40) })
      })
    )
  }

  it.effect("T30 a JWT that claims a longer life is not believed", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_760_000_000_000)
      const server = yield* CrmcomEmulator.make({ keyLifetime: { absolute: "9 hours" } })
      assert.deepStrictEqual((yield* (yield* manageKey(server)).session).lifetime, { absoluteTimeout: two })
    })
  )
})

describe("a session in use", () => {
  /** One call every 50 minutes, and how many logins that takes. */
  const busy = (release: CrmcomRelease | undefined, calls: number) =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: release ?? "R11" })
      const { client } = yield* manage(server, { release })
      for (let call = 0; call < calls; call++) {
        assert.include(yield* (yield* client.get(contact)).text, '"code":"OK"')
        yield* TestClock.adjust("50 minutes")
      }
      return yield* server.logins
    })

  it.effect("slides before R12", () => Effect.map(busy("R11", 8), (logins) => assert.strictEqual(logins, 1)))

  it.effect("T08 ends after two hours from R12 on", () =>
    Effect.map(busy("R12", 8), (logins) => assert.strictEqual(logins, 3))
  )

  it.effect("T07 ends after two hours when the release is unknown", () =>
    Effect.map(busy(undefined, 8), (logins) => assert.strictEqual(logins, 3))
  )

  it.effect("T07 ends after an hour without use when the release is unknown", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { client } = yield* manage(server)
      yield* client.get(contact)
      yield* TestClock.adjust("61 minutes")
      assert.include(yield* (yield* client.get(contact)).text, '"code":"OK"')
      assert.strictEqual(yield* server.logins, 2)
    })
  )

  it.effect("a failure of the business kind does not slide", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { client } = yield* manage(server, { release: "R11" })
      yield* client.get(contact)
      yield* TestClock.adjust("50 minutes")
      yield* server.fault("showContactInformation", CrmcomFault.failure("COM.CRM.EXCEPTION.EXAMPLE"))
      assert.include(yield* (yield* client.get(contact)).text, "COM.CRM.EXCEPTION.EXAMPLE")
      yield* TestClock.adjust("50 minutes")
      yield* client.get(contact)
      assert.strictEqual(yield* server.logins, 2)
    })
  )
})

describe("the end", () => {
  const closed = (server: CrmcomEmulator, release: CrmcomRelease | undefined) =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      yield* (yield* Scope.provide(manage(server, { release }), scope)).session
      yield* Scope.close(scope, Exit.void)
      return yield* operations(server)
    })

  for (const [release, named] of [
    ["R11", "R11"],
    ["R11", undefined],
    ["R16.2", undefined]
  ] as const) {
    it.effect(`T15 a token is released: server ${release}, ${named === undefined ? "not named" : "named"}`, () =>
      Effect.gen(function* () {
        const server = yield* CrmcomEmulator.make({ release, deprecatedRelease: "refused" })
        assert.deepStrictEqual(yield* closed(server, named), ["createToken", "releaseToken"])
        assert.strictEqual(yield* server.sessions, release === "R11" ? 0 : 1)
      })
    )
  }

  it.effect("T15 from R12 on a token expires without a release", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R12" })
      assert.deepStrictEqual(yield* closed(server, "R12"), ["createToken"])
    })
  )

  it.effect("T15 a logout is done here, whatever the server makes of the release", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const manager = yield* manage(server, { release: "R11" })
      for (const fault of [{ kind: "drop" }, CrmcomFault.gatewayPage(503), CrmcomFault.failure("GONE")] as const) {
        yield* server.fault("releaseToken", fault)
        const before = yield* manager.session
        yield* manager.logout
        assert.strictEqual((yield* manager.status).state, "none")
        assert.notStrictEqual((yield* manager.session).id, before.id)
      }
    })
  )

  it.effect("T15 a release that is refused has done all that it can", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R12", deprecatedRelease: "refused" })
      const { token } = (yield* (yield* manage(server, { release: "R12" })).session).value
      yield* Effect.provide(releaseToken({ token }, { url: server.url }), server.layer)
      assert.strictEqual(yield* server.sessions, 1)
    })
  )

  it.effect("T15 a release that fails does not fail its caller", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      yield* server.fault("releaseToken", { kind: "drop" })
      assert.deepStrictEqual(yield* closed(server, "R11"), ["createToken", "releaseToken"])
    })
  )
})
