/**
 * What every vendor package must hold, as effects that any test runner can run against the vendor's emulator.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import type { AuthError } from "../AuthError.ts"
import type { AuthorizedClient, SessionManager } from "../SessionManager.ts"
import * as SessionStore from "../SessionStore.ts"
import type { Emulator } from "./Emulator.ts"
import { json, reasonOf, sessionsIn } from "./looking.ts"

/**
 * A promise of the contract that was not kept.
 *
 * @category errors
 * @since 0.1.0
 */
export class ContractBroken extends Data.TaggedError("ContractBroken")<{ readonly message: string }> {}

/** Makes one call with a manager's client. */
type Call = (client: AuthorizedClient) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>

/** Makes a manager of an account of the server. */
type Make<A> = (emulator: Emulator) => Effect.Effect<SessionManager<A>, AuthError, HttpClient.HttpClient | Scope.Scope>

/**
 * What the suite needs to know of a vendor.
 *
 * @category models
 * @since 0.1.0
 */
export interface ContractSubject<A> {
  /** Makes a new server, and counts the work that `write` did on it. */
  readonly emulator: Effect.Effect<{ readonly server: Emulator; readonly writes: Effect.Effect<number> }>
  /** Makes a manager of an account of the server. */
  readonly manager: Make<A>
  /** Makes one whose secret is wrong. */
  readonly refused: Make<A>
  /** The account's secrets, and the wrong one. */
  readonly secrets: ReadonlyArray<string>
  /** Shows a value as deeply as the platform can. */
  readonly print: (value: unknown) => string
  /** A call of an operation that may be repeated. */
  readonly read: Call
  /** A call of one that may not. */
  readonly write: Call
  /**
   * Runs an operation that may be repeated, by the manager's `call`.
   *
   * @default the vendor has no such operation, and nothing is promised of it
   */
  readonly call?: (manager: SessionManager<A>) => Effect.Effect<unknown, unknown>
  /** Whether the vendor refuses a session that has ended before it does any work. */
  readonly writeIsReplayed: boolean
  /** How many login requests bad credentials may cost. */
  readonly attempts: number
  /** How long without use ends a session. */
  readonly expiresAfter: Duration.Input
  /**
   * Long values in the requests of `read` and `write` that are no secrets.
   *
   * @default none
   */
  readonly plain?: ReadonlyArray<string>
  /**
   * Whether sessions are shared through a store.
   *
   * @default true
   */
  readonly shares?: boolean
  /**
   * Whether the vendor has a logout. Without one, sessions end at their time.
   *
   * @default true
   */
  readonly logsOut?: boolean
}

/**
 * One promise and the effect that tries it. Run it on a `TestClock`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ContractCase {
  /** The promise. */
  readonly name: string
  /** Tries it. */
  readonly run: Effect.Effect<void, unknown, Scope.Scope>
}

const hold = (condition: boolean, message: string): Effect.Effect<void, ContractBroken> =>
  condition ? Effect.void : new ContractBroken({ message })

const same = (what: string, actual: unknown, expected: unknown): Effect.Effect<void, ContractBroken> =>
  hold(actual === expected, `${what}: ${String(actual)} instead of ${String(expected)}`)

/**
 * Gives an effect the time that the pauses between a login's tries may take, at most 30 seconds. The clock waits for what
 * the runtime does in real time, such as an HMAC, lest the login's deadline passes meanwhile.
 */
