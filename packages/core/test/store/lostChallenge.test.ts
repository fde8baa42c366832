/** A refusal of good credentials, because another client took the challenge: a fleet on one store pays once per guard. */
import { assert, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials } from "../../src/index.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import { emptyRecord, printRecord } from "../../src/internal/store/record.ts"
import { tagOf } from "../fixtures/account.ts"
import { key, pass, Processes, secretOf } from "./processes.ts"

const lost = new InvalidCredentials({ code: "INVALID_USER_CREDENTIALS", possiblyLostChallenge: true })

/** Asks with a new process every five seconds until one logs in. Returns the minutes until then. */
const minutesToNextLogin = (all: Processes) =>
  Effect.gen(function* () {
    const before = all.account.tried.length
    for (let seconds = 0; seconds < 8000; seconds += 5) {
      yield* tagOf(Effect.scoped(Effect.flatMap(all.start(), ({ session }) => session)))
      if (all.account.tried.length > before) return seconds / 60
      yield* TestClock.adjust("5 seconds")
    }
    return Infinity
  })

it.effect("U02 a fleet pays once per guard, whose length doubles for new processes too, and works when it ends", () =>
  Effect.gen(function* () {
    const all = new Processes()
    all.account.reason = lost
    const fleet = yield* Effect.replicateEffect(all.start(), 10)
    for (const manager of fleet) assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.strictEqual(all.account.tried.length, 1)
    for (const expected of [5, 10, 20]) {
      const waited = yield* minutesToNextLogin(all)
      assert.isAtLeast(waited, expected * 0.8)
      assert.isAtMost(waited, expected * 1.2 + 0.2)
      for (const manager of fleet) assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    }
    assert.strictEqual(all.account.tried.length, 4)
    all.account.reason = undefined
    yield* TestClock.adjust("50 minutes")
    for (const manager of fleet) assert.strictEqual(secretOf(yield* manager.session), "secret-5")
  })
)

it.effect("U02 a new process knows from the store that the credentials have worked, and tries after a minute", () =>
  Effect.gen(function* () {
    const all = new Processes()
    const first = yield* all.start()
    const session = yield* first.session
    all.account.reason = lost
    all.account.dead.add(secretOf(session))
    yield* tagOf(Effect.flatMap(first.invalidate(session), () => first.session))
    assert.strictEqual(all.account.tried.length, 2)
    for (const expected of [1, 2, 4]) {
      const waited = yield* minutesToNextLogin(all)
      assert.isAtLeast(waited, expected * 0.5)
      assert.isAtMost(waited, expected * 1.5 + 0.2)
    }
  })
)

it.effect("U02 noting use of a session keeps the note that the credentials have worked", () =>
  Effect.gen(function* () {
    const all = new Processes()
    all.account.lifetime = { idleTimeout: Duration.minutes(10) }
    const clock = yield* Clock.Clock
    const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
    const cipher = yield* makeCipher([key])
    const written: Array<string> = []
    const write: typeof backend.write = (slot, token, record) =>
      Effect.tap(backend.write(slot, token, record), () =>
        Effect.map(Effect.orDie(cipher.open(slot, record.value)), (text) => void written.push(text))
      )
    const manager = yield* all.start({ backend: { ...backend, write } })
    yield* manager.session
    yield* TestClock.adjust("5 minutes")
    yield* manager.client.get("/x")
    yield* pass(200)
    assert.strictEqual(written.length, 2)
    for (const text of written) assert.match(text, /"proven":"[\da-f]{8}\.[\da-f]{64}"/)
  })
)

it.effect(
  "U02 a refusal written by an earlier version, which said nothing of lost challenges, ends after an hour",
  () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const cipher = yield* makeCipher([key])
      all.account.reason = lost
      let slot = ""
      const write: typeof backend.write = (...args) => {
        slot = args[0]
        return backend.write(...args)
      }
      yield* tagOf((yield* all.start({ backend: { ...backend, write } })).session)
      const fingerprint = (yield* cipher.fingerprint("right")) ?? ""
      const guard = { fingerprint, reason: new InvalidCredentials({}) }
      const value = yield* cipher.close(slot, yield* printRecord({ ...emptyRecord(slot), guard }))
      assert.isTrue(yield* backend.acquire(slot, "old", 1000))
      assert.isTrue(yield* backend.write(slot, "old", { id: "", value, keepMillis: 1000 }))
      yield* backend.release(slot, "old")
      const ask = Effect.flatMap(all.start({ backend }), ({ session }) => tagOf(session))
      all.account.reason = undefined
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(yield* ask, "InvalidCredentials")
      assert.strictEqual(all.account.tried.length, 1)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* ask, "success")
    })
)

it.effect("U02 a refusal without that doubt holds until the credentials change", () =>
  Effect.gen(function* () {
    const all = new Processes()
    all.account.reason = new InvalidCredentials({})
    yield* tagOf((yield* all.start()).session)
    yield* TestClock.adjust("20 days")
    assert.strictEqual(yield* tagOf((yield* all.start()).session), "InvalidCredentials")
    assert.strictEqual(all.account.tried.length, 1)
    all.account.reason = undefined
    all.account.password = "another"
    assert.strictEqual(yield* tagOf((yield* all.start()).session), "success")
  })
)
