import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { AuthError, misconfigured } from "../src/AuthError.ts"
import { Closed, InvalidCredentials, UnexpectedResponse, VendorFailure } from "../src/Reason.ts"

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
    'kayako login: the user name, password or key was refused (code -1, "Login refused."); correct it: it is not tried again before it changes or `reset` is called'
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

it("U21 an error keeps its text when it is copied or written as JSON", () => {
  assert.strictEqual(structuredClone(error).message, error.message)
  assert.strictEqual(structuredClone({ error }).error.message, error.message)
  assert.deepInclude(JSON.parse(JSON.stringify({ error })).error, {
    _tag: "AuthError",
    vendor: "kayako",
    operation: "login",
    message: error.message
  })
  assert.include(JSON.stringify(error), "Login refused.")
})

it("U21 a printed error has its message and one stack", () => {
  for (const printed of [inspect(error), inspect({ error }), inspect(error, { customInspect: false })]) {
    assert.include(printed, error.message)
    assert.include(printed, "code: '-1'")
    assert.strictEqual(printed.match(/AuthError\.test\.ts/g)?.length, 1, printed)
  }
  assert.include(String(error.stack), error.message)
  // Other runtimes call it without what prints.
  const bare: unknown = Reflect.get(error, Symbol.for("nodejs.util.inspect.custom")).call(error)
  assert.strictEqual(JSON.parse(JSON.stringify(bare)).message, error.message)
})

it("an error says in milliseconds how long to wait", () => {
  assert.strictEqual(error.retryAfterMillis, 1_800_000)
  assert.isUndefined(new AuthError({ vendor: "kayako", operation: "login", reason: new Closed() }).retryAfterMillis)
})

it("what prints says the wait once, in milliseconds", () => {
  const printed = inspect(error)
  assert.include(printed, "retryAfterMillis: 1800000")
  assert.notMatch(printed, /retryAfter:|Millis'/)
  const { reason, retryAfterMillis, ...rest } = JSON.parse(JSON.stringify(error))
  assert.strictEqual(retryAfterMillis, 1_800_000)
  const { message } = error.reason
  assert.deepStrictEqual(reason, { _tag: "InvalidCredentials", code: "-1", detail: "Login refused.", message })
  assert.deepStrictEqual(rest, { _tag: "AuthError", vendor: "kayako", operation: "login", message: error.message })
  const other = new AuthError({ vendor: "kayako", operation: "login", reason: new Closed() })
  assert.notProperty(JSON.parse(JSON.stringify(other)), "retryAfterMillis")
  assert.notInclude(inspect(other), "retryAfter")
})

it("what is closed says so to those who never met a manager", () => {
  assert.strictEqual(new Closed().message, "closed: this was used after close(), or after its scope was closed")
})

it("a wrong option is named", () => {
  assert.strictEqual(misconfigured("kayako", "url", "is missing").message, "kayako configure: url is missing")
  assert.strictEqual(misconfigured("kayako", "url", "is missing", "call").operation, "call")
})
