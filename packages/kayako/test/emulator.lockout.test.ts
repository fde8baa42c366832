import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { KayakoEmulator } from "../src/testing/index.ts"
import { jane, loginRoute, post } from "./fixtures/desk.ts"

describe("lockout", () => {
  const wrong = "username=jane%40desk.example&password=wrong"
  const errorOf = (desk: KayakoEmulator, form: string) =>
    Effect.map(post(desk, loginRoute, form), ({ root }) => (root["status"] === "1" ? "in" : root["error"]))

  it.effect("is off unless the desk turned it on", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      for (let i = 0; i < 20; i++) assert.strictEqual(yield* errorOf(desk, wrong), "Login refused.")
      assert.strictEqual(yield* errorOf(desk, jane), "in")
    })
  )

  it.effect("comes with the failure after the third in 900 seconds, whatever succeeded in between", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: true })
      for (let attempt = 1; attempt <= 3; attempt++) {
        assert.strictEqual(yield* errorOf(desk, wrong), `Login refused, attempt ${attempt} of 3.`)
        assert.strictEqual(yield* errorOf(desk, jane), "in")
        yield* TestClock.adjust("1 minute")
      }
      assert.strictEqual(yield* errorOf(desk, wrong), "Login locked, try again in 15 minutes.")
      // T25: a wait in seconds, called minutes
      assert.strictEqual(yield* errorOf(desk, jane), "Login locked, try again in 900 minutes.")
      assert.strictEqual(
        yield* errorOf(desk, "username=sam%40desk.example&password=x"),
        "Login refused, attempt 1 of 3."
      )

      // Attempts while locked are not recorded: the window slides past the first failure.
      yield* TestClock.adjust("719 seconds")
      assert.match(String(yield* errorOf(desk, jane)), /^Login locked/)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* errorOf(desk, jane), "in")
      assert.match(String(yield* errorOf(desk, wrong)), /^Login locked/)
      yield* desk.unlock("jane@desk.example")
      assert.strictEqual(yield* errorOf(desk, wrong), "Login refused, attempt 1 of 3.")
    })
  )

  it.effect("counts failures on other staff interfaces and of unknown names, but not missing fields or keys", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: { retries: 1, window: "1 minute" } })
      yield* desk.failElsewhere("jane@desk.example", 2)
      assert.match(String(yield* errorOf(desk, jane)), /^Login locked/)
      yield* post(desk, loginRoute, "username=nobody&password=x")
      assert.match(String(yield* errorOf(desk, "username=nobody&password=x")), /^Login locked/)
      const sam = "username=sam%40desk.example&password=letmein"
      for (let i = 0; i < 5; i++) {
        yield* post(desk, loginRoute, "username=sam%40desk.example&password=0")
        yield* post(desk, loginRoute, sam)
        yield* post(desk, loginRoute, `${sam}&twofactorkey=0`)
      }
      assert.strictEqual(yield* errorOf(desk, `${sam}&twofactorkey=123456`), "in")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* errorOf(desk, jane), "in")
    })
  )

  it.effect("T34 counts a name with a plus under another name", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: { retries: 1 } })
      yield* post(desk, loginRoute, "username=a%2Bb&password=x")
      yield* post(desk, loginRoute, "username=a%2Bb&password=x")
      assert.match(String(yield* errorOf(desk, "username=a%20b&password=x")), /^Login locked/)
    })
  )

  it.effect("cannot be told from the other refusals by its code", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: { retries: 0 } })
      const statusAfter = (before: Effect.Effect<unknown, unknown>) =>
        Effect.map(Effect.andThen(before, post(desk, loginRoute, jane)), ({ root }) => root["status"])
      assert.strictEqual(yield* statusAfter(desk.change("jane@desk.example", { enabled: false })), "-1")
      yield* desk.unlock("jane@desk.example")
      assert.strictEqual(
        yield* statusAfter(desk.change("jane@desk.example", { enabled: true, addresses: ["10."] })),
        "-1"
      )
      yield* desk.unlock("jane@desk.example")
      yield* desk.moveTo("10.1.2.3")
      assert.strictEqual(yield* statusAfter(Effect.void), "1")
      assert.strictEqual(yield* statusAfter(desk.failElsewhere("jane@desk.example")), "-1")
    })
  )
})