const patiently = <B, E, R>(effect: Effect.Effect<B, E, R>): Effect.Effect<B, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    for (let seconds = 0; seconds < 30; seconds++) {
      yield* TestClock.withLive(Effect.sleep(2))
      if (fiber.pollUnsafe() !== undefined) break
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

interface Stage<A> {
  readonly server: Emulator
  readonly writes: Effect.Effect<number>
  readonly manager: SessionManager<A>
}

/**
 * The cases. A vendor's test file runs each as a test of its own:
 *
 * ```ts
 * for (const { name, run } of contract(subject)) it.effect(name, () => run)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const contract = <A>(subject: ContractSubject<A>): ReadonlyArray<ContractCase> => {
  const stage = (make: Make<A> = subject.manager): Effect.Effect<Stage<A>, AuthError, Scope.Scope> =>
    Effect.gen(function* () {
      const { server, writes } = yield* subject.emulator
      const manager = yield* Effect.provide(make(server), server.layer)
      return { server, writes, manager }
    })
  const test = (name: string, body: (stage: Stage<A>) => Effect.Effect<void, unknown, Scope.Scope>): ContractCase => ({
    name,
    run: Effect.flatMap(stage(), body)
  })

  const { call } = subject
  const calls =
    call === undefined
      ? []
      : [
          test("an operation run by the manager is renewed like a request", ({ manager, server }) =>
            Effect.gen(function* () {
              yield* call(manager)
              yield* same("logins", yield* server.logins, 1)
              yield* server.expireSessions
              yield* call(manager)
              yield* same("logins after the session has ended", yield* server.logins, 2)
              yield* manager.logout
              const exits = yield* Effect.forEach(Array.from({ length: 20 }), () => Effect.exit(call(manager)), {
                concurrency: "unbounded"
              })
              yield* hold(exits.every(Exit.isSuccess), "one of 20 runs failed")
              yield* same("logins of 20 runs at once", yield* server.logins, 3)
            }))
        ]

  return [
    ...calls,

    test("a check says whether credentials and session work, logs in only if it has to, and tells no secret", (staged) =>
      Effect.gen(function* () {
        const { manager, server } = staged
        const first = yield* manager.check
        yield* hold(first.ok && first.loggedIn && first.session !== undefined, `the first check: ${json(first)}`)
        const second = yield* manager.check
        yield* hold(second.ok && !second.loggedIn, `the second check: ${json(second)}`)
        yield* same("sessions", second.session, first.session)
        yield* same("logins", yield* server.logins, 1)
        const refused = yield* stage(subject.refused)
        const third = yield* patiently(refused.manager.check)
        yield* hold(!third.ok && third.trouble === "credentials", `the check of a wrong secret: ${json(third)}`)
        for (const shown of [first, second, third].map(json)) {
          const seen = subject.secrets.find((secret) => shown.includes(secret))
          yield* hold(seen === undefined, `a secret is printed: ${shown}`)
        }
      })),

    test("1,000 callers make one login", ({ manager, server }) =>
      Effect.gen(function* () {
        const sessions = yield* Effect.forEach(Array.from({ length: 1000 }), () => manager.session, {
          concurrency: "unbounded"
        })
        yield* same("logins", yield* server.logins, 1)
        yield* hold(
          sessions.every((session) => session === sessions[0]),
          "callers got different sessions"
        )
      })),

    test("an interrupted first caller disturbs no other caller", ({ manager, server }) =>
      Effect.gen(function* () {
        yield* server.fault("*", { kind: "delay", duration: "1 second" })
        const first = yield* Effect.forkChild(manager.session)
        yield* Effect.yieldNow
        const others = yield* Effect.forEach(Array.from({ length: 9 }), () => Effect.forkChild(manager.session))
        yield* Effect.yieldNow
        yield* Fiber.interrupt(first)
        yield* TestClock.adjust("2 seconds")
        for (const other of others) yield* Fiber.join(other)
        yield* same("logins", yield* server.logins, 1)
      })),

    test("a session is used, and outlives its expiry by one new login", ({ manager, server }) =>
      Effect.gen(function* () {
        const first = yield* subject.read(manager.client)
        yield* same("status of the first call", first.status, 200)
        yield* TestClock.adjust(subject.expiresAfter)
        const second = yield* subject.read(manager.client)
        yield* same("status after expiry", second.status, 200)
        yield* same("logins", yield* server.logins, 2)
      })),

    test("a rejected session is renewed once, and a safe request is sent once more", ({ manager, server }) =>
      Effect.gen(function* () {
        yield* subject.read(manager.client)
        yield* server.expireSessions
        const response = yield* subject.read(manager.client)
        yield* same("status", response.status, 200)
        yield* hold((yield* response.text).length > 0, "the answer cannot be read")
        yield* same("logins", yield* server.logins, 2)
      })),

    test("an unsafe request is sent again only where the vendor has done nothing", ({ manager, server, writes }) =>
      Effect.gen(function* () {
        yield* manager.session
        yield* server.expireSessions
        const exit = yield* Effect.exit(subject.write(manager.client))
        yield* same("logins", yield* server.logins, 2)
        const done = yield* writes
        yield* hold(done === 1 || (done === 0 && !subject.writeIsReplayed), `work done: ${done}`)
        if (subject.writeIsReplayed) return yield* hold(Exit.isSuccess(exit), "the request was not sent again")
        yield* hold(reasonOf(exit) === "ReplayImpossible", `ended with ${reasonOf(exit)}`)
        yield* subject.read(manager.client)
        yield* same("logins after the refusal", yield* server.logins, 2)
      })),

    test("100 late rejections of one session make one login", ({ manager, server }) =>
      Effect.gen(function* () {
        yield* manager.session
        yield* server.expireSessions
        yield* Effect.forEach(Array.from({ length: 100 }), () => subject.read(manager.client), {
          concurrency: "unbounded"
        })
        yield* same("logins", yield* server.logins, 2)
      })),

    test("two hosts never share a session", ({ manager, server }) =>
      Effect.gen(function* () {
        const other = yield* stage()
        const [here, there] = yield* Effect.all([manager.session, other.manager.session], { concurrency: 2 })
        yield* hold(here !== there, "one session for two servers")
        yield* same("logins here", yield* server.logins, 1)
        yield* same("logins there", yield* other.server.logins, 1)
      })),

    {
      name: "bad credentials are tried in one login, and then not before their guard ends",
      run: Effect.gen(function* () {
        const { manager, server } = yield* stage(subject.refused)
        const exits = yield* patiently(Effect.forEach(Array.from({ length: 20 }), () => Effect.exit(manager.session)))
        yield* hold(exits.every(Exit.isFailure), "a wrong secret logged in")
        yield* same("login attempts", yield* server.attempts, subject.attempts)
        yield* TestClock.adjust("1 minute")
        yield* Effect.exit(subject.read(manager.client))
        yield* same("login attempts a minute later", yield* server.attempts, subject.attempts)
        yield* manager.reset
        yield* patiently(Effect.exit(manager.session))
        yield* same("login attempts after reset", yield* server.attempts, 2 * subject.attempts)
      })
    },

    {
      name: "closing logs out, and nothing is handed out afterwards",
      run: Effect.gen(function* () {
        const scope = yield* Scope.make()
        const { manager, server } = yield* Scope.provide(stage(), scope)
        yield* subject.read(manager.client)
        yield* same("sessions before", yield* server.sessions, 1)
        yield* Scope.close(scope, Exit.void)
        yield* same("sessions after", yield* server.sessions, subject.logsOut === false ? 1 : 0)
        yield* same("reason", reasonOf(yield* Effect.exit(manager.session)), "Closed")
        yield* same("reason of a call", reasonOf(yield* Effect.exit(subject.read(manager.client))), "Closed")
      })
    },

    test("a session sent elsewhere is refused before it is sent", ({ manager, server }) =>
      Effect.gen(function* () {
        const before = (yield* server.requests).length
        const exit = yield* Effect.exit(manager.client.get("https://elsewhere.example/collect"))
        yield* same("reason", reasonOf(exit), "InvalidConfiguration")
        yield* same("requests", (yield* server.requests).length, before)
      })),

    test("hostile replies to a login end in an error of the server's, inside the deadline", ({ manager, server }) =>
      Effect.gen(function* () {
        const bodies = ["", "<html>", "{", "null", "[]", "\uFFFD", "x".repeat(100_000)]
        for (const body of bodies) {
          for (const status of [200, 302, 500]) {
            const headers = { "content-type": "application/json", location: "https://elsewhere.example/" }
            yield* server.fault("*", { kind: "reply", reply: { status, headers, body } }, Infinity)
            const reason = reasonOf(yield* patiently(Effect.exit(manager.session)))
            const known = ["UnexpectedResponse", "Unavailable", "VendorFailure", "Transport"]
            yield* hold(known.includes(reason), `${status} with ${body.length} bytes ended with ${reason}`)
            yield* server.clearFaults()
            // A failure is remembered for 30 seconds at most.
            yield* TestClock.adjust("30 seconds")
          }
        }
        yield* manager.session
      })),

    test("managers on one store log in once, if the login names its account", ({ manager, server }) =>
      Effect.gen(function* () {
        yield* manager.session
        const one = yield* Effect.provide(subject.manager(server), server.layer)
        const other = yield* Effect.provide(subject.manager(server), server.layer)
        yield* one.session
        yield* other.session
        yield* same("logins", yield* server.logins, subject.shares === false ? 3 : 2)
        yield* same("status", (yield* subject.read(other.client)).status, 200)
      }).pipe(Effect.provide(SessionStore.layerMemory))),

    test("nothing printed holds a secret", ({ manager, server }) =>
      Effect.gen(function* () {
        const response = yield* subject.read(manager.client)
        const session = yield* manager.session
        yield* server.fault("*", { kind: "drop" })
        const lost = yield* Effect.exit(subject.write(manager.client))
        const refused = yield* stage(subject.refused)
        const failed = yield* patiently(Effect.exit(refused.manager.session))
        const sent = (yield* server.requests).flatMap(({ body, headers, url }) => [...sessionsIn(url, body, headers)])
        const secrets = [...subject.secrets, ...sent].filter((value) => subject.plain?.includes(value) !== true)
        const values = [response, session, lost, failed, yield* manager.status, manager, yield* refused.manager.status]
        for (const value of values) {
          for (const shown of [subject.print(value), json(value), String(value)]) {
            const seen = secrets.find((secret) => shown.includes(secret))
            yield* hold(seen === undefined, `a secret is printed: ${shown}`)
          }
        }
      }))
  ]
}
