import { AccountLocked, SecondFactor } from "@crm-auth/core"
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeKayako } from "../src/index.ts"
import { login } from "../src/operations.ts"
import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { infoRoute } from "./fixtures/desk.ts"
import { manage, outcome, readInfo, reasonOf, refusesLogin, requestsOf } from "./fixtures/manager.ts"

const callers = Array.from({ length: 200 })

describe("a login that is refused", () => {
  it.effect("T22 is tried once for all callers, and never often enough to lock the account", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: true })
      const kayako = yield* manage(desk, { password: "wrong" })
      const together = yield* Effect.forEach(callers, () => outcome(kayako.session), { concurrency: "unbounded" })
      assert.deepStrictEqual([...new Set(together)], ["InvalidCredentials"])
      assert.strictEqual(yield* desk.attempts, 1)
      // Two hours of asking: one attempt in 30 minutes, where 15 minutes with four of them lock.
      for (let minute = 5; minute < 120; minute += 5) {
        yield* TestClock.adjust("5 minutes")
        assert.strictEqual(yield* outcome(readInfo(kayako)), "InvalidCredentials")
        assert.strictEqual(yield* desk.attempts, 1 + Math.floor(minute / 30))
      }
      const person = yield* manage(desk)
      assert.strictEqual(yield* outcome(person.session), "success")
    })
  )

  it.effect("T22 good credentials make one login for all callers", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      yield* Effect.forEach(callers, () => readInfo(kayako), { concurrency: "unbounded" })
      assert.strictEqual(yield* desk.attempts, 1)
    })
  )

  it.effect("T25 means the same in every language, and its text sets no wait", () =>
    Effect.gen(function* () {
      for (const language of ["en", "de", "ru"] as const) {
        for (const form of ["late", "documented"] as const) {
          const desk = yield* KayakoEmulator.make({ lockout: { retries: 0 }, dialect: { form, language } })
          yield* desk.failElsewhere("jane@desk.example")
          const reason = yield* reasonOf((yield* manage(desk)).session)
          assert.strictEqual(reason._tag, "InvalidCredentials")
          const wait = "retryAfter" in reason ? reason.retryAfter : undefined
          assert.strictEqual(wait && Duration.toMinutes(wait), 30)
        }
      }
    })
  )

  it.effect("T25 a caller who knows the desk's texts may say what they mean", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: { retries: 0 } })
      yield* desk.failElsewhere("jane@desk.example")
      const kayako = yield* manage(desk, {
        refine: ({ code, message, operation }) =>
          operation === "login" && code === "-1" && message.startsWith("Login locked")
            ? Option.some(new AccountLocked({ code }))
            : Option.none()
      })
      assert.strictEqual(yield* outcome(kayako.session), "AccountLocked")
    })
  )

  it.effect("T37 is not repeated by a retry around the client, whatever the server's failure", () =>
    Effect.gen(function* () {
      const failures = {
        serverError: KayakoFault.serverError,
        badGateway: KayakoFault.badGateway,
        unavailable: KayakoFault.unavailable,
        exception: KayakoFault.exception,
        empty: KayakoFault.empty,
        lost: { kind: "drop" },
        "lost after the work": { kind: "drop", after: true }
      } as const
      for (const [name, fault] of Object.entries(failures)) {
        const desk = yield* KayakoEmulator.make()
        yield* desk.fault("login", fault, 100)
        const kayako = yield* manage(desk)
        const retrying = kayako.client.pipe(HttpClient.retryTransient({ times: 5 }))
        assert.notStrictEqual(yield* outcome(retrying.post(infoRoute)), "success", name)
        assert.strictEqual(yield* desk.attempts, 1, name)
        const password = Redacted.make("p%ss+w")
        const bare = login({ username: "jane@desk.example", password }, { url: desk.url })
        assert.notStrictEqual(yield* outcome(Effect.provide(bare, desk.layer)), "success", name)
        assert.strictEqual(yield* desk.attempts, 2, name)
      }
    })
  )
})

it.effect("U36 a status for live chat goes with every try of a login, and only where it is set", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const answer = Effect.succeedSome(Redacted.make("123456"))
    const chatty = { username: "sam@desk.example", password: "letmein", initialStatus: 7 }
    const manager = yield* Effect.provideService(manage(desk, chatty), SecondFactor, { answer: () => answer })
    yield* manager.session
    yield* (yield* manage(desk)).session
    const statuses = (yield* requestsOf(desk, "login")).map(({ body }) =>
      new URLSearchParams(body).get("initialstatus")
    )
    assert.deepStrictEqual(statuses, ["7", "7", null])
  })
)

