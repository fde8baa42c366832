/** Credentials as options give them. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { AuthError, type CredentialOptions, InvalidConfiguration, readCredentials } from "../src/index.ts"

interface Login {
  readonly user: string
  readonly password: Redacted.Redacted
  readonly tenant?: string
}

const ada: Login = { user: "ada", password: Redacted.make("pw") }
const of = (options: CredentialOptions<Login>) =>
  readCredentials<Login>("acme", options, {
    pick: ({ password, user }) => ({ user, password }),
    required: ["user", "password"],
    check: ({ user }) => (user === "0" ? new InvalidConfiguration({ field: "user", detail: "of 0" }) : undefined)
  })
const message = <A>(effect: Effect.Effect<A, AuthError>) => Effect.map(Effect.flip(effect), (error) => error.message)

it.effect("given as they are, they are checked at once and are fixed", () =>
  Effect.gen(function* () {
    const source = yield* of({ ...ada, tenant: "left out" })
    assert.isTrue(source.fixedCredentials)
    assert.deepStrictEqual(yield* source.credentials, ada)
    assert.match(yield* message(of({ ...ada, user: " " })), /user: is missing or blank/)
    assert.match(yield* message(of({ ...ada, password: Redacted.make("") })), /password: is missing or blank/)
    assert.match(yield* message(of({ ...ada, user: "0" })), /user: of 0/)
  })
)

it.effect("given as an effect, they are read and checked each time; a failure tells its tag, not its content", () =>
  Effect.gen(function* () {
    let reads = 0
    const source = yield* of({ credentials: Effect.sync(() => ({ ...ada, user: `ada${++reads}` })) })
    assert.isFalse(source.fixedCredentials)
    assert.strictEqual((yield* source.credentials).user, "ada1")
    assert.strictEqual((yield* source.credentials).user, "ada2")
    const blank = yield* of({ credentials: Effect.succeed({ ...ada, user: "" }) })
    assert.match(yield* message(blank.credentials), /user: is missing/)
    const tagged = yield* of({ credentials: Effect.fail({ _tag: "VaultSealed", token: "s3cret" }) })
    assert.match(yield* message(tagged.credentials), /could not be read: VaultSealed$/)
    const plain = yield* of({ credentials: Effect.fail("s3cret") })
    assert.match(yield* message(plain.credentials), /could not be read: the effect failed$/)
    const own = new AuthError({
      vendor: "v",
      operation: "o",
      reason: new InvalidConfiguration({ field: "f", detail: "d" })
    })
    assert.strictEqual(yield* Effect.flip((yield* of({ credentials: Effect.fail(own) })).credentials), own)
  })
)
