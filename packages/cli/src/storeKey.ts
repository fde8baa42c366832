/** The key that encrypts sessions: from the environment, a key file, or the keychain. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { randomBytes } from "node:crypto"
import { statSync } from "node:fs"
import process from "node:process"
import { type CliFailure, misconfigured } from "./failure.ts"
import { readText, writePrivate } from "./files.ts"
import { keychainOf } from "./keychain.ts"
import { note } from "./output.ts"
import { keyFile } from "./paths.ts"
import { askWhether } from "./prompts.ts"
import { Settings } from "./settings.ts"

/** The variable that holds the key. */
export const keyVariable = "SESSION_STORE_KEY"

const keyName = "store key"

const newKey = () => Redacted.make(randomBytes(32).toString("base64"))

/** A key that others can read is no key. */
export const keyFileProblem = (path: string): string | undefined => {
  const { mode, uid } = statSync(path)
  if (process.platform === "win32") return undefined
  if ((mode & 0o077) !== 0) return `${path} can be read by others; run: chmod 600 '${path}'`
  return uid === process.getuid?.() ? undefined : `${path} belongs to another user; set ${keyVariable} instead.`
}

/** The key in the key file; `undefined` if there is no such file. */
export const readKeyFile = (path: string): Result.Result<Redacted.Redacted | undefined, string> => {
  const text = Result.try(() => readText(path))
  if (Result.isFailure(text)) return Result.fail(`${path} cannot be read; check its permissions.`)
  if (text.success === undefined) return Result.succeed(undefined)
  const problem = keyFileProblem(path)
  return problem === undefined ? Result.succeed(Redacted.make(text.success.trim())) : Result.fail(problem)
}

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
  if (Result.isFailure(file)) return yield* misconfigured(file.failure)
  if (file.success !== undefined) return file.success

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
      `${trouble}\nSet ${keyVariable} to 32 random bytes in base64 (\`openssl rand -base64 32\` makes them), or use --store none.`
    )
  }
  yield* note(trouble)
  const agreed = yield* askWhether(`Keep a key in ${path}, readable by you alone?`, true)
  if (!agreed) return yield* misconfigured(`Set ${keyVariable} to 32 random bytes in base64, or use --store none.`)
  const made = newKey()
  yield* Effect.try({
    try: () => writePrivate(path, `${Redacted.value(made)}\n`),
    catch: (): CliFailure => misconfigured(`${path} cannot be written; set ${keyVariable}, or use --store none.`)
  })
  return made
})
