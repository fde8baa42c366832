/** What is generated of credentials: types that say which fields go together, and the fields as data. */
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { fixture, generated, services } from "./support.ts"

const path = "packages/acme/src/generated/credentials.ts"

const credentials = Effect.map(
  Effect.flatMap(fixture("acme"), (text) => generated("credentials", "acme", text)),
  (files) => files.get(path) ?? ""
)

layer(services)((it) => {
  it.effect("a secret is Redacted, a number a number, and each member says its variable and where it is found", () =>
    Effect.gen(function* () {
      const code = yield* credentials
      assert.include(code, "export interface AcmeCredentials {")
      assert.match(
        code,
        /\/\*\*\n {3}\* The user's password\.\n {3}\*\n {3}\* Where to find it: The login page\.\n {3}\*\n {3}\* Environment variable: `ACME_PASSWORD`\.\n {3}\*\/\n {2}readonly password: Redacted\.Redacted\n/
      )
      assert.match(code, /readonly username: string\n/)
      assert.match(code, /readonly digits: number\n/)
    })
  )

  it.effect("an unknown place is not described in docstrings", () =>
    Effect.map(credentials, (code) => assert.notInclude(code, "find it: unknown"))
  )

  it.effect("variants become a union whose members exclude each other's fields", () =>
    Effect.gen(function* () {
      const code = yield* credentials
      assert.include(code, "export type AcmeKey = AcmePlainKey | AcmeCard\n")
      assert.match(
        code,
        /interface AcmePlainKey {[^}]*readonly key: Redacted\.Redacted\n[^}]*readonly card\?: undefined\n/
      )
      assert.match(
        code,
        /interface AcmeCard {[^}]*readonly key\?: Redacted\.Redacted \| undefined\n[^}]*readonly card: string\n/
      )
    })
  )

  it.effect("the data names every method, its fields and the sets that go together", () =>
    Effect.gen(function* () {
      const code = yield* credentials
      assert.include(code, "export const passwordCredentials: LoginCredentials<AcmeCredentials> = {")
      assert.include(code, "export const keyCredentials: LoginCredentials<AcmeKey> = {")
      assert.include(code, "export const staticCredentials: LoginCredentials<AcmeToken> = {")
      assert.match(code, /variants: \[\n {4}\{ required: \["key"\], optional: \[\] \},/)
      assert.match(code, /name: "card", kind: "text", secret: false, required: false,/)
      assert.match(code, /credentialWords: CredentialWords = {[^]*card: { label: "Card",/)
      assert.include(code, 'variable: "ACME_URL"')
    })
  )

  it.effect("a vendor with one host for all asks for no address", () =>
    Effect.gen(function* () {
      const text = (yield* fixture("acme")).replace(
        "strip: [/api/v2, /api]",
        "strip: []\n    default: https://acme.example"
      )
      const code = (yield* generated("credentials-default", "acme", text)).get(path) ?? ""
      assert.match(code, /name: "url",[^}]*required: false/)
    })
  )
})
