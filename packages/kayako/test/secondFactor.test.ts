/** What a second factor is told by the desk, and when it is asked at all. */
import { SecondFactor, type SecondFactorRequest } from "@crm-auth/core"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { KayakoEmulator } from "../src/testing/index.ts"
import { manage, outcome } from "./fixtures/manager.ts"

const recording = () => {
  const asked: Array<SecondFactorRequest> = []
  const layer = Layer.succeed(SecondFactor, {
    answer: (request) => {
      asked.push(request)
      return Effect.succeedSome(Redacted.make("123456"))
    }
  })
  return { asked, layer }
}

it.effect("the desk's own words reach the person who is asked", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const { asked, layer } = recording()
    const kayako = yield* Effect.provide(manage(desk, { username: "sam@desk.example", password: "letmein" }), layer)
    yield* kayako.session
    assert.strictEqual(asked.length, 1)
    const [request] = asked
    assert.strictEqual(request?.account, "sam@desk.example")
    assert.isString(request?.prompt)
    assert.isNotEmpty(request?.prompt)
  })
)

it.effect("a second factor is asked only when the desk wants one, and not for a password that it refuses", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const { asked, layer } = recording()
    const kayako = yield* Effect.provide(manage(desk, { password: "wrong" }), layer)
    assert.strictEqual(yield* outcome(kayako.session), "InvalidCredentials")
    assert.deepStrictEqual(asked, [])
  })
)
