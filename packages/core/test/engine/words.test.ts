/** What a failure says, and the names and attributes of spans: what an operator looks for. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import * as Tracer from "effect/Tracer"
import type { SessionDriver } from "../../src/Driver.ts"
import { AuthError } from "../../src/index.ts"
import { failedCheck } from "../../src/internal/account/check.ts"
import * as Reasons from "../../src/Reason.ts"
import type { SessionTrouble } from "../../src/SessionManager.ts"
import { keepSpans } from "../../src/testing/traced.ts"
import { Account, tagOf } from "../fixtures/account.ts"

const error = (reason: Reasons.Reason, operation = "login") => new AuthError({ vendor: "acme", operation, reason })

describe("a check names the trouble", () => {
  const retryAfter = Duration.minutes(30)
  const troubles: Readonly<Record<SessionTrouble, ReadonlyArray<Reasons.Reason>>> = {
    store: [new Reasons.StoreFailure({ detail: "down" })],
    credentials: [
      new Reasons.CredentialsUnavailable({ detail: "no file" }),
      new Reasons.InvalidConfiguration({ field: "url", detail: "is no URL" }),
      new Reasons.InvalidCredentials({}),
      new Reasons.AccountLocked({}),
      new Reasons.VendorFailure({ code: "X", retryAfter })
    ],
    server: [
      new Reasons.Unavailable({}),
      new Reasons.Transport({ detail: "reset" }),
      new Reasons.RateLimited({ retryAfter }),
      new Reasons.VendorFailure({ code: "X" })
    ],
    session: [new Reasons.SessionRejected({}), new Reasons.Closed(), new Reasons.ReplayImpossible({ because: "body" })]
  }
  for (const trouble of ["store", "credentials", "server", "session"] as const)
    for (const reason of troubles[trouble])
      it(`${trouble}, after ${reason._tag}${"retryAfter" in reason ? " with a time" : ""}`, () => {
        assert.deepStrictEqual(failedCheck("acme", error(reason)), {
          ok: false,
          trouble,
          error: error(reason),
          vendor: "acme",
          loggedIn: false,
          took: Duration.zero
        })
      })
})

describe("a call that keeps a session from idling out", () => {
  /** One session of 20 minutes, kept warm; `keepAlive` says what the vendor answers to the cheapest call. */
  const keep = (keepAlive: NonNullable<SessionDriver<Redacted.Redacted, string>["keepAlive"]>) =>
    Effect.gen(function* () {
      const account = Object.assign(new Account(), { lifetime: { idleTimeout: Duration.minutes(20) } })
      const manager = yield* account.manager({ keepAlive }, { renewal: "ahead" })
      yield* manager.session
      yield* TestClock.adjust("16 minutes")
      return { account, manager }
    })

  it.effect("is followed by a login where the vendor has rejected the session, and by none where it has not", () =>
    Effect.gen(function* () {
      for (const [reason, tried] of [
        [new Reasons.SessionRejected({}), 2],
        [new Reasons.Unavailable({}), 1],
        [new Reasons.AccessDenied({}), 1]
      ] as const) {
        const { account } = yield* keep(() => Effect.fail(error(reason, "keepAlive")))
        assert.strictEqual(account.tried.length, tried, reason._tag)
        yield* TestClock.setTime(0)
      }
      const { account } = yield* keep(() => Effect.void)
      assert.strictEqual(account.tried.length, 1)
    })
  )

  it.effect("has the deadline of a login, and no login follows when it is over", () =>
    Effect.gen(function* () {
      const { account } = yield* keep(() => Effect.never)
      yield* TestClock.adjust("31 seconds")
      assert.strictEqual(account.tried.length, 1)
    })
  )

  it.effect("says nothing of a session that was given up meanwhile", () =>
    Effect.gen(function* () {
      const rejected = Effect.fail(error(new Reasons.SessionRejected({}), "keepAlive"))
      const { account, manager } = yield* keep(() => Effect.delay(Effect.uninterruptible(rejected), "10 seconds"))
      yield* manager.invalidate(yield* manager.session)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(account.tried.length, 1)
      assert.strictEqual((yield* manager.status).state, "none")
    })
  )

  it.effect("is a trace of its own, with the vendor and the server", () =>
    Effect.gen(function* () {
      const { spans, tracer } = keepSpans()
      yield* Effect.provideService(
        Effect.withSpan(
          keep(() => Effect.void),
          "a program"
        ),
        Tracer.Tracer,
        tracer
      )
      const [span] = spans.filter(({ name }) => name === "acme.keepAlive")
      assert.isDefined(span)
      assert.isTrue(span !== undefined && Option.isNone(span.parent))
      assert.deepStrictEqual(Object.fromEntries(span?.attributes ?? []), {
        "crm_auth.vendor": "acme",
        "server.address": "https://acme.example/base"
      })
    })
  )
})

describe("a failed login says", () => {
  it.effect("that the driver interrupted itself, in the name of a login", () =>
    Effect.gen(function* () {
      const manager = yield* new Account().manager({ login: () => Effect.interrupt })
      assert.deepStrictEqual(
        yield* Effect.flip(manager.session),
        error(new Reasons.Transport({ detail: "the login ended in a defect" }))
      )
    })
  )

  it.effect("that it took too long, in the name of a login", () =>
    Effect.gen(function* () {
      const manager = yield* Object.assign(new Account(), { takes: "1 hour" }).manager()
      const waiting = yield* Effect.forkChild(Effect.flip(manager.session))
      yield* TestClock.adjust("30 seconds")
      const late = new Reasons.Transport({ detail: "the login took longer than 30s" })
      assert.deepStrictEqual(yield* Fiber.join(waiting), error(late))
    })
  )

  it.effect("that credentials cannot be compared", () =>
    Effect.gen(function* () {
      class Hidden {
        readonly #secret = "x"
        get length() {
          return this.#secret.length
        }
      }
      const account = new Account()
      const manager = yield* account.manager({
        fixedCredentials: false,
        // What has private fields stands for what no program can compare.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        credentials: Effect.sync(() => new Hidden() as never)
      })
      const { reason } = yield* Effect.flip(manager.session)
      assert.deepInclude(reason, {
        _tag: "InvalidConfiguration",
        field: "credentials",
        detail: "cannot be compared by value: give plain data, or a class that implements `Equal`"
      })
      assert.deepStrictEqual(account.tried, [])
    })
  )

  it.effect("that sessions keep being rejected, and is forgotten with that", () =>
    Effect.gen(function* () {
      const account = Object.assign(new Account(), { reply: () => new Response("no", { status: 401 }) })
      const manager = yield* account.manager()
      for (let count = 0; count < 20; count++) yield* tagOf(manager.client.get("/x"))
      const { reason } = yield* Effect.flip(manager.session)
      assert.deepInclude(reason, {
        _tag: "SessionRejected",
        detail: "sessions of this account keep being rejected soon after login"
      })
    })
  )
})
