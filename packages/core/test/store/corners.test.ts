/** What happens seldom between processes and their store: a bad moment, a record of no use, an account without a name. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { AccountLocked, StoreFailure } from "../../src/index.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import { resilient } from "../../src/internal/store/ResilientBackend.ts"
import { minutes, tagOf } from "../fixtures/account.ts"
import { key, otherKey, pass, Processes, secretOf, settle, storeFailures, watch } from "./processes.ts"

const memory = Clock.clockWith((clock) => Effect.succeed(memoryBackend(() => clock.currentTimeMillisUnsafe())))
const down = Effect.fail(new StoreFailure({ detail: "down" }))

describe("a store's steps", () => {
  const reports: Array<string> = []
  const report = ({ detail }: StoreFailure) => void reports.push(detail)
  const open = (backend: SessionStoreBackend) => {
    reports.length = 0
    return resilient(backend, { leaseMillis: 10_000, timeout: "5 seconds" })
  }

  it.effect("a store that is back is used again, and that is said", () =>
    Effect.gen(function* () {
      const said: Array<unknown> = []
      const logger = Logger.make(({ logLevel, message }) => void said.push(logLevel, message))
      const backend = yield* memory
      let broken = true
      const steps = open({ ...backend, read: (slot) => Effect.suspend(() => (broken ? down : backend.read(slot))) })
      yield* Effect.gen(function* () {
        assert.isUndefined(yield* steps.read("k", report))
        broken = false
        // It is left alone for a while.
        assert.isUndefined(yield* steps.read("k", report))
        yield* TestClock.adjust("5 seconds")
        assert.deepStrictEqual(yield* steps.read("k", report), { found: undefined })
        broken = true
        assert.isUndefined(yield* steps.read("k", report))
      }).pipe(Effect.provide(Logger.layer([logger])))
      assert.deepStrictEqual(reports, ["down", "down"])
      assert.deepStrictEqual(said, [
        "Warn",
        ["the session store fails; until it is back, sessions are not shared"],
        "Info",
        ["the session store is back"],
        "Warn",
        ["the session store fails; until it is back, sessions are not shared"]
      ])
    })
  )

  it.effect("a step that ends in a defect is a failure of the store, not of the caller", () =>
    Effect.gen(function* () {
      const steps = open({ ...(yield* memory), read: () => Effect.die("broken") })
      assert.isUndefined(yield* steps.read("k", report))
      assert.deepStrictEqual(reports, ["the store ended in a defect"])
    })
  )

  it.effect("a store that answers others meanwhile gets four times as long, and no longer", () =>
    Effect.gen(function* () {
      for (const [takes, answers] of [
        [15, true],
        [25, false]
      ] as const) {
        const backend = yield* memory
        const steps = open({
          ...backend,
          read: (slot) => Effect.delay(backend.read(slot), slot === "slow" ? Duration.seconds(takes) : 0)
        })
        const slow = yield* Effect.forkChild(steps.read("slow", report))
        for (let second = 0; second < 30; second++) {
          yield* TestClock.adjust("1 second")
          if (slow.pollUnsafe() === undefined) yield* steps.read("fast", report)
        }
        assert.strictEqual((yield* Fiber.join(slow)) !== undefined, answers, `${takes} seconds`)
        assert.deepStrictEqual(reports, answers ? [] : ["the store does not answer in time"])
      }
    })
  )

  it.effect("another process's lease is not given back by a refusal that comes too late", () =>
    Effect.gen(function* () {
      const backend = yield* memory
      const released: Array<string> = []
      const late: SessionStoreBackend = {
        ...backend,
        acquire: (...args) => Effect.delay(backend.acquire(...args), "7 seconds"),
        release: (_slot, token) => Effect.sync(() => void released.push(token))
      }
      for (const holder of ["other", "me"]) {
        assert.isTrue(yield* backend.acquire(holder, holder, 60_000))
        const taking = yield* Effect.forkChild(open(late).tryAcquire(holder === "me" ? "free" : holder, "mine", report))
        yield* TestClock.adjust("8 seconds")
        assert.isUndefined(yield* Fiber.join(taking))
        assert.deepStrictEqual(released, holder === "me" ? ["mine"] : [])
      }
    })
  )
})

describe("processes and their store", () => {
  it.effect("an account that only a secret names works, and is not shared, in a store without a key", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const start = all.start({
        store: { key: SessionStore.insecurePlaintext() },
        driver: { sharing: { codec: Schema.Redacted(Schema.String), account: () => [Redacted.make("card")] } }
      })
      const [a, b] = [yield* start, yield* start]
      assert.deepStrictEqual([secretOf(yield* a.session), secretOf(yield* b.session)], ["secret-1", "secret-2"])
      yield* a.reset
      yield* b.logout
      assert.deepStrictEqual(all.account.loggedOut, ["secret-2"])
      assert.strictEqual(secretOf(yield* a.session), "secret-1")
    })
  )

  it.effect("a session that has no JSON form is the process's own, and that is said", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const codec = Schema.Redacted(Schema.String.check(Schema.isMaxLength(3)))
      const start = all.start({ driver: { sharing: { codec, account: () => ["user"] } } })
      const [a, b] = [yield* start, yield* start]
      const events = yield* watch(a.events)
      assert.deepStrictEqual([secretOf(yield* a.session), secretOf(yield* b.session)], ["secret-1", "secret-2"])
      yield* settle
      assert.deepStrictEqual(storeFailures(events), ["a session has no JSON form"])
      yield* a.logout
      assert.deepStrictEqual(all.account.loggedOut, ["secret-1"])
    })
  )

  it.effect("a session whose time is over is not taken from the store", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = minutes(10)
      yield* (yield* all.start()).session
      yield* TestClock.adjust("9 minutes")
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-1")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-2")
    })
  )

  it.effect("credentials that a server refuses for some minutes are kept off by all for so long, and tried again", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.reason = new AccountLocked({ retryAfter: Duration.minutes(10) })
      const session = Effect.flatMap(all.start(), (manager) => tagOf(manager.session))
      assert.strictEqual(yield* session, "AccountLocked")
      yield* TestClock.adjust("9 minutes")
      assert.strictEqual(yield* session, "AccountLocked")
      assert.strictEqual(all.account.tried.length, 1)
      yield* TestClock.adjust("1 minute")
      all.account.reason = undefined
      assert.strictEqual(yield* session, "success")
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a store that goes away under a login that is refused hides nothing of the refusal", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.password = "wrong"
      const backend = yield* memory
      let reads = 0
      const read: SessionStoreBackend["read"] = (slot) => (++reads === 1 ? backend.read(slot) : down)
      const manager = yield* all.start({ backend: { ...backend, read } })
      assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
      assert.strictEqual(all.account.tried.length, 1)
    })
  )

  it.effect("a reset of an account that the store knows nothing of changes nothing there", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const backend = yield* memory
      const removed: Array<string> = []
      const remove = (slot: string) => Effect.sync(() => void removed.push(slot))
      const manager = yield* all.start({ backend: { ...backend, remove } })
      yield* manager.reset
      assert.deepStrictEqual(removed, [])
      assert.strictEqual(secretOf(yield* manager.session), "secret-1")
    })
  )

  it.effect("use of a session that ended while its record was reached for brings nothing back", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const backend = yield* memory
      let last = { slot: "", id: "" }
      let ends = false
      const manager = yield* all.start({
        backend: {
          ...backend,
          write: (slot, token, record) => {
            last = { slot, id: record.id }
            return backend.write(slot, token, record)
          },
          acquire: (...args) =>
            Effect.andThen(
              Effect.suspend(() => (ends ? backend.remove(last.slot, last.id) : Effect.void)),
              backend.acquire(...args)
            )
        }
      })
      yield* manager.session
      yield* TestClock.adjust("5 minutes")
      ends = true
      yield* manager.client.get("/x")
      yield* pass(200)
      assert.isUndefined(yield* backend.read(last.slot))
    })
  )

  it.effect("a session of a place that fills up with junk while it is used is used on, and written over", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const backend = yield* memory
      let junk = false
      const read: SessionStoreBackend["read"] = (slot) =>
        Effect.map(backend.read(slot), (found) => (junk && found ? { ...found, value: "junk" } : found))
      const manager = yield* all.start({ backend: { ...backend, read } })
      yield* manager.session
      junk = true
      yield* TestClock.adjust("5 minutes")
      const events = yield* watch(manager.events)
      assert.strictEqual((yield* manager.client.get("/x")).status, 200)
      yield* pass(200)
      assert.deepStrictEqual(storeFailures(events), ["a record is damaged"])
      assert.strictEqual(secretOf(yield* manager.session), "secret-1")
      yield* manager.reset
      yield* settle
      assert.deepStrictEqual(storeFailures(events), ["a record is damaged", "a record is damaged"])
    })
  )

  it.effect("a store asked to forget a refusal of an account that it does not know does nothing", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const store = yield* SessionStore.make(yield* memory, { key })
      const reports: Array<string> = []
      const query: SessionStore.SessionQuery<Redacted.Redacted> = {
        vendor: "acme",
        origin: "https://acme.example",
        account: ["user"],
        credentials: "right",
        index: 0,
        codec: Schema.Redacted(Schema.String),
        current: undefined,
        isUnwanted: () => false,
        ignoreGuard: false,
        attempt: undefined,
        now: () => clock.currentTimeMillisUnsafe(),
        report: ({ detail }) => void reports.push(detail)
      }
      assert.isTrue(Exit.isSuccess(yield* Effect.exit(store.lift(query))))
      assert.isTrue(Exit.isSuccess(yield* Effect.exit(store.touch("ab".repeat(32), "id", 0, query))))
      assert.deepStrictEqual(reports, [])
    })
  )
})

describe("a fingerprint", () => {
  it.effect("is that of the credentials, whatever the order of their fields", () =>
    Effect.gen(function* () {
      const cipher = yield* makeCipher([key])
      const known = yield* cipher.fingerprint({ user: "u", codes: ["1", "2"], pin: 7, none: undefined })
      const same = { pin: 7, codes: ["1", "2"], user: "u" }
      assert.isTrue(yield* cipher.matches(known, same))
      const others = [
        { ...same, codes: ["2", "1"] },
        { ...same, codes: ["12"] },
        { ...same, pin: "7" },
        { ...same, user: Redacted.make("u") },
        { ...same, none: null }
      ]
      for (const other of others) assert.isFalse(yield* cipher.matches(known, other), JSON.stringify(other))
    })
  )

  it.effect("of an unknown key, or a missing one, matches no credentials", () =>
    Effect.gen(function* () {
      const [cipher, stranger] = [yield* makeCipher([key]), yield* makeCipher([otherKey])]
      assert.isFalse(yield* cipher.matches(yield* stranger.fingerprint("p"), "p"))
      assert.isFalse(yield* cipher.matches(undefined, "p"))
      assert.isFalse(yield* cipher.matches("", "p"))
    })
  )
})
