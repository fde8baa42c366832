/** What the gate of an account remembers of sessions that are rejected soon after login. */
import { assert, it } from "@effect/vitest"
import { LoginAttempt } from "../../src/internal/account/LoginAttempt.ts"
import { LoginGate } from "../../src/internal/account/LoginGate.ts"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Exit from "effect/Exit"

const session = (issuedAt: number) => ({ id: String(issuedAt), value: "", issuedAt, lifetime: {} })

it("logins back off after three early rejections, one second and doubling to a minute", () => {
  const gate = new LoginGate<string, string>()
  const pauses = Array.from({ length: 10 }, (_, index) => gate.noteRejection(session(index), [], index))
  assert.deepStrictEqual(pauses, [undefined, undefined, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
})

it("an established session that is rejected, or replaced, ends the count", () => {
  const gate = new LoginGate<string, string>()
  for (let index = 0; index < 2; index++) gate.noteRejection(session(0), [], 0)
  assert.isUndefined(gate.noteRejection(session(0), [], 60_000))
  assert.isTrue(gate.isIdle)
  for (let index = 0; index < 2; index++) gate.noteRejection(session(0), [], 59_999)
  gate.noteReplaced(session(0), 59_999)
  assert.strictEqual(gate.noteRejection(session(0), [], 59_999), 1000)
  gate.noteReplaced(session(0), 60_000)
  assert.isTrue(gate.isIdle)
})

it("a session that was there when another was rejected early counts as rejected with it, once", () => {
  const gate = new LoginGate<string, string>()
  const [first, second, third] = [session(1), session(2), session(3)]
  assert.isUndefined(gate.noteRejection(first, [second, third], 10))
  assert.isFalse(gate.isIdle)
  // Its siblings add nothing, whichever is first.
  assert.isUndefined(gate.noteRejection(third, [second], 10))
  assert.isUndefined(gate.noteRejection(second, [], 10))
  assert.isUndefined(gate.noteRejection(session(4), [], 10), "the second early rejection")
  assert.strictEqual(gate.noteRejection(session(5), [], 10), 1000, "the third")
})

it("a sibling that has become established ends the count", () => {
  const gate = new LoginGate<string, string>()
  const sibling = session(1)
  gate.noteRejection(session(0), [sibling], 10)
  gate.noteRejection(sibling, [], 60_001)
  assert.isTrue(gate.isIdle)
})

it.effect("an attempt waits for all in front, also when the one before it ended out of turn", () =>
  Effect.gen(function* () {
    const gate = new LoginGate<string, string>()
    const enter = () => {
      const attempt = new LoginAttempt<string, string>("login", 0, gate.last)
      gate.enter(attempt)
      return attempt
    }
    const end = (attempt: LoginAttempt<string, string>) => {
      gate.leave(attempt)
      attempt.end(Exit.succeed(session(0)))
    }
    const [first, second] = [enter(), enter()]
    const third = enter()
    const waiting = yield* Effect.forkChild(third.awaitTurn())
    yield* Effect.yieldNow
    end(second)
    yield* Effect.yieldNow
    assert.isUndefined(waiting.pollUnsafe())
    end(third)
    assert.strictEqual(gate.last, first, "a new attempt waits for the first")
    end(first)
    yield* Fiber.join(waiting)
    assert.isUndefined(gate.last)
    assert.isTrue(gate.isIdle)
  })
)
