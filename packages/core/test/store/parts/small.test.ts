/** Steps that never fail, notes of use, and leases in a key-value store. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { StoreFailure } from "../../../src/index.ts"
import type { SessionStoreBackend } from "../../../src/internal/store/backend.ts"
import { keyValueBackend } from "../../../src/internal/store/backends/keyValue.ts"
import { memoryBackend } from "../../../src/internal/store/backends/memory.ts"
import { makeSharedSessions } from "../../../src/internal/store/makeSharedSessions.ts"
import type { SharedSessions } from "../../../src/internal/store/SharedSessions.ts"
import { resilient } from "../../../src/internal/store/ResilientBackend.ts"
import { clear, guard, kept, queryOf, recordOf, reported } from "./parts.ts"

const options = { leaseMillis: 10_000, timeout: Duration.seconds(5) }
const down = Effect.fail(new StoreFailure({ detail: "down" }))
const inMemory = Effect.map(Clock.Clock, (clock) => memoryBackend(() => clock.currentTimeMillisUnsafe()))

describe("the steps of a store", () => {
  it.effect("say which store fails and why, and that it is back, and nothing while all is well", () => {
    const logged: Array<unknown> = []
    const logger = Logger.make(({ fiber, message }) => {
      logged.push([message, fiber.getRef(References.CurrentLogAnnotations)])
    })
    return Effect.gen(function* () {
      const memory = yield* inMemory
      const told: Array<string> = []
      const report = ({ detail }: StoreFailure) => void told.push(detail)
      let broken = false
      const steps = resilient(
        { ...memory, read: (key) => Effect.suspend(() => (broken ? down : memory.read(key))) },
        options
      )
      assert.deepStrictEqual(yield* steps.read("k", report), { found: undefined })
      assert.deepStrictEqual(logged, [])
      broken = true
      assert.isUndefined(yield* steps.read("k", report))
      assert.isTrue(steps.isDown())
      broken = false
      yield* TestClock.adjust("5 seconds")
      yield* steps.read("k", report)
      yield* steps.read("k", report)
      assert.deepStrictEqual(told, ["down"])
      assert.deepStrictEqual(logged, [
        [["the session store fails; until it is back, sessions are not shared"], { store: "memory", detail: "down" }],
        [["the session store is back"], { store: "memory" }]
      ])
    }).pipe(Effect.provide(Logger.layer([logger])))
  })

  it.effect("are tried again at once when the clock was set back while the store rested", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_000_000)
      const memory = yield* inMemory
      let reads = 0
      const steps = resilient(
        {
          ...memory,
          read: () =>
            Effect.andThen(
              Effect.sync(() => void reads++),
              down
            )
        },
        options
      )
      yield* steps.read("k", () => undefined)
      yield* steps.read("k", () => undefined)
      assert.strictEqual(reads, 1)
      yield* TestClock.setTime(0)
      yield* steps.read("k", () => undefined)
      assert.strictEqual(reads, 2)
    })
  )

  it.effect("write nothing while the store rests, and do not know whether a write that failed was done", () =>
    Effect.gen(function* () {
      const memory = yield* inMemory
      const steps = resilient({ ...memory, write: () => down }, options)
      const write = steps.write("k", "t", { id: "a", value: "text", keepMillis: 1 }, () => undefined)
      assert.isUndefined(yield* write)
      assert.isFalse(yield* write)
      yield* TestClock.adjust("5 seconds")
      assert.isUndefined(yield* write)
    })
  )

  it.effect("say whether a lease was extended", () =>
    Effect.gen(function* () {
      const memory = yield* inMemory
      const extend = (backend: SessionStoreBackend) => resilient(backend, options).extend("k", "t", () => undefined)
      assert.isTrue(yield* extend(memory))
      assert.isFalse(yield* extend({ ...memory, extend: () => down }))
    })
  )
})

describe("a note of use", () => {
  const record = (session: string, rest: object = {}) =>
    JSON.stringify({ ...recordOf({ session: kept(session, { age: 100 }) }, "s"), ...rest })
  const written = { ...guard(), reason: { _tag: "InvalidCredentials" } }

  /** Touches a record of a session `a` that is so old, and says what is written then. */
  const touched = (
    text: string | undefined,
    age: number,
    after: number,
    backend?: (held: SessionStoreBackend) => SessionStoreBackend
  ) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(0)
      const memory = yield* inMemory
      if (text !== undefined) {
        yield* memory.acquire("s", "first", 1000)
        yield* memory.write("s", "first", { id: "a", value: text, keepMillis: 1 })
        yield* memory.release("s", "first")
      }
      yield* TestClock.setTime(age)
      const { now, report } = yield* queryOf()
      const writes: Array<unknown> = []
      const counting: SessionStoreBackend = {
        ...memory,
        write: (key, token, { value }) => {
          writes.push(JSON.parse(value))
          return memory.write(key, token, { id: "a", value, keepMillis: 1 })
        }
      }
      const shared = makeSharedSessions(backend === undefined ? counting : backend(counting), {
        cipher: clear,
        ...options
      })
      yield* shared.touch("s", "a", after, { now, report })
      return writes
    })

  it.effect("writes the record anew, with the age of its session, once the last note is old enough", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* touched(record("a"), 5000, 5000), [
        { ...recordOf({ session: kept("a", { age: 5100 }), writtenAt: 5000 }, "s") }
      ])
      assert.deepStrictEqual(yield* touched(record("a"), 4999, 5000), [])
    })
  )

  it.effect("leaves a guard beside the session the time that it still has", () =>
    Effect.gen(function* () {
      for (const [before, after] of [
        [undefined, undefined],
        [7000, 2000],
        [4000, 0]
      ]) {
        const times = (millis: number | undefined) => (millis === undefined ? {} : { millis })
        assert.deepStrictEqual(yield* touched(record("a", { guard: { ...written, ...times(before) } }), 5000, 5000), [
          {
            ...recordOf({ session: kept("a", { age: 5100 }), writtenAt: 5000 }, "s"),
            guard: { ...written, ...times(after) }
          }
        ])
      }
    })
  )

  it.effect("leaves alone what is another session's, holds nothing, or is not there", () =>
    Effect.gen(function* () {
      for (const text of [record("b"), record("b", { guard: written }), JSON.stringify(recordOf({}, "s")), undefined])
        assert.deepStrictEqual(yield* touched(text, 5000, 0), [], text)
    })
  )

  it.effect("takes no lease where nothing is to be noted, and writes nothing that changed meanwhile", () =>
    Effect.gen(function* () {
      let leases = 0
      yield* touched(record("b"), 5000, 0, (held) => ({
        ...held,
        acquire: (...given) => {
          leases++
          return held.acquire(...given)
        }
      }))
      assert.strictEqual(leases, 0)
      const changed = yield* touched(record("a"), 5000, 0, (held) => ({
        ...held,
        acquire: (key, token, millis) => Effect.tap(held.acquire(key, token, millis), () => held.remove(key, "a"))
      }))
      assert.deepStrictEqual(changed, [])
    })
  )

  it.effect("of a record that cannot be read is reported", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* touched("{", 5000, 0), [])
      assert.deepStrictEqual(reported, ["a record is damaged"])
    })
  )

  it.effect("an account without a name has nothing to look for, and nothing to lift", () =>
    Effect.gen(function* () {
      const memory = yield* inMemory
      let reads = 0
      const nameless = { ...clear, slot: () => Effect.undefined }
      const read: SessionStoreBackend["read"] = (key) => {
        reads++
        return memory.read(key)
      }
      const shared = makeSharedSessions({ ...memory, read }, { cipher: nameless, ...options })
      assert.isUndefined(yield* shared.look(yield* queryOf()))
      yield* shared.lift(yield* queryOf())
      assert.strictEqual(reads, 0)
    })
  )
})

