import { assert, describe, it } from "@effect/vitest"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { accountConfig, readAccountConfig } from "../../src/Driver.ts"
import { makeMethod, url } from "../fixtures/loginMethod.ts"

const { method } = makeMethod()

const withEnv =
  (env: { readonly [name: string]: string }) =>
  <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.provideService(effect, ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env }))

const full = { ACME_URL: url, ACME_USER: "ada", ACME_PASSWORD: "pw of ada" }

const fieldOf = <A, E extends { readonly reason: { readonly _tag: string } }>(effect: Effect.Effect<A, E>) =>
  Effect.map(Effect.flip(effect), ({ reason }) => ("field" in reason ? String(reason.field) : reason._tag))

describe("U16 the account out of variables", () => {
  it.effect("each field has its variable; numbers are numbers, secrets are Redacted, and others are kept", () =>
    Effect.gen(function* () {
      const read = withEnv({ ...full, ACME_BADGE: "7" })(readAccountConfig(method, { userAgent: "acme/1" }))
      const { badge, password, ...rest } = yield* read
      assert.deepStrictEqual(rest, { userAgent: "acme/1", url, user: "ada" })
      assert.strictEqual(badge, 7)
      assert.isTrue(Redacted.isRedacted(password))
      assert.strictEqual(Redacted.value(password), "pw of ada")
    })
  )

  it.effect("all missing variables are named at once, those that are empty among them", () =>
    Effect.gen(function* () {
      const missing = (env: { readonly [name: string]: string }) => fieldOf(withEnv(env)(readAccountConfig(method, {})))
      assert.strictEqual(yield* missing({}), "ACME_URL, ACME_USER, ACME_PASSWORD")
      assert.strictEqual(yield* missing({ ACME_USER: "ada" }), "ACME_URL, ACME_PASSWORD")
      assert.strictEqual(yield* missing({ ...full, ACME_PASSWORD: "" }), "ACME_PASSWORD")
    })
  )

  it.effect("the message is one line and says what to do", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(withEnv({ ACME_USER: "ada" })(readAccountConfig(method, {})))
      const wanted =
        "acme configure: ACME_URL, ACME_PASSWORD are not set; set them in the environment, or where your ConfigProvider reads"
      assert.strictEqual(message, wanted)
    })
  )

  it.effect("an optional variable may be empty, as shells leave one out", () =>
    Effect.gen(function* () {
      const account = yield* withEnv({ ...full, ACME_TENANT: "" })(readAccountConfig(method, {}))
      assert.isFalse("tenant" in account)
    })
  )

  it.effect("a variable of another form is named, without its value", () =>
    Effect.gen(function* () {
      const { message, reason } = yield* Effect.flip(
        withEnv({ ...full, ACME_BADGE: "se7en" })(readAccountConfig(method, {}))
      )
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "ACME_BADGE" })
      assert.notInclude(message, "se7en")
    })
  )

  it.effect("a Config of the caller's own is read in place of the variable, and named when it is missing", () =>
    Effect.gen(function* () {
      const options = { url: Config.succeed(url), password: Config.Redacted("VAULT_PW"), user: Config.succeed("ada") }
      const account = yield* withEnv({ VAULT_PW: "pw of ada" })(readAccountConfig(method, options))
      assert.strictEqual(Redacted.value(account.password), "pw of ada")
      assert.strictEqual(yield* fieldOf(withEnv({})(readAccountConfig(method, options))), "VAULT_PW")
    })
  )

  it.effect("a provider that is down is an outage, not a missing variable", () =>
    Effect.gen(function* () {
      const down = ConfigProvider.make(() => Effect.fail(new ConfigProvider.SourceError({ message: "s3cret" })))
      const read = Effect.provideService(readAccountConfig(method, {}), ConfigProvider.ConfigProvider, down)
      const { message, reason } = yield* Effect.flip(read)
      assert.strictEqual(reason._tag, "CredentialsUnavailable")
      assert.notInclude(message, "s3cret")
    })
  )
})

describe("U16 the account as one Config", () => {
  const nested = Config.nested(accountConfig(method), "EU")

  it.effect("nested, its names have the prefix", () =>
    Effect.gen(function* () {
      const env = { EU_ACME_URL: url, EU_ACME_USER: "eva", EU_ACME_PASSWORD: "pw of eva" }
      const { password, ...rest } = yield* withEnv(env)(nested)
      assert.deepStrictEqual(rest, { url, user: "eva" })
      assert.strictEqual(Redacted.value(password), "pw of eva")
    })
  )

  it.effect("all missing variables are named at once, by their whole names", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(withEnv({ EU_ACME_USER: "eva" })(nested))
      assert.include(message, "EU_ACME_URL, EU_ACME_PASSWORD are not set")
    })
  )
})
