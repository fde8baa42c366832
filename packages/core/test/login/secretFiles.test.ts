import { NodeFileSystem } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { readAccountConfig } from "../../src/Driver.ts"
import * as SecretFiles from "../../src/SecretFiles.ts"
import { makeMethod, url } from "../fixtures/loginMethod.ts"

const { method } = makeMethod()

const scene = (content: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const file = `${yield* fs.makeTempDirectoryScoped()}/password`
    yield* fs.writeFileString(file, content)
    return file
  }).pipe(Effect.provide(NodeFileSystem.layer))

const withEnv = (env: { readonly [name: string]: string }) =>
  Layer.provide(SecretFiles.layer, [NodeFileSystem.layer, ConfigProvider.layer(ConfigProvider.fromEnv({ env }))])

const account = { ACME_URL: url, ACME_USER: "ada" }

describe("secret files", () => {
  for (const [content, password] of [
    ["pw of ada", "pw of ada"],
    ["pw of ada\n", "pw of ada"],
    ["pw of ada\r\n", "pw of ada"],
    [" pw ", " pw "]
  ] as const) {
    it.effect(`a missing variable is read from the file that its _FILE names: ${JSON.stringify(content)}`, () =>
      Effect.gen(function* () {
        const env = withEnv({ ...account, ACME_PASSWORD_FILE: yield* scene(content) })
        const read = yield* Effect.provide(readAccountConfig(method, {}), env)
        assert.strictEqual(Redacted.value(read.password), password)
      })
    )
  }

  it.effect("a variable that is set goes before its file", () =>
    Effect.gen(function* () {
      const env = withEnv({ ...account, ACME_PASSWORD: "set", ACME_PASSWORD_FILE: "/does/not/exist" })
      assert.strictEqual(Redacted.value((yield* Effect.provide(readAccountConfig(method, {}), env)).password), "set")
    })
  )

  it.effect("a nested name has a nested file", () =>
    Effect.gen(function* () {
      const env = withEnv({ EU_SECRET_FILE: yield* scene("of the EU\n") })
      const read = Config.nested(Config.Redacted("SECRET"), "EU")
      assert.strictEqual(Redacted.value(yield* Effect.provide(read, env)), "of the EU")
    })
  )

  it.effect("neither set, the variable is missing by its own name", () =>
    Effect.gen(function* () {
      const { reason } = yield* Effect.flip(Effect.provide(readAccountConfig(method, {}), withEnv(account)))
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "ACME_PASSWORD" })
    })
  )

  it.effect("a file that cannot be read is no missing variable: the error names the variable", () =>
    Effect.gen(function* () {
      const env = withEnv({ ...account, ACME_PASSWORD_FILE: "/does/not/exist" })
      const { message, reason } = yield* Effect.flip(Effect.provide(readAccountConfig(method, {}), env))
      assert.strictEqual(reason._tag, "CredentialsUnavailable")
      assert.include(message, "ACME_PASSWORD")
    })
  )

  it.effect("two line breaks at the end are one too many", () =>
    Effect.gen(function* () {
      const env = withEnv({ ...account, ACME_PASSWORD_FILE: yield* scene("pw\n\n") })
      const read = yield* Effect.provide(readAccountConfig(method, {}), env)
      assert.strictEqual(Redacted.value(read.password), "pw\n")
    })
  )
})