describe("a reset", () => {
  /** Does something to a record that is 2 seconds old, and says what is there afterwards. */
  const after = (
    record: object,
    isTaken: boolean,
    act: (shared: SharedSessions) => Effect.Effect<void>,
    change: (memory: SessionStoreBackend) => SessionStoreBackend = (memory) => memory
  ) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(0)
      const memory = yield* inMemory
      yield* memory.acquire("slot 0", "first", 1000)
      yield* memory.write("slot 0", "first", {
        id: "session" in record && record.session !== undefined ? Object(record.session).id : "",
        value: JSON.stringify({ ...recordOf(), ...record }),
        keepMillis: 1
      })
      yield* memory.release("slot 0", "first")
      yield* TestClock.setTime(2000)
      if (isTaken) yield* memory.acquire("slot 0", "other", 60_000)
      const shared = makeSharedSessions(change(memory), { cipher: clear, ...options })
      yield* act(shared)
      const found = yield* memory.read("slot 0")
      return found === undefined ? undefined : JSON.parse(found.value)
    })
  const lifted = (record: object, isTaken: boolean) =>
    after(record, isTaken, (shared) => Effect.flatMap(queryOf(), shared.lift))
  const wire = { ...guard(), reason: { _tag: "InvalidCredentials" } }

  it.effect("takes a guard away, and leaves the session beside it, unless a process logs in just now", () =>
    Effect.gen(function* () {
      const session = kept("a", { fingerprint: "of eve" })
      assert.deepStrictEqual(yield* lifted({ session, guard: wire }, false), {
        ...recordOf({ writtenAt: 2000, session: { ...session, age: 2000 } })
      })
      assert.isUndefined(yield* lifted({ session, guard: wire }, true))
    })
  )

  it.effect("is not hindered by a guard where a session is forgotten, and leaves the guard", () =>
    Effect.gen(function* () {
      const forgotten = (record: object, isTaken: boolean) =>
        after(record, isTaken, (shared) => shared.forget("slot 0", "a", () => 2000))
      const session = kept("a")
      const left = recordOf({ writtenAt: 2000 })
      assert.deepStrictEqual(yield* forgotten({ session, guard: { ...wire, millis: 5000 } }, false), {
        ...left,
        guard: { ...wire, millis: 3000 }
      })
      assert.isUndefined(yield* forgotten({ session, guard: wire }, true))
      assert.isUndefined(yield* forgotten({ session }, false))
      const another = { session: kept("b"), guard: wire }
      assert.deepStrictEqual(yield* forgotten(another, false), { ...recordOf(), ...another })
    })
  )

  it.effect("looks again under the lease, and writes what is there then", () =>
    Effect.gen(function* () {
      const session = kept("a")
      const left = recordOf({ writtenAt: 2000 })
      const both = { session, guard: wire }
      const forget = (shared: SharedSessions) => shared.forget("slot 0", "a", () => 2000)
      const lift = (shared: SharedSessions) => Effect.flatMap(queryOf(), shared.lift)
      const cases = [
        // Another process has taken out the other part, or all of it.
        [lift, { guard: wire }, left, ""],
        [forget, { session }, left, ""],
        [lift, { session }, { ...recordOf(), session }, undefined],
        [forget, { guard: wire }, { ...recordOf(), guard: wire }, undefined],
        [lift, undefined, undefined, undefined]
      ] as const
      for (const [act, meanwhile, found, id] of cases) {
        const ids: Array<string> = []
        const change = (memory: SessionStoreBackend): SessionStoreBackend => ({
          ...memory,
          acquire: (key, token, millis) =>
            Effect.tap(memory.acquire(key, token, millis), () =>
              meanwhile === undefined
                ? memory.remove(key, "a")
                : memory.write(key, token, {
                    id: "session" in meanwhile ? "a" : "",
                    value: JSON.stringify({ ...recordOf(), ...meanwhile }),
                    keepMillis: 1
                  })
            ),
          write: (key, token, record) => {
            ids.push(record.id)
            return memory.write(key, token, record)
          }
        })
        assert.deepStrictEqual<unknown>(
          yield* after(both, false, act, change),
          found === undefined ? undefined : { ...found, ...(found === left ? { writtenAt: 2000 } : {}) }
        )
        assert.deepStrictEqual(ids, id === undefined ? [] : [id])
      }
    })
  )

  it.effect("removes what cannot be read where a session is forgotten, and leaves a record without a guard", () =>
    Effect.gen(function* () {
      const session = kept("a")
      const forget = (shared: SharedSessions) => shared.forget("slot 0", "a", () => 2000)
      assert.isUndefined(yield* after({ session, writtenAt: "never" }, false, forget))
      assert.deepStrictEqual(yield* after({ guard: wire }, false, forget), { ...recordOf(), guard: wire })
      assert.deepStrictEqual(yield* lifted({ session }, false), { ...recordOf(), session })
    })
  )

  it.effect("leaves a guard of other credentials", () =>
    Effect.gen(function* () {
      const record = { session: kept("a"), guard: { ...wire, fingerprint: "of eve" } }
      assert.deepStrictEqual(yield* lifted(record, false), { ...recordOf(), ...record })
    })
  )
})

