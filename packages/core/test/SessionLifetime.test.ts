import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import { idleLifetime } from "../src/SessionLifetime.ts"
import { InvalidConfiguration } from "../src/index.ts"

it("an idle timeout that an option states", () => {
  assert.deepStrictEqual(idleLifetime("acme", undefined), Result.succeed({}))
  assert.deepStrictEqual(idleLifetime("acme", "20 minutes"), Result.succeed({ idleTimeout: Duration.minutes(20) }))
  for (const wrong of [0, -1, Number.NaN]) {
    const result = idleLifetime("acme", wrong)
    assert.isTrue(Result.isFailure(result))
    if (Result.isSuccess(result)) continue
    const { operation, reason } = result.failure
    assert.strictEqual(operation, "configure")
    assert.strictEqual(reason instanceof InvalidConfiguration ? reason.field : undefined, "idleTimeout")
  }
})
