/** What failed logins teach, whom they answer and for how long, and what is logged of them. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import type * as Random from "effect/Random"
import {
  AccessDenied,
  AuthError,
  InvalidConfiguration,
  InvalidCredentials,
  RateLimited,
  type Reason,
  Unavailable,
  VendorFailure
} from "../../src/index.ts"
import { isSame } from "../../src/internal/comparable.ts"
import { FailureLog } from "../../src/internal/account/FailureLog.ts"
import { FailureMemory } from "../../src/internal/account/FailureMemory.ts"

const minute = 60_000
const hour = 3_600_000

const failed = (reason: Reason) => Exit.fail(new AuthError({ vendor: "fake", operation: "login", reason }))
const refused = new InvalidCredentials({})
const doubtful = new InvalidCredentials({ possiblyLostChallenge: true })
const unavailable = new Unavailable({})
const wrong = { credentials: "wrong", isProven: false }
const worked = { credentials: "worked", isProven: true }

const chance = (share: number): Random.Random => ({ nextDoubleUnsafe: () => share, nextIntUnsafe: () => 0 })

describe("credentials that were refused", () => {
  it("are not sent again, whenever they are asked about, until there are others", () => {
    const memory = new FailureMemory<string>(isSame)
    const exit = failed(refused)
    assert.strictEqual(memory.remember(refused, exit, wrong, 1000), "guard")
    assert.strictEqual(memory.answer(1000, true), exit)
    assert.strictEqual(memory.guardOn("wrong", Number.MAX_SAFE_INTEGER), exit)
    assert.isUndefined(memory.guardOn("right", 1000))
    assert.isUndefined(memory.answer(1000, true))
    assert.isFalse(memory.isGuarded(1000))
    assert.isTrue(memory.knowsBad(1000))
    assert.strictEqual(memory.guardOn("wrong", 1000), exit)
    assert.isTrue(memory.isGuarded(1000))
    assert.strictEqual(memory.blockedFor(1000), Infinity)
  })

  it("are looked at again every ten seconds where they may change", () => {
    const memory = new FailureMemory<string>(isSame)
    const exit = failed(refused)
    memory.remember(refused, exit, wrong, 1000)
    assert.strictEqual(memory.answer(1000, false), exit)
    assert.strictEqual(memory.answer(10_999, false), exit)
    assert.isUndefined(memory.answer(11_000, false))
    assert.strictEqual(memory.answer(11_000, true), exit)
    memory.noteLook(11_000)
    assert.strictEqual(memory.answer(20_999, false), exit)
    assert.isUndefined(memory.answer(10_999, false), "the clock was set back")
  })

  it("are sent again when the vendor's guard time is over", () => {
    const memory = new FailureMemory<string>(isSame)
    const reason = new InvalidCredentials({ retryAfter: Duration.minutes(5) })
    memory.remember(reason, failed(reason), wrong, 0)
    assert.deepStrictEqual([memory.isGuarded(5 * minute - 1), memory.knowsBad(5 * minute - 1)], [true, true])
    assert.deepStrictEqual([memory.isGuarded(5 * minute), memory.knowsBad(5 * minute)], [false, false])
    assert.strictEqual(memory.blockedFor(minute), 4 * minute)
    assert.strictEqual(memory.blockedFor(5 * minute), 0)
    assert.isUndefined(memory.answer(5 * minute, true))
    assert.isUndefined(memory.guardOn("wrong", 5 * minute))
  })

  it("are remembered, the last eight of them", () => {
    const memory = new FailureMemory<string>(isSame)
    const exits = Array.from({ length: 9 }, () => failed(refused))
    for (const [index, exit] of exits.entries())
      memory.remember(refused, exit, { credentials: `wrong ${index}`, isProven: false }, 0)
    const known = exits.map((exit, index) => memory.guardOn(`wrong ${index}`, 0) === exit)
    assert.deepStrictEqual(known, [false, ...Array.from({ length: 8 }, () => true)])
    // The same ones take no second place.
    for (let index = 0; index < 9; index++) memory.remember(refused, failed(refused), wrong, 0)
    assert.isDefined(memory.guardOn("wrong 8", 0))
  })

  it("where a code may mean them, the vendor's guard time says so", () => {
    for (const [reason, set] of [
      [new VendorFailure({ code: "7", retryAfter: Duration.minutes(1) }), "guard"],
      [new VendorFailure({ code: "7" }), "outage"]
    ] as const)
      assert.strictEqual(new FailureMemory<string>(isSame).remember(reason, failed(reason), wrong, 0), set)
  })
})

describe("an account that is denied", () => {
  it("is asked again after five minutes, which double to an hour", () => {
    const memory = new FailureMemory<string>(isSame)
    const reason = new AccessDenied({})
    const pauses = Array.from({ length: 6 }, () => {
      assert.strictEqual(memory.remember(reason, failed(reason), wrong, 0), "guard")
      return memory.blockedFor(0) / minute
    })
    assert.deepStrictEqual(pauses, [5, 10, 20, 40, 60, 60])
  })
})

describe("a refusal that may be a lost challenge", () => {
  const memory = () => new FailureMemory<string>(isSame)

  it("is a guard of five minutes, moved by up to a fifth; one minute, by up to a half, where the credentials have worked", () => {
    for (const [isProven, share, millis] of [
      [false, 0.5, 5 * minute],
      [false, 0, 4 * minute],
      [false, 1, 6 * minute],
      [true, 0.5, minute],
      [true, 0, minute / 2],
      [true, 1, 1.5 * minute]
    ] as const)
      assert.closeTo(memory().guardFor(doubtful, "x", isProven, chance(share)) ?? NaN, millis, 1e-6)
  })

  it("doubles with each refusal, here or in other processes, to an hour", () => {
    const own = memory()
    const pauses = Array.from({ length: 6 }, () => {
      const millis = own.guardFor(doubtful, "x", false, chance(0.5))
      own.remember(doubtful, failed(doubtful), { credentials: "x", isProven: false }, 0, millis)
      return (millis ?? NaN) / minute
    })
    assert.deepStrictEqual(pauses, [5, 10, 20, 40, 60, 60])
    const shared = [0, 1, 2, 3, 4, 5].map((refusals) => memory().guardFor(doubtful, "x", false, chance(0.5), refusals))
    assert.deepStrictEqual(
      shared.map((millis) => (millis ?? NaN) / minute),
      [5, 10, 20, 40, 60, 60]
    )
  })

  it("lasts at least as long as the vendor asks", () => {
    const asked = new InvalidCredentials({ possiblyLostChallenge: true, retryAfter: Duration.hours(2) })
    assert.strictEqual(memory().guardFor(asked, "x", false, chance(0.5)), 2 * hour)
    const short = new InvalidCredentials({ possiblyLostChallenge: true, retryAfter: Duration.seconds(1) })
    assert.strictEqual(memory().guardFor(short, "x", false, chance(0.5)), 5 * minute)
  })

  it("other refusals have no end but the vendor's, and what is no refusal is nothing to tell", () => {
    assert.strictEqual(memory().guardFor(refused, "x", false, chance(0.5)), Infinity)
    const asked = new InvalidCredentials({ retryAfter: Duration.minutes(3) })
    assert.strictEqual(memory().guardFor(asked, "x", false, chance(0.5)), 3 * minute)
    for (const reason of [unavailable, new AccessDenied({}), new InvalidConfiguration({ field: "url", detail: "" })])
      assert.isUndefined(memory().guardFor(reason, "x", false, chance(0.5)))
  })
})

describe("an outage", () => {
  it("answers everyone for a second, which doubles to thirty", () => {
    const memory = new FailureMemory<string>(isSame)
    const exit = failed(unavailable)
    const pauses = Array.from({ length: 7 }, (_, index) => {
      assert.strictEqual(memory.remember(unavailable, exit, index % 2 === 0 ? worked : undefined, 0), "outage")
      return memory.blockedFor(0) / 1000
    })
    assert.deepStrictEqual(pauses, [1, 2, 4, 8, 16, 30, 30])
    assert.strictEqual(memory.answer(0, false), exit)
    assert.strictEqual(memory.answer(29_999, false), exit)
    assert.isUndefined(memory.answer(30_000, false))
    assert.isUndefined(memory.answer(-1, false), "the clock was set back")
    memory.endOutage()
    assert.isUndefined(memory.answer(0, false))
    assert.deepStrictEqual([memory.blockedFor(0), memory.failures], [0, 0])
  })

  it("lasts as long as the server asks, at most an hour", () => {
    for (const [asked, millis] of [
      [Duration.minutes(5), 5 * minute],
      [Duration.hours(5), hour]
    ] as const) {
      const memory = new FailureMemory<string>(isSame)
      const reason = new RateLimited({ retryAfter: asked })
      memory.remember(reason, failed(reason), worked, 0)
      assert.strictEqual(memory.blockedFor(0), millis)
    }
  })

  it("goes before a guard, and a refusal ends it", () => {
    const memory = new FailureMemory<string>(isSame)
    const [guard, outage] = [failed(refused), failed(unavailable)]
    memory.remember(refused, guard, wrong, 0)
    memory.pause(unavailable, outage, 0)
    assert.strictEqual(memory.answer(0, true), outage)
    assert.strictEqual(memory.lastFailure, unavailable)
    assert.strictEqual(memory.answer(1000, true), guard)
    memory.remember(refused, guard, wrong, 0)
    assert.strictEqual(memory.answer(0, true), guard)
  })
})

it("failures in a row are counted from the first one, and what cost no request answers no other caller", () => {
  const memory = new FailureMemory<string>(isSame)
  const local = new InvalidConfiguration({ field: "url", detail: "is missing" })
  assert.isUndefined(memory.remember(local, failed(local), worked, 1000))
  assert.deepStrictEqual([memory.failures, memory.since, memory.lastFailure], [1, 1000, local])
  assert.isUndefined(memory.answer(1000, true))
  memory.remember(unavailable, failed(unavailable), worked, 2000)
  assert.deepStrictEqual([memory.failures, memory.since, memory.lastFailure], [2, 1000, unavailable])
})

describe("log lines", () => {
  const lines: Array<string> = []
  const logger = Logger.make(({ message }) => void lines.push(String(message)))
  const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.suspend(() => {
      lines.length = 0
      return effect.pipe(
        Effect.andThen(Effect.sync(() => [...lines])),
        Effect.provideService(Logger.CurrentLoggers, new Set([logger]))
      )
    })
  const failure = (rest: object = {}) => ({
    vendor: "fake",
    server: "https://a.example",
    account: "1f",
    cause: "login",
    reason: new VendorFailure({ code: "7", detail: 'says "no"' }),
    millis: 12,
    ...rest
  })
  const other = { reason: unavailable, account: undefined }

  it.effect("say what failed, once a minute for each kind, and then how often", () =>
    Effect.gen(function* () {
      const log = new FailureLog()
      const subject = "vendor=fake server=https://a.example reason=VendorFailure code=7"
      const rest = 'account=1f cause=login detail="says \\"no\\"" millis=12'
      assert.deepStrictEqual(yield* logged(log.failed(failure(), 0)), [`login failed ${subject} ${rest}`])
      assert.deepStrictEqual(yield* logged(log.failed(failure(), 59_999)), [])
      assert.deepStrictEqual(yield* logged(log.failed(failure(other), 59_999)), [
        "login failed vendor=fake server=https://a.example reason=Unavailable cause=login millis=12"
      ])
      assert.deepStrictEqual(yield* logged(log.failed(failure(), 60_000)), [
        `login failed ${subject} ${rest} repeated=1`
      ])
      assert.deepStrictEqual(yield* logged(log.failed(failure(), 59_999)), [`login failed ${subject} ${rest}`])
    })
  )

  it.effect("tell what was counted when logins of that server work again, and at the end", () =>
    Effect.gen(function* () {
      const log = new FailureLog()
      const servers = ["https://a.example", "https://b.example"]
      for (const server of servers) for (let index = 0; index < 3; index++) yield* log.failed(failure({ server }), 0)
      const told = (server: string) =>
        `login failed vendor=fake server=${server} reason=VendorFailure code=7 repeated=2`
      assert.deepStrictEqual(yield* logged(log.recovered("https://a.example")), [told("https://a.example")])
      assert.deepStrictEqual(yield* logged(log.recovered("https://a.example")), [])
      assert.strictEqual((yield* logged(log.failed(failure(), 1))).length, 1)
      assert.deepStrictEqual(yield* logged(log.end()), [told("https://b.example")])
      assert.deepStrictEqual(yield* logged(log.end()), [])
    })
  )

  it.effect("count 64 kinds, and tell the oldest one's count when it makes room", () =>
    Effect.gen(function* () {
      const log = new FailureLog()
      const server = (index: number) => `https://s${index}.example`
      for (let index = 0; index < 64; index++) yield* log.failed(failure({ server: server(index) }), 0)
      yield* log.failed(failure({ server: server(0) }), 0)
      yield* log.failed(failure({ server: server(1) }), 60_000)
      const lines = yield* logged(log.failed(failure({ server: server(64) }), 0))
      assert.strictEqual(lines.length, 2)
      assert.include(lines[0], `server=${server(0)} reason=VendorFailure code=7 repeated=1`)
      assert.include(lines[1], `server=${server(64)} `)
      assert.strictEqual((yield* logged(log.failed(failure({ server: server(65) }), 0))).length, 1)
    })
  )
})

describe("a login that worked", () => {
  it("forgets the refusal of its credentials, and keeps those of others", () => {
    const memory = new FailureMemory<string>(isSame)
    for (const credentials of ["a", "b"]) {
      memory.remember(refused, failed(refused), { credentials, isProven: false }, 0)
    }
    memory.forgive({ credentials: "a", isProven: true })
    assert.deepStrictEqual([memory.isGuarded(1), memory.failures, memory.lastFailure], [false, 0, undefined])
    assert.isUndefined(memory.guardOn("a", 1))
    assert.isDefined(memory.guardOn("b", 1))
    assert.isFalse(memory.isEmpty)
    memory.forgive({ credentials: "b", isProven: true })
    assert.isTrue(memory.isEmpty)
  })

  it("in another process forgets the refusal of the credentials seen last", () => {
    const memory = new FailureMemory<string>(isSame)
    for (const credentials of ["a", "b"]) {
      memory.remember(refused, failed(refused), { credentials, isProven: false }, 0)
    }
    memory.guardOn("a", 1)
    memory.forgive(undefined)
    assert.isUndefined(memory.guardOn("a", 1))
    assert.isDefined(memory.guardOn("b", 1))
  })
})