describe("a key-value store", () => {
  const open = Effect.gen(function* () {
    const store = yield* KeyValueStore.KeyValueStore
    const backend = keyValueBackend(store, "p.")
    const acquire = (token: string, millis: number) =>
      Effect.gen(function* () {
        const taking = yield* Effect.forkChild(backend.acquire("k", token, millis))
        yield* TestClock.adjust("50 millis")
        return yield* Fiber.join(taking)
      })
    return { acquire, backend, store }
  })
  const lease = (token: string, until: number) => JSON.stringify({ token, until })

  it.effect("holds a record and a lease by their names", () =>
    Effect.gen(function* () {
      const { acquire, backend, store } = yield* open
      assert.strictEqual(backend.name, "key-value store")
      assert.isTrue(yield* acquire("t", 1000))
      assert.isTrue(yield* backend.write("k", "t", { id: "a", value: "text", keepMillis: 1 }))
      assert.deepStrictEqual(yield* backend.read("k"), { value: "text", ageMillis: undefined })
      assert.deepStrictEqual(JSON.parse((yield* store.get("p.k")) ?? ""), { id: "a", value: "text" })
      assert.strictEqual(yield* store.get("p.k.lease"), lease("t", 1000))
      yield* backend.extend("k", "t", 1000)
      assert.strictEqual(yield* store.get("p.k.lease"), lease("t", 1050))
      yield* backend.release("k", "t")
      assert.strictEqual(yield* store.get("p.k.lease"), lease("t", 0))
      yield* store.set("p.k", JSON.stringify({ id: "a", value: "" }))
      assert.isUndefined(yield* backend.read("k"))
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )

  it.effect("gives a lease that has run out, or that lasts longer than one can, to the next process", () =>
    Effect.gen(function* () {
      const { acquire, store } = yield* open
      const takes = (until: number) =>
        Effect.gen(function* () {
          const now = yield* Clock.currentTimeMillis
          yield* store.set("p.k.lease", lease("other", now + until))
          return yield* acquire("mine", 1000)
        })
      assert.deepStrictEqual(
        [yield* takes(0), yield* takes(1), yield* takes(2000), yield* takes(2001)],
        [true, false, false, true]
      )
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )

  it.effect("takes a lease from none: one whose token another process wrote over, or removed, is not taken", () =>
    Effect.gen(function* () {
      const { backend, store } = yield* open
      for (const after of [store.set("p.k.lease", lease("other", 1e9)), store.remove("p.k.lease")]) {
        yield* store.remove("p.k.lease")
        const taking = yield* Effect.forkChild(backend.acquire("k", "mine", 1000))
        yield* TestClock.adjust("10 millis")
        yield* after
        yield* TestClock.adjust("40 millis")
        assert.isFalse(yield* Fiber.join(taking))
      }
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )

  it.effect("does nothing for a lease that is not there", () =>
    Effect.gen(function* () {
      const { backend, store } = yield* open
      yield* backend.extend("k", "t", 1000)
      yield* backend.release("k", "t")
      assert.isFalse(yield* backend.write("k", "t", { id: "a", value: "text", keepMillis: 1 }))
      assert.strictEqual(yield* store.size, 0)
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )
})

it.effect("a lease in memory is extended until it has run out, and from then on not", () =>
  Effect.gen(function* () {
    const memory = yield* inMemory
    assert.strictEqual(memory.name, "memory")
    yield* memory.acquire("k", "t", 1000)
    yield* TestClock.adjust(Duration.millis(999))
    yield* memory.extend("k", "t", 1000)
    assert.isFalse(yield* memory.acquire("k", "other", 1000))
    yield* TestClock.adjust(Duration.millis(1000))
    yield* memory.extend("k", "t", 1000)
    assert.isTrue(yield* memory.acquire("k", "other", 1000))
  })
)