describe("a second factor", () => {
  const sam = { username: "sam@desk.example", password: "letmein" }
  const answering = (...keys: ReadonlyArray<string>) => {
    const left = [...keys]
    const answer = Effect.sync(() => Option.map(Option.fromUndefinedOr(left.shift()), Redacted.make))
    return { left, layer: Layer.succeed(SecondFactor, { answer: () => answer }) }
  }
  const formsOf = (desk: KayakoEmulator) =>
    Effect.map(requestsOf(desk, "login"), (logins) =>
      logins.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    )

  it.effect("T32 its key goes only when asked for, with name and password, and is never sent again", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ sessionTimeout: "10 minutes" })
      const { layer, left } = answering("123456", "654321")
      const kayako = yield* Effect.provide(manage(desk, sam), layer)
      yield* readInfo(kayako)
      assert.deepStrictEqual(yield* formsOf(desk), [sam, { ...sam, twofactorkey: "123456" }])

      // A later login starts without a key, and asks for another.
      yield* desk.change("sam@desk.example", { twoFactorKey: "654321" })
      yield* TestClock.adjust("11 minutes")
      yield* readInfo(kayako)
      assert.deepStrictEqual((yield* formsOf(desk)).slice(2), [sam, { ...sam, twofactorkey: "654321" }])
      assert.deepStrictEqual(left, [])
      // No prompt asked Jane for one.
      yield* Effect.provide(manage(desk), layer).pipe(Effect.flatMap(({ session }) => session))
      assert.notProperty((yield* formsOf(desk)).at(-1), "twofactorkey")
    })
  )

  it.effect("T32 a mistyped key is asked for twice more, and each key is sent once (U10)", () =>
    Effect.gen(function* () {
      for (const [wrongKeyStatus, tag, keys] of [
        ["2", "SecondFactorRejected", ["000000", "111111", "222222"]],
        ["-1", "InvalidCredentials", ["000000"]]
      ] as const) {
        const desk = yield* KayakoEmulator.make({ wrongKeyStatus })
        const { layer, left } = answering(...keys, "123456")
        const kayako = yield* Effect.provide(manage(desk, sam), layer)
        assert.strictEqual(yield* outcome(kayako.session), tag)
        assert.deepStrictEqual(left, ["123456"])
        assert.strictEqual(yield* desk.attempts, 1 + keys.length)
        // The next caller, and those of the next minutes, ask no one.
        yield* TestClock.adjust(Duration.millis(299_999))
        assert.strictEqual(yield* outcome(kayako.session), tag)
        assert.strictEqual(yield* desk.attempts, 1 + keys.length)
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* outcome(kayako.session), tag === "SecondFactorRejected" ? "success" : tag)
      }
      const desk = yield* KayakoEmulator.make()
      assert.strictEqual(yield* outcome((yield* manage(desk, sam)).session), "SecondFactorRequired")
    })
  )
})

describe("credentials", () => {
  it.effect("T33 of exactly 0 are reported before anything is sent", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: true })
      for (const [username, password, field] of [
        ["0", "p", "username"],
        ["jane", "0", "password"],
        ["", "p", "username"],
        ["jane", "", "password"]
      ] as const) {
        const reason = yield* reasonOf(manage(desk, { username, password }))
        assert.deepInclude(reason, { _tag: "InvalidConfiguration", field })
        const credentials = Effect.succeed({ username, password: Redacted.make(password) })
        const kayako = yield* Effect.provide(makeKayako({ url: desk.url, credentials }), desk.layer)
        assert.deepInclude(yield* reasonOf(kayako.session), { _tag: "InvalidConfiguration", field })
      }
      assert.strictEqual(yield* desk.attempts, 0)
      const zeros = yield* KayakoEmulator.make({ accounts: [{ username: "00", password: "0.0", staffid: "1" }] })
      assert.strictEqual(yield* outcome((yield* manage(zeros, { username: "00", password: "0.0" })).session), "success")
    })
  )

  it.effect("T34 names that the desk counts as one are guarded apart: nothing is reckoned here", () =>
    Effect.gen(function* () {
      const accounts = [
        { username: "a+b", password: "p", staffid: "1" },
        { username: "a b", password: "p", staffid: "2" }
      ]
      const desk = yield* KayakoEmulator.make({ accounts, lockout: { retries: 1 } })
      const plus = yield* manage(desk, { username: "a+b", password: "x" })
      assert.strictEqual(yield* outcome(plus.session), "InvalidCredentials")
      const space = yield* manage(desk, { username: "a b", password: "p" })
      assert.strictEqual(yield* outcome(space.session), "success")
      assert.deepStrictEqual(
        (yield* requestsOf(desk, "login")).map(({ body }) => body),
        ["username=a%2Bb&password=x", "username=a+b&password=p"]
      )
      // The desk, though, counts the failure of one against the other.
      yield* refusesLogin(desk, "InvalidCredentials")
      yield* manage(desk, { username: "a+b", password: "y" }).pipe(
        Effect.flatMap(({ session }) => Effect.exit(session))
      )
      const locked = yield* reasonOf((yield* manage(desk, { username: "a b", password: "p" })).session)
      assert.match("detail" in locked ? (locked.detail ?? "") : "", /^Login locked/)
    })
  )
})
