/** A session rejected in flight: compare, renew, and send once more where that is harmless. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, replaySafe } from "../../src/index.ts"
import { Account, atOnce, repeat, tagOf } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), set)
    const manager = yield* account.manager()
    yield* manager.session
    account.dead.add("secret-1")
    return { account, manager }
  })

const because = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.match(effect, {
    onFailure: (error) =>
      error instanceof AuthError && error.reason._tag === "ReplayImpossible" ? error.reason.because : String(error),
    onSuccess: () => "success"
  })

it.effect("a safe request is sent once more with a fresh session", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    const response = yield* manager.client.get("/x")
    assert.strictEqual(yield* response.text, "done")
    assert.deepStrictEqual(
      account.sent.map(({ session }) => session),
      ["secret-1", "secret-2"]
    )
  })
)

it.effect("a hundred late rejections of one session make one login", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ callTakes: "1 second" })
    const calls = yield* Effect.forkChild(atOnce(100, manager.client.get("/x")))
    // Fifty more leave with the dead session just before it is found out.
    yield* TestClock.adjust("900 millis")
    const late = yield* Effect.forkChild(atOnce(50, manager.client.get("/x")))
    yield* TestClock.adjust("5 seconds")
    yield* Fiber.join(calls)
    yield* Fiber.join(late)
    assert.strictEqual(account.tried.length, 2)
    assert.strictEqual(account.sent.length, 300)
  })
)

it.effect("an unsafe request is not sent again where the vendor may have worked, and the fresh session is there", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    assert.strictEqual(yield* because(manager.client.post("/x")), "safety")
    assert.strictEqual(account.sent.length, 1)
    assert.strictEqual(account.tried.length, 2)
    yield* manager.client.post("/x")
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("an unsafe request is sent again when its caller says that twice is harmless", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    yield* replaySafe(manager.client.post("/x"))
    assert.strictEqual(account.sent.length, 2)
  })
)

it.effect("where the vendor rejects before any work, every body that can be read again is sent again", () =>
  Effect.gen(function* () {
    const bodies: ReadonlyArray<HttpBody.HttpBody> = [
      HttpBody.empty,
      HttpBody.text("a"),
      HttpBody.uint8Array(new Uint8Array([1])),
      HttpBody.formData(new FormData()),
      HttpBody.raw("text"),
      HttpBody.raw(new Uint8Array([1]))
    ]
    for (const body of bodies) {
      const { account, manager } = yield* make({ rejectedBeforeWork: true })
      yield* manager.client.post("/x", { body })
      assert.strictEqual(account.sent.length, 2)
    }
  })
)

it.effect("a body that can be read once is never sent again", () =>
  Effect.gen(function* () {
    const once = [HttpBody.stream(Stream.make(new Uint8Array([1]))), HttpBody.raw(new ReadableStream())]
    for (const body of once) {
      const { account, manager } = yield* make({ rejectedBeforeWork: true })
      assert.strictEqual(yield* because(manager.client.post("/x", { body })), "body")
      assert.strictEqual(account.sent.length, 1)
      assert.strictEqual((yield* manager.status).state, "active")
    }
  })
)

it.effect("a server that rejects everything costs one login and two requests, and never loops", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reply: () => new Response("no", { status: 401 }) })
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "SessionRejected")
    assert.strictEqual(account.tried.length, 2)
    assert.strictEqual(account.sent.length, 2)
    assert.strictEqual((yield* manager.status).state, "none")
  })
)

it.effect("sessions that keep dying young back off, a second doubling to a minute", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reply: () => new Response("no", { status: 401 }) })
    yield* repeat(20, tagOf(manager.client.get("/x")))
    assert.strictEqual(account.tried.length, 3)
    for (const [index, pause] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
      yield* TestClock.adjust(pause * 1000 - 1)
      assert.strictEqual(yield* tagOf(manager.client.get("/x")), "SessionRejected")
      assert.strictEqual(account.tried.length, index + 3)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* tagOf(manager.client.get("/x")), "SessionRejected")
      assert.strictEqual(account.tried.length, index + 4)
    }
    yield* manager.reset
    account.reply = () => new Response("done")
    yield* manager.client.get("/x")
  })
)

it.effect("a session that worked for a minute clears the early rejections before it", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    for (let count = 1; count <= 6; count++) {
      yield* TestClock.adjust(count % 2 === 0 ? "1 minute" : "1 second")
      account.dead.add(`secret-${account.tried.length}`)
      yield* manager.client.get("/x")
    }
    assert.strictEqual(account.tried.length, 7)
  })
)

it.effect("a session that was replaced in time and then renewed after a minute forgives, too", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    yield* manager.client.get("/x")
    account.dead.add("secret-2")
    yield* manager.client.get("/x")
    yield* TestClock.adjust("1 minute")
    const session = yield* manager.renew(yield* manager.session)
    account.dead.add("secret-4")
    yield* manager.client.get("/x")
    assert.notStrictEqual(yield* manager.session, session)
    assert.strictEqual(account.tried.length, 5)
  })
)

it.effect("when the login after a rejection fails, that failure is told", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    account.password = "wrong"
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "InvalidCredentials")
    assert.strictEqual(account.sent.length, 1)
  })
)
