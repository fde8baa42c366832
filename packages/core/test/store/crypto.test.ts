/** The cryptography of a store is a service, so that a simulation of many processes replays exactly. */
import { assert, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as CryptoError from "effect/crypto/CryptoError"
import * as Effect from "effect/Effect"
import * as SessionStore from "../../src/SessionStore.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { Account } from "../fixtures/account.ts"
import { key, secretOf, sharing } from "./processes.ts"

/** Functions that answer at once and draw nothing: a checksum signs, and the key's first byte masks. */
const simple = Effect.sync((): SessionStore.StoreCryptoFunctions => {
  let drawn = 0
  const sum = (...parts: ReadonlyArray<Uint8Array>) => {
    const state = new Uint8Array(32)
    let position = 0
    for (const part of parts) for (const byte of part) state[position % 32] = (state[position++ % 32] ?? 0) * 31 + byte
    return state
  }
  const mask = (text: Uint8Array, mask = 0) => text.map((byte) => byte ^ mask)
  const refused = new CryptoError.CryptoError({
    module: "test",
    method: "decrypt",
    reason: new CryptoError.DecryptionFailed()
  })
  return {
    digest: (text) => Effect.succeed(sum(text)),
    randomBytes: (count) => Effect.sync(() => new Uint8Array(count).fill(++drawn)),
    signer: (key) => Effect.succeed((text) => Effect.succeed(sum(key, text))),
    cipher: (key) =>
      Effect.succeed({
        encrypt: (text, { context, nonce }) =>
          Effect.succeed(new Uint8Array([...mask(text, key[0]), ...sum(key, nonce, context, text)])),
        decrypt: (sealed, { context, nonce }) => {
          const text = mask(sealed.subarray(0, -32), key[0])
          const isGenuine = sum(key, nonce, context, text).every((byte, index) => byte === sealed.at(index - 32))
          return isGenuine ? Effect.succeed(text) : Effect.fail(refused)
        }
      })
  }
})

it.effect("a store uses the cryptography that it is given, and nothing of the platform's", () =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const written: Array<string> = []
    const run = Effect.gen(function* () {
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const write: typeof backend.write = (slot, token, record) => {
        written.push(`${slot} ${token} ${record.value}`)
        return backend.write(slot, token, record)
      }
      const store = yield* SessionStore.make({ ...backend, write }, { key })
      const account = new Account()
      const session = Effect.flatMap(account.manager({ sharing }), ({ session }) => session).pipe(
        Effect.provideService(SessionStore.SessionStore, store)
      )
      const forked = [yield* session, yield* session].map(secretOf)
      assert.deepStrictEqual(forked, ["secret-1", "secret-1"])
    }).pipe(Effect.provideService(SessionStore.StoreCrypto, simple))
    yield* run
    yield* run
    assert.strictEqual(written.length, 2)
    const [first, second] = written.map((line) => line.split(" ").slice(0, 2))
    assert.deepStrictEqual(first, second)
  })
)
