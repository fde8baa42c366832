import * as SessionStore from "@crm-auth/core/SessionStore"
import { inProcess, inThisProcess } from "@crm-auth/webservice/test"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { makeVtiger, makeVtigerMap } from "../src/index.ts"
import { VtigerEmulator } from "../src/testing/index.ts"
import { jane, listTypes } from "./fixtures/manager.ts"

// On vtiger, a challenge ends the one before it, and a login with the ended one is refused like a wrong key.

const wrong = { ...jane, accessKey: Redacted.make("wr0ngKey") }

/** Runs all at once, and gives them as long as a login may take. */
const together = <A, E, R>(effects: ReadonlyArray<Effect.Effect<A, E, R>>) =>
  Effect.gen(function* () {
    const fibers = yield* Effect.forEach(effects, (effect) => Effect.forkChild(Effect.exit(effect)))
    yield* TestClock.adjust("30 seconds")
    return yield* Effect.forEach(fibers, Fiber.join)
  })

/** The same, where a store is asked: it encrypts in real time. */
const togetherWithStore = <A, E, R>(effects: ReadonlyArray<Effect.Effect<A, E, R>>) =>
  Effect.gen(function* () {
    const fibers = yield* Effect.forEach(effects, (effect) => Effect.forkChild(Effect.exit(effect)))
    while (fibers.some((fiber) => fiber.pollUnsafe() === undefined)) {
      yield* TestClock.adjust("10 millis")
      yield* TestClock.withLive(Effect.sleep("1 millis"))
    }
    return yield* Effect.forEach(fibers, Fiber.join)
  })

/** Runs a scene with random numbers of its own. Closing it takes time, too: logouts go over the same network. */
const scene = <A, E, R>(seed: string, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const exit = yield* Effect.exit(Scope.provide(effect, scope))
    const closing = yield* Effect.forkChild(Scope.close(scope, exit))
    yield* TestClock.adjust("30 seconds")
    yield* Fiber.join(closing)
    return yield* exit
  }).pipe(Random.withSeed(seed))

/** A store with a key: only such a one keeps what was refused. */
const sealed = SessionStore.layerKeyValueStore({ key: Redacted.make("7a".repeat(32)) }).pipe(
  Layer.provide(KeyValueStore.layerMemory)
)

