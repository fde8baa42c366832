/** The key that encrypts sessions: from the environment, a key file, or the keychain. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { randomBytes } from "node:crypto"
import { type CliFailure, misconfigured } from "./failure.ts"
import { writePrivate } from "./files.ts"
import { keyVariable, readKeyFile } from "./keyFile.ts"
import { keychainOf } from "./keychain.ts"
import { note } from "./output.ts"
import { keyFile } from "./paths.ts"
import { askWhether } from "./prompts.ts"
import { Settings } from "./settings.ts"
import { keyBytes, keyOf } from "./storeFiles.ts"

const keyName = "store key"

/** The way without a store, for commands that can go it. */
export const orKeepNothing = "or use --store none (not with `token` or `env`, whose session would end with them)"

const newKey = () => Redacted.make(randomBytes(32).toString("base64"))

/** The store's key as bytes, where there is one. Nothing is asked and none is made. */
export const existingKey = Effect.gen(function* () {
  const { environment, folders } = yield* Settings
  const key = keyOf(environment, folders)
  if (key !== undefined) return key
  const kept = yield* Effect.orElseSucceed(keychainOf(environment).get(keyName), () => undefined)
  return kept === undefined ? undefined : keyBytes(Redacted.value(kept).trim())
})

/**
 * The store's key. The environment comes first, then a key file that the person agreed to before, then the keychain, in
 * which a key is made on first use. Without any, a person at a terminal is asked once; a script gets an error.
 */
export const storeKey = Effect.gen(function* () {
  const { environment, folders, interactive } = yield* Settings
  const given = environment[keyVariable]
  if (given !== undefined && given !== "") return Redacted.make(given)

  const path = keyFile(folders)
  const file = readKeyFile(path)
  if (file.problem !== undefined) return yield* misconfigured(file.problem)
  if (file.key !== undefined) return Redacted.make(file.key)

  const keychain = keychainOf(environment)
  const found = yield* Effect.result(
    Effect.gen(function* () {
      const key = yield* keychain.get(keyName)
      if (key !== undefined) return key
      const made = newKey()
      yield* keychain.set(keyName, made)
      return made
    })
  )
  if (Result.isSuccess(found)) return found.success

  const trouble = `Sessions are kept encrypted, and there is no key for them. ${found.failure.message}.`
  if (!interactive) {
    return yield* misconfigured(
      `${trouble}\nSet ${keyVariable} to 32 random bytes in base64 (\`openssl rand -base64 32\` makes them), ${orKeepNothing}.`
    )
  }
  yield* note(trouble)
  const agreed = yield* askWhether(`Keep a key in ${path}, readable by you alone?`, true)
  if (!agreed) return yield* misconfigured(`Set ${keyVariable} to 32 random bytes in base64, ${orKeepNothing}.`)
  const made = newKey()
  yield* Effect.try({
    try: () => writePrivate(path, `${Redacted.value(made)}\n`),
    catch: (): CliFailure => misconfigured(`${path} cannot be written; set ${keyVariable}, ${orKeepNothing}.`)
  })
  return made
})
