/** A session is read without Effect exactly as the store wrote it. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { createDecipheriv, createHmac } from "node:crypto"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import { newestRecord, readStoredSession, type StoredSessionCrypto } from "../../src/StoredSession.ts"

const key = Buffer.alloc(32, 7)

const crypto: StoredSessionCrypto = {
  hmac: (key, text) => createHmac("sha256", key).update(text).digest(),
  decrypt: (key, sealed, { context, nonce }) => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce)
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(sealed.subarray(-16))
    try {
      return decipher.update(sealed.subarray(0, -16), undefined, "utf8") + decipher.final("utf8")
    } catch {
      return undefined
    }
  }
}

const minutes = 60_000
const writtenAt = 1_000_000_000

const written = Effect.gen(function* () {
  const cipher = yield* makeCipher([Redacted.make(key.toString("hex"))])
  const slot = (yield* cipher.slot(["acme", "https://acme.example", "jane"])) ?? ""
  const fingerprint = yield* cipher.fingerprint({ username: "jane", password: Redacted.make("ä secret") })
  const session = { id: "s1", value: { token: "t" }, fingerprint, age: 5 * minutes, idleTimeout: 60 * minutes }
  const text = `s1\n${yield* cipher.close(slot, JSON.stringify({ slot, writtenAt, session }))}`
  return { slot, text }
})

const read = (query: Partial<Parameters<typeof readStoredSession>[0]>) =>
  Effect.map(written, (found) =>
    readStoredSession({ key, writtenAt, now: writtenAt + minutes, ...found, ...query }, crypto)
  )

it.effect("a fresh session, with its credentials or without", () =>
  Effect.gen(function* () {
    const wanted = { id: "s1", value: { token: "t" }, issuedAt: writtenAt - 5 * minutes }
    assert.deepStrictEqual(yield* read({}), wanted)
    assert.deepStrictEqual(
      yield* read({ credentials: { password: { secret: "ä secret" }, username: "jane", other: undefined } }),
      wanted
    )
  })
)

it.effect("nothing for other credentials, another key, another place, a changed byte, or an idle session", () =>
  Effect.gen(function* () {
    const { text } = yield* written
    assert.isUndefined(yield* read({ credentials: { username: "jane", password: { secret: "other" } } }))
    assert.isUndefined(yield* read({ key: Buffer.alloc(32, 8) }))
    assert.isUndefined(yield* read({ slot: "another" }))
    assert.isUndefined(yield* read({ text: `${text.slice(0, -3)}${text.endsWith("AAA") ? "BBB" : "AAA"}` }))
    assert.isUndefined(yield* read({ text: "s1\n" }))
    assert.isUndefined(yield* read({ now: writtenAt + 60 * minutes }))
    assert.isUndefined(yield* read({ now: writtenAt - 10 * minutes }))
  })
)

it("the newest record of a folder is the one with the highest number", () => {
  const names = ["lock.000000000000009", "session.000000000000003", "session.000000000000007", "x.tmp"]
  assert.strictEqual(newestRecord(names), "session.000000000000007")
  assert.isUndefined(newestRecord(["lock.000000000000009"]))
})
