/** What an account and its sessions know of themselves, before anything is done with them. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { Closed, InvalidCredentials, type SessionEvent } from "../../src/index.ts"
import type { SessionDriver } from "../../src/Driver.ts"
import * as Metrics from "../../src/Metrics.ts"
import { AccountState } from "../../src/internal/account/AccountState.ts"
import { LiveSession } from "../../src/internal/account/LiveSession.ts"
import { LoginAttempt } from "../../src/internal/account/LoginAttempt.ts"
import { captureRuntime, runtimeOptionsOf } from "../../src/internal/account/runtime.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

class Account extends AccountState<FakeSession, string> {
  readonly asked: Array<string> = []
  refreshSlot(index: number) {
    this.asked.push(`refresh ${index}`)
  }
  keepSlotAlive(index: number) {
    this.asked.push(`keep alive ${index}`)
    return Effect.void
  }
}

const make = (rest: Partial<SessionDriver<FakeSession, string>> = {}, base = makeFake().driver("a")) =>
  Effect.gen(function* () {
    const events: Array<SessionEvent> = []
    const runtime = yield* captureRuntime({ ...runtimeOptionsOf({}), publish: (event) => void events.push(event) })
    const changed: Array<unknown> = []
    const account = new Account({ ...base, ...rest }, { ...runtime, changed: (slot) => void changed.push(slot) })
    return { account, events, changed }
  })

let ids = 0
const live = (lifetime = {}) => {
  const id = ++ids
  return new LiveSession({ id: `s${id}`, value: { account: "a", id }, issuedAt: 0, lifetime }, { jitter: 0.5 })
}

const counted = Effect.provideServiceEffect(
  Metric.MetricRegistry,
  Effect.sync(() => new Map())
)

const count = (metric: typeof Metrics.openSessions) =>
  Effect.map(
    Metric.value(Metric.withAttributes(metric, { vendor: "fake", server: "https://fake.example" })),
    (state) => state.count
  )

it.effect("a slot goes from empty to open, renewing and back, and counts its session once", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const slot = account.first
    const attempt = new LoginAttempt<FakeSession, string>("login", 0, undefined)
    const [first, second] = [live(), live()]
    const is = () => [slot.live, slot.attempt, slot.isLoggingIn]
    assert.deepStrictEqual(is(), [undefined, undefined, false])
    assert.isUndefined(slot.empty())
    slot.start(attempt)
    assert.deepStrictEqual(is(), [undefined, attempt, true])
    assert.isUndefined(slot.open(first))
    assert.deepStrictEqual(is(), [first, attempt, true])
    slot.end()
    assert.deepStrictEqual(is(), [first, undefined, false])
    slot.start(attempt)
    assert.strictEqual(slot.open(second), first)
    assert.strictEqual(yield* count(Metrics.openSessions), 1)
    assert.strictEqual(slot.empty(), second)
    assert.deepStrictEqual(is(), [undefined, attempt, true])
    slot.end()
    assert.strictEqual(yield* count(Metrics.openSessions), 0)
    assert.isUndefined(slot.empty())
    assert.strictEqual(yield* count(Metrics.openSessions), 0)
  }).pipe(counted)
)

it.effect("sessions that were replaced are found, and ended with the one that is open", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const slot = account.first
    const [first, second, third] = [live(), live(), live()]
    assert.deepStrictEqual(slot.emptyAll(), [])
    slot.retireLive()
    assert.deepStrictEqual(slot.retired, [])
    slot.open(first)
    slot.retireLive()
    assert.deepStrictEqual([slot.live, slot.retired], [undefined, [first]])
    slot.open(second)
    slot.retireLive()
    slot.open(third)
    assert.deepStrictEqual(slot.retired, [first, second])
    assert.deepStrictEqual(
      [first, second, third, live()].map(({ session }) => slot.find(session)),
      [first, second, third, undefined]
    )
    assert.deepStrictEqual(slot.emptyAll(), [first, second, third])
    assert.deepStrictEqual([slot.live, slot.retired], [undefined, []])
    slot.open(first)
    slot.retireLive()
    assert.deepStrictEqual(slot.emptyAll(), [first])
    slot.retire([second])
    slot.retire([])
    assert.deepStrictEqual(slot.retired, [])
  })
)

it.effect("a slot remembers a logout until it has ended", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const slot = account.first
    const logout = yield* Effect.forkChild(Effect.never)
    slot.addLogout(logout)
    assert.deepStrictEqual(slot.logouts, [logout])
    yield* Fiber.interrupt(logout)
    assert.deepStrictEqual(slot.logouts, [])
  })
)

it.effect("a fresh session is one that nothing has to be done about, and asking for it is noted", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const slot = account.first
    assert.isUndefined(slot.fresh())
    assert.strictEqual(slot.lastRequestedAt, 0)
    const stale = live({ absoluteTimeout: Duration.millis(-1) })
    slot.open(stale)
    assert.isUndefined(slot.fresh())
    const good = live()
    slot.open(good)
    assert.strictEqual(slot.fresh(), good)
    slot.start(new LoginAttempt<FakeSession, string>("soft", 0, undefined))
    assert.strictEqual(slot.fresh(), good)
    slot.noteRequest(7)
    slot.pauseRenewal(9)
    assert.deepStrictEqual([slot.lastRequestedAt, slot.renewNotBefore], [7, 9])
  })
)

it.effect("a slot asks its account for what takes time", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const second = account.addSlot()
    assert.deepStrictEqual([account.first.index, second.index, account.addSlot().index], [0, 1, 2])
    assert.strictEqual(account.slots.length, 3)
    second.refresh()
    second.keepAlive()
    assert.deepStrictEqual(account.asked, ["refresh 1", "keep alive 1"])
    assert.isFalse(second.account.isClosed)
    account.shut()
    assert.deepStrictEqual([second.account.isClosed, account.isClosed], [true, true])
    const open = live()
    second.open(open)
    assert.strictEqual(account.slotOf(open.session), second)
    assert.strictEqual(account.slotOf(live().session), account.first)
    assert.deepStrictEqual(account.sessions, [open.session])
  })
)

it.effect("U14 without the code that remembers failures, a failed login answers every caller until a reset", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    const exit = account.fail(new InvalidCredentials({}))
    account.block(exit)
    assert.strictEqual(account.remembered(0), exit)
    assert.strictEqual(account.remembered(86_400_000), exit)
    account.forgetFailures()
    assert.isUndefined(account.remembered(0))
  })
)

it.effect("a failure blocks all slots of an account until it is forgotten", () =>
  Effect.gen(function* () {
    const { account, changed } = yield* make()
    const reason = new InvalidCredentials({})
    assert.strictEqual(account.gate?.memory?.blockedFor(0) ?? 0, 0)
    const exit = account.fail(reason)
    account.openGate().openMemory()?.remember(reason, exit, { credentials: "a", isProven: false }, 0)
    account.noteGuarded(true)
    account.noteGuarded(true)
    assert.strictEqual(yield* count(Metrics.guardedAccounts), 1)
    assert.deepStrictEqual([account.gate?.memory?.blockedFor(0), account.remembered(0)], [Infinity, exit])
    account.first.pauseRenewal(1000)
    account.forgetFailures()
    assert.deepStrictEqual([account.first.renewNotBefore, changed, account.gate], [0, [account.first], undefined])
    assert.isUndefined(account.remembered(0))
    assert.strictEqual(yield* count(Metrics.guardedAccounts), 0)
  }).pipe(counted)
)

it.effect("callers wait for the last request", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    yield* account.whenDrained
    account.startRequest()
    account.startRequest()
    assert.strictEqual(account.inFlight, 2)
    const waiting = yield* Effect.forkChild(Effect.all([account.whenDrained, account.whenDrained]))
    yield* Effect.yieldNow
    account.endRequest()
    assert.isUndefined(waiting.pollUnsafe())
    account.endRequest()
    yield* Fiber.join(waiting)
    assert.strictEqual(account.inFlight, 0)
  })
)

it.effect("credentials that have worked are known by their hash; fixed ones need none", () =>
  Effect.gen(function* () {
    const { account } = yield* make({ fixedCredentials: false })
    assert.isFalse(account.isProven("right"))
    account.prove("right")
    assert.deepStrictEqual([account.isProven("right"), account.isProven("other")], [true, false])
    const fixed = (yield* make()).account
    assert.isFalse(fixed.isProven("right"))
    fixed.prove("right")
    assert.isTrue(fixed.isProven("right"))
  })
)

it.effect("an account is named by a hash of what names it, without its secrets", () =>
  Effect.gen(function* () {
    const sharing = (...names: ReadonlyArray<string | Redacted.Redacted>) => ({
      fixedCredentials: false,
      sharing: {
        codec: Schema.Struct({ account: Schema.String, id: Schema.Finite }),
        account: (credentials: string) => [credentials, ...names]
      }
    })
    const hashOf = (credentials: string, rest: Partial<SessionDriver<FakeSession, string>>) =>
      Effect.map(make(rest), ({ account }) => {
        account.identify(credentials)
        return account.accountHash
      })
    const plain = yield* hashOf("a", sharing())
    assert.match(String(plain), /^[\da-f]{8}$/)
    assert.strictEqual(yield* hashOf("a", sharing(Redacted.make("secret"))), plain)
    assert.notStrictEqual(yield* hashOf("b", sharing()), plain)
    assert.notStrictEqual(yield* hashOf("a", { ...sharing(), origin: "https://other.example" }), plain)
    assert.notStrictEqual(yield* hashOf("a", { ...sharing(), vendor: "other" }), plain)
    assert.isUndefined(yield* hashOf("a", {}))
    const { account } = yield* make(sharing())
    account.identify("a")
    account.identify("b")
    assert.strictEqual(account.accountHash, yield* hashOf("b", sharing()))
    const fixed = (yield* make({ ...sharing(), fixedCredentials: true })).account
    fixed.identify("a")
    fixed.identify("b")
    assert.strictEqual(fixed.accountHash, plain)
  })
)

it.effect("what happens is published with the vendor and the time, and a failure is one of the session", () =>
  Effect.gen(function* () {
    const { account, events } = yield* make()
    account.publish({ _tag: "LoginStarted", cause: "login" })
    assert.deepStrictEqual(events, [{ vendor: "fake", at: 0, _tag: "LoginStarted", cause: "login" }])
    const exit = account.fail(new Closed())
    const error = yield* Effect.flip(exit)
    assert.deepStrictEqual([error.vendor, error.operation, error.reason._tag], ["fake", "session", "Closed"])
    assert.isTrue(Exit.isFailure(exit))
  })
)

it.effect("a gate is kept while it knows something, and can be shared with a successor", () =>
  Effect.gen(function* () {
    const { account } = yield* make()
    assert.isUndefined(account.gate)
    account.tidyGate()
    const gate = account.openGate()
    assert.strictEqual(account.openGate(), gate)
    gate.pin(true)
    account.tidyGate()
    assert.strictEqual(account.gate, gate)
    const successor = (yield* make()).account
    successor.inheritGate(gate)
    assert.strictEqual(successor.gate, gate)
    gate.pin(false)
    account.tidyGate()
    assert.isUndefined(account.gate)
  })
)
