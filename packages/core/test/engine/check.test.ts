/** A check says whether an account works, and where the trouble lies if it does not. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { AuthError } from "../../src/index.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { type SessionDriver } from "../../src/Driver.ts"
import * as Reasons from "../../src/Reason.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { type Fake, type FakeSession, makeFake } from "../map/fake.ts"

const manage = (fake: Fake, change: Partial<SessionDriver<FakeSession, string>> = {}) =>
  Effect.provide(makeSessionManager({ ...fake.driver("ada"), accountName: (name) => name, ...change }), fake.layer)

it.effect("a check logs in if there is no session, makes one call, and says who, where, since and until when", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(10), absoluteTimeout: Duration.hours(1) }
    fake.loginTakes = "3 seconds"
    const { check } = yield* manage(fake)
    const running = yield* Effect.forkChild(check)
    yield* TestClock.adjust("3 seconds")
    const first = yield* Fiber.join(running)
    assert.deepInclude(first, {
      ok: true,
      vendor: "fake",
      server: "https://fake.example",
      account: "ada",
      issuedAt: 0,
      loggedIn: true
    })
    assert.notProperty(first, "trouble")
    assert.strictEqual(Duration.toMillis(first.took), 3000)
    assert.strictEqual(first.expiresAt, 603_000)
    yield* TestClock.adjust("1 minute")
    const second = yield* check
    assert.strictEqual(second.session, first.session)
    assert.deepInclude(second, { ok: true, loggedIn: false, issuedAt: 0, expiresAt: 663_000 })
    assert.strictEqual(fake.logins.length, 1)
    assert.deepStrictEqual(
      fake.keepAlives.map(({ at }) => at),
      [3000, 63_000]
    )
  }).pipe(Effect.scoped)
)

it.effect("nothing is said of what is not known", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const { check } = yield* Effect.provide(makeSessionManager(fake.driver("ada")), fake.layer)
    const found = yield* check
    assert.isTrue(found.ok)
    assert.notProperty(found, "account")
    assert.notProperty(found, "expiresAt")
    fake.lifetime = { absoluteTimeout: Duration.minutes(5) }
    const { check: other } = yield* manage(fake)
    assert.strictEqual((yield* other).expiresAt, 300_000)
  }).pipe(Effect.scoped)
)

it.effect("a session that the vendor has ended is replaced: one login, and it is accepted", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const manager = yield* manage(fake)
    const before = yield* manager.session
    fake.open.clear()
    const found = yield* manager.check
    assert.isTrue(found.ok && found.loggedIn)
    assert.notStrictEqual(found.session, before.id)
    assert.strictEqual(fake.logins.length, 2)
  }).pipe(Effect.scoped)
)

it.effect("a session of the store that the vendor has ended is replaced in a program that has just begun, too", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const sharing = {
      codec: Schema.Struct({ account: Schema.String, id: Schema.Finite }),
      account: (name: string) => [name]
    }
    const store = yield* Layer.build(SessionStore.layerMemory)
    const begin = Effect.provideContext(manage(fake, { sharing }), store)
    const before = yield* Effect.scoped(Effect.flatMap(begin, ({ session }) => session))
    yield* TestClock.adjust("1 minute")
    fake.open.clear()
    const { check } = yield* begin
    const found = yield* check
    assert.isTrue(found.ok && found.loggedIn)
    assert.notStrictEqual(found.session, before.id)
    assert.strictEqual(fake.logins.length, 2)
  }).pipe(Effect.scoped)
)

it.effect("trouble with the session: one login, whether there was a session or not", () =>
  Effect.gen(function* () {
    const rejecting = {
      keepAlive: () =>
        Effect.fail(new AuthError({ vendor: "fake", operation: "keepAlive", reason: new Reasons.SessionRejected({}) }))
    }
    for (const hadSession of [false, true]) {
      const fake = makeFake()
      const manager = yield* manage(fake, rejecting)
      if (hadSession) yield* manager.session
      const found = yield* manager.check
      assert.deepInclude(found, { ok: false, trouble: "session", loggedIn: false, account: "ada" })
      assert.strictEqual(found.error?.reason._tag, "SessionRejected")
      assert.strictEqual(fake.logins.length, hadSession ? 2 : 1)
      assert.strictEqual((yield* manager.status).session, undefined)
    }
  }).pipe(Effect.scoped)
)

it.effect("trouble with credentials: the guard answers the next check, and no login is made", () =>
  Effect.gen(function* () {
    for (const reason of [new Reasons.InvalidCredentials({}), new Reasons.AccessDenied({})]) {
      const fake = makeFake()
      fake.failWith = reason
      const { check } = yield* manage(fake)
      for (let turn = 0; turn < 3; turn++) {
        const found = yield* check
        assert.deepInclude(found, { ok: false, trouble: "credentials" })
        assert.strictEqual(found.error?.reason._tag, reason._tag)
      }
      assert.strictEqual(fake.logins.length, 1)
    }
    const unreadable = new Reasons.CredentialsUnavailable({ detail: "sealed" })
    const { check } = yield* manage(makeFake(), {
      fixedCredentials: false,
      credentials: Effect.fail(new AuthError({ vendor: "fake", operation: "login", reason: unreadable }))
    })
    const found = yield* check
    assert.deepInclude(found, { ok: false, trouble: "credentials" })
    assert.notProperty(found, "account")
  }).pipe(Effect.scoped)
)

it.effect("trouble with the server: it fails, it does not answer, or the driver dies", () =>
  Effect.gen(function* () {
    const unavailable = new AuthError({
      vendor: "fake",
      operation: "x",
      reason: new Reasons.Unavailable({ status: 503 })
    })
    for (const keepAlive of [() => Effect.fail(unavailable), () => Effect.never, () => Effect.die("bug")]) {
      const fake = makeFake()
      const manager = yield* manage(fake, { keepAlive })
      const before = yield* manager.session
      const running = yield* Effect.forkChild(manager.check)
      yield* TestClock.adjust("30 seconds")
      assert.deepInclude(yield* Fiber.join(running), { ok: false, trouble: "server" })
      // It says nothing of the session.
      assert.strictEqual((yield* manager.session).id, before.id)
      assert.strictEqual(fake.logins.length, 1)
    }
  }).pipe(Effect.scoped)
)

it.effect("a closed manager says so", () =>
  Effect.gen(function* () {
    const { check } = yield* Effect.scoped(manage(makeFake()))
    const found = yield* check
    assert.deepInclude(found, { ok: false, trouble: "session" })
    assert.strictEqual(found.error?.reason._tag, "Closed")
  })
)

it.effect("trouble with the store: the session works and is not shared", () =>
  Effect.gen(function* () {
    let isUp = true
    const failing = new Reasons.StoreFailure({ detail: "connection refused" })
    const guarded = <X>(effect: Effect.Effect<X>): Effect.Effect<X, Reasons.StoreFailure> =>
      Effect.suspend(() => (isUp ? effect : Effect.fail(failing)))
    const backend: SessionStore.SessionStoreBackend = {
      name: "test",
      read: () => guarded(Effect.undefined),
      write: () => guarded(Effect.succeed(true)),
      acquire: () => guarded(Effect.succeed(true)),
      extend: () => guarded(Effect.void),
      release: () => guarded(Effect.void),
      remove: () => guarded(Effect.void)
    }
    const store = Layer.effect(
      SessionStore.SessionStore,
      SessionStore.make(backend, { key: SessionStore.insecurePlaintext() })
    )
    const fake = makeFake()
    const sharing = {
      codec: Schema.Struct({ account: Schema.String, id: Schema.Finite }),
      account: (name: string) => [name]
    }
    const { check } = yield* Effect.provide(manage(fake, { sharing }), store)
    assert.notProperty(yield* check, "trouble")
    isUp = false
    assert.deepInclude(yield* check, { ok: true, trouble: "store", loggedIn: false })
    isUp = true
    yield* TestClock.adjust("1 minute")
    assert.notProperty(yield* check, "trouble")
  }).pipe(Effect.scoped)
)

it.effect("a map checks an account, and says what is wrong with its look-up", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) =>
        key === "nobody"
          ? Effect.fail(
              new AuthError({
                vendor: "fake",
                operation: "configure",
                reason: new Reasons.InvalidConfiguration({ field: "account", detail: "is unknown" })
              })
            )
          : Effect.succeed(fake.driver(key))
    })
    assert.deepInclude(yield* map.check("ada"), { ok: true, loggedIn: true, server: "https://fake.example" })
    assert.isTrue((yield* (yield* map.get("ada")).check).ok)
    assert.strictEqual(fake.logins.length, 1)
    const unknown = yield* map.check("nobody")
    assert.deepInclude(unknown, { ok: false, trouble: "credentials", vendor: "fake" })
    assert.notProperty(unknown, "server")
  }).pipe(Effect.provide(makeFake().layer), Effect.scoped)
)