const successes = (exits: ReadonlyArray<Exit.Exit<unknown, unknown>>): number => exits.filter(Exit.isSuccess).length

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describe("U01 a right key is not held for wrong", () => {
  for (const count of [2, 3, 5, 10]) {
    it.effect(
      `U01 ${count} processes without a store log in at once, and again after the server lost all sessions`,
      () =>
        Effect.forEach(times(5), (round) =>
          scene(
            `${count} ${round}`,
            Effect.gen(function* () {
              const server = yield* VtigerEmulator.make()
              const managers = yield* Effect.forEach(times(count), () =>
                inProcess(server)(makeVtiger({ url: server.url, ...jane }))
              )
              assert.strictEqual(successes(yield* together(managers.map(({ session }) => session))), count)
              yield* server.expireSessions
              const calls = yield* together(managers.map(({ client }) => client.get(listTypes)))
              assert.strictEqual(successes(calls), count)
            })
          )
        )
    )
  }

  it.effect("U01 a map in each process, and sessions kept warm, compete in the same way", () =>
    scene(
      "maps",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const maps = yield* Effect.forEach(times(3), () =>
          inProcess(server)(makeVtigerMap(() => Effect.succeed({ url: server.url, ...jane }), { capacity: 10 }))
        )
        assert.strictEqual(successes(yield* together(maps.map((map) => map.session("jane")))), 3)

        const warm = yield* VtigerEmulator.make()
        const options = { url: warm.url, ...jane, idleTimeout: "20 minutes", renewal: "ahead" } as const
        const managers = yield* Effect.forEach(times(5), () => inProcess(warm)(makeVtiger(options)))
        assert.strictEqual(successes(yield* together(managers.map(({ session }) => session))), 5)
        yield* warm.expireSessions
        // The keep-alives find out, all at the same time.
        yield* TestClock.adjust("1 hour")
        const logins = yield* warm.logins
        assert.strictEqual(successes(yield* together(managers.map(({ client }) => client.get(listTypes)))), 5)
        assert.strictEqual(yield* warm.logins, logins)
      })
    )
  )

  it.effect("U01 of 40 processes at least 80 % log in at once, and the rest when their guard ends", () =>
    Effect.forEach(times(3), (round) =>
      scene(
        `forty ${round}`,
        Effect.gen(function* () {
          const server = yield* VtigerEmulator.make()
          const managers = yield* Effect.forEach(times(40), () =>
            inProcess(server)(makeVtiger({ url: server.url, ...jane }))
          )
          assert.isAtLeast(successes(yield* together(managers.map(({ session }) => session))), 32)
          // 5 minutes ± 20 %
          yield* TestClock.adjust("6 minutes")
          assert.strictEqual(successes(yield* together(managers.map(({ session }) => session))), 40)
        })
      )
    )
  )

  it.effect("U01 40 managers of one process take turns, whatever their HTTP client", () =>
    scene(
      "one process",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const managers = yield* Effect.forEach(times(40), () =>
          inThisProcess(server)(makeVtiger({ url: server.url, ...jane }))
        )
        assert.strictEqual(successes(yield* together(managers.map(({ session }) => session))), 40)
        assert.strictEqual(yield* server.attempts, 40)
      })
    )
  )

  it.effect("U01 40 processes on one store log in once", () =>
    scene(
      "one store",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const store = yield* SessionStore.SessionStore
        const managers = yield* Effect.forEach(times(40), () =>
          inProcess(server)(makeVtiger({ url: server.url, ...jane })).pipe(
            Effect.provideService(SessionStore.SessionStore, store)
          )
        )
        assert.strictEqual(successes(yield* togetherWithStore(managers.map(({ session }) => session))), 40)
        assert.strictEqual(yield* server.logins, 1)
      })
    ).pipe(Effect.provide(SessionStore.layerMemory))
  )

  it.effect("U01 a wrong key costs each process four logins, and says what else it may be", () =>
    scene(
      "wrong",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const managers = yield* Effect.forEach(times(3), () =>
          inProcess(server)(makeVtiger({ url: server.url, ...wrong }))
        )
        assert.strictEqual(successes(yield* together(managers.map(({ session }) => session))), 0)
        for (const { session } of managers) {
          const { reason } = yield* Effect.flip(session)
          assert.strictEqual(reason._tag === "InvalidCredentials" && reason.possiblyLostChallenge, true)
          assert.match(reason.message, /either it is wrong, or another client of this user/)
        }
        assert.strictEqual(yield* server.attempts, 12)
      })
    )
  )

  it.effect("U01 a wrong key costs a process four logins a guard, and guards grow from 5 minutes to an hour", () =>
    scene(
      "wrong, for long",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const { session } = yield* inProcess(server)(makeVtiger({ url: server.url, ...wrong }))
        let logins = 0
        for (const minutes of [5, 10, 20, 40, 60, 60]) {
          yield* together([session])
          assert.strictEqual(yield* server.attempts, (logins += 4), `before a guard of ${minutes} minutes`)
          // A guard begins when the login ends, at most 30 seconds ago, and is up to a fifth shorter or longer.
          yield* TestClock.adjust(`${minutes * 48 - 31} seconds`)
          yield* Effect.flip(session)
          assert.strictEqual(yield* server.attempts, logins, `within a guard of ${minutes} minutes`)
          yield* TestClock.adjust(`${minutes * 24 + 31} seconds`)
        }
      })
    )
  )

  it.effect("U01 a wrong key costs the processes of one store four logins in all", () =>
    scene(
      "wrong, one store",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const store = yield* SessionStore.SessionStore
        const managers = yield* Effect.forEach(times(10), () =>
          inProcess(server)(makeVtiger({ url: server.url, ...wrong })).pipe(
            Effect.provideService(SessionStore.SessionStore, store)
          )
        )
        assert.strictEqual(successes(yield* togetherWithStore(managers.map(({ session }) => session))), 0)
        assert.strictEqual(yield* server.attempts, 4)
      })
    ).pipe(Effect.provide(sealed))
  )

  it.effect("U01 a login of several tries ends with the vendor's answer, inside its deadline", () =>
    scene(
      "slow",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        yield* server.fault("login", { kind: "delay", duration: "4 seconds" }, 10)
        const manager = yield* inProcess(server)(makeVtiger({ url: server.url, ...wrong, loginTimeout: "10 seconds" }))
        const [exit] = yield* together([manager.session])
        assert.isTrue(exit !== undefined && Exit.isFailure(exit))
        assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "InvalidCredentials")
        assert.strictEqual(yield* server.attempts, 2)
      })
    )
  )

  it.effect("U01 a login waits half of its time for its turn, and then tries without it", () =>
    scene(
      "waiting",
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        yield* server.fault("login", { kind: "delay", duration: "1 hour" })
        const make = inThisProcess(server)(makeVtiger({ url: server.url, ...jane, loginTimeout: "20 seconds" }))
        const hanging = yield* Effect.forkChild(Effect.exit((yield* make).session))
        yield* TestClock.adjust("1 second")
        const waiting = yield* Effect.forkChild((yield* make).session)
        yield* TestClock.adjust("9 seconds")
        assert.strictEqual(yield* server.logins, 0)
        yield* TestClock.adjust("2 seconds")
        yield* Fiber.join(waiting)
        yield* TestClock.adjust("20 seconds")
        assert.isTrue(Exit.isFailure(yield* Fiber.join(hanging)))
      })
    )
  )
})
