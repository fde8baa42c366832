import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { InvalidCredentials, type SessionManager } from "../../src/index.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { minutes } from "../fixtures/account.ts"
import { key, otherKey, pass, Processes, settle } from "./processes.ts"

type Manager = SessionManager<Redacted.Redacted>

/**
 * Processes whose account may have three sessions; a call takes longer than three logins, so that each of them is opened.
 */
class Parallel extends Processes {
  /** The most logins at a time. */
  overlap = 0
  private loggingIn = 0

  constructor() {
    super()
    this.account.takes = 300
    this.account.callTakes = 5000
    this.account.rejectedBeforeWork = true
  }

  override start(options: Parameters<Processes["start"]>[0] = {}) {
    const login = (credentials: string) =>
      Effect.acquireUseRelease(
        Effect.sync(() => {
          this.loggingIn++
          this.overlap = Math.max(this.overlap, this.loggingIn)
        }),
        () => this.account.driver.login(credentials),
        () => Effect.sync(() => void this.loggingIn--)
      )
    return super.start({ parallelSessions: 3, ...options, driver: { login, ...options.driver } })
  }

  /** Which sessions the latest requests carried. */
  used(since = 0): ReadonlyArray<string> {
    return [...new Set(this.account.sent.slice(since).map(({ session }) => session))].sort()
  }
}

/** So many requests at once in each process, all answered. */
const call = (managers: ReadonlyArray<Manager>, callers: number, millis = 15_000) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(
      Effect.forEach(
        managers.flatMap(({ client }) => Array.from({ length: callers }, () => client)),
        (client) => client.get("/x"),
        { concurrency: "unbounded" }
      )
    )
    yield* pass(millis, 200)
    assert.strictEqual((yield* Fiber.join(fiber)).length, managers.length * callers)
  })

describe("several sessions of one account, in many processes", () => {
  it.effect("ten processes with eight callers each have three sessions, made one after another", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const managers = yield* Effect.all(Array.from({ length: 10 }, () => all.start()))
      yield* call(managers, 8)
      assert.strictEqual(all.account.tried.length, 3)
      assert.strictEqual(all.overlap, 1)
      assert.deepStrictEqual(all.used(), ["secret-1", "secret-2", "secret-3"])
    })
  )

  it.effect("a process with one session shares the first of them", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const wide = yield* all.start()
      yield* call([wide], 8)
      const since = all.account.sent.length
      yield* call([yield* all.start({ parallelSessions: 1 })], 8)
      assert.deepStrictEqual([all.used(since), all.account.tried.length], [["secret-1"], 3])
    })
  )

  it.effect("each one that is rejected is replaced once", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const managers = yield* Effect.all(Array.from({ length: 4 }, () => all.start()))
      yield* call(managers, 6)
      for (const secret of ["secret-1", "secret-2", "secret-3"]) all.account.dead.add(secret)
      yield* call(managers, 6, 25_000)
      assert.strictEqual(all.account.tried.length, 6)
      assert.strictEqual(all.overlap, 1)
    })
  )

  it.effect("none of them is logged out when a process ends, and the next one finds them", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const scope = yield* Scope.make()
      yield* call([yield* all.start().pipe(Scope.provide(scope))], 6)
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(all.account.loggedOut, [])
      yield* call([yield* all.start()], 6)
      assert.strictEqual(all.account.tried.length, 3)
    })
  )

  it.effect("a logout ends them all, also those that another process has opened", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      yield* call([yield* all.start()], 6)
      const b = yield* all.start()
      yield* b.session
      yield* b.logout
      assert.deepStrictEqual([...all.account.loggedOut].sort(), ["secret-1", "secret-2", "secret-3"])
    })
  )

  it.effect("a further session's login waits for another process's first one", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const a = yield* all.start()
      yield* call([a], 1)
      all.account.takes = 5000
      const renewing = yield* Effect.forkChild(Effect.flatMap(a.session, a.renew))
      yield* pass(500)
      yield* call([yield* all.start()], 4, 25_000)
      yield* Fiber.join(renewing)
      assert.strictEqual(all.overlap, 1)
    })
  )

  it.effect("credentials that a further login found bad are tried by no process again", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      all.account.lifetime = minutes(60)
      const [a, b] = [yield* all.start(), yield* all.start()]
      yield* call([a, b], 1)
      all.account.reason = new InvalidCredentials({})
      yield* call([a, b], 6)
      assert.strictEqual(all.account.tried.length, 2)
      // The session that is left still serves every caller, later ones included.
      yield* call([yield* all.start()], 6)
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a further session of other credentials is not used", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      yield* call([yield* all.start()], 6)
      all.account.password = "changed"
      const since = all.account.sent.length
      yield* call([yield* all.start()], 6)
      assert.deepStrictEqual(all.used(since), ["secret-4", "secret-5", "secret-6"])
    })
  )

  it.effect("a process that lost its lease keeps a further session to itself", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      const backend = memoryBackend(() => 0)
      const scope = yield* Scope.make()
      const late = { ...backend, write: () => Effect.succeed(false) }
      yield* call([yield* all.start({ backend: late }).pipe(Scope.provide(scope))], 6)
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual([...all.account.loggedOut].sort(), ["secret-1", "secret-2", "secret-3"])
    })
  )

  it.effect("a key of its own sees nothing of them", () =>
    Effect.gen(function* () {
      const all = new Parallel()
      yield* call([yield* all.start({ store: { key } })], 6)
      yield* call([yield* all.start({ store: { key: otherKey } })], 6)
      yield* settle
      assert.strictEqual(all.account.tried.length, 6)
    })
  )
})
