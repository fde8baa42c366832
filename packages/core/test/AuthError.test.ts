import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { AuthError } from "../src/AuthError.ts"
import { InvalidCredentials, UnexpectedResponse, VendorFailure } from "../src/Reason.ts"

const error = new AuthError({
  vendor: "kayako",
  operation: "login",
  reason: new InvalidCredentials({ code: "-1", detail: "Login refused.", retryAfter: Duration.minutes(30) })
})

it.effect("a reason is caught by its tag", () =>
  Effect.gen(function* () {
    const caught = yield* Effect.fail(error).pipe(
      Effect.catchReason("AuthError", "InvalidCredentials", (reason) => Effect.succeed(reason.code))
    )
    assert.strictEqual(caught, "-1")
  })
)

it("a message says where, why and what to do", () => {
  assert.strictEqual(
    error.message,
    'kayako login: the user name, password or key was refused (code -1, "Login refused."); correct it: it is not tried again before it changes or the manager is reset'
  )
  assert.match(String(error), /kayako login/)
  assert.match(
    new UnexpectedResponse({ detail: "an HTML page", status: 200 }).message,
    /an HTML page \(HTTP 200\); check/
  )
})

it.effect("an error survives encoding and decoding", () =>
  Effect.gen(function* () {
    const codec = Schema.toCodecJson(AuthError)
    const encoded = yield* Schema.encodeEffect(codec)(error)
    const decoded = yield* Schema.decodeUnknownEffect(codec)(JSON.parse(JSON.stringify(encoded)))
    assert.instanceOf(decoded, AuthError)
    assert.deepStrictEqual(decoded.reason, error.reason)
    assert.strictEqual(new VendorFailure({ code: "X" }).code, "X")
  })
)
