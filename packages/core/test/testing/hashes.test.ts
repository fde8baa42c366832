/** The hashes of derived emulators, which share no code with those of drivers, agree with them. */
import { hmacSha1, hmacSha256, md5, sha1, sha256, totp } from "@crm-auth/core/Driver"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { fromBase32, hash, hmac, oneTimePassword, written } from "../../src/testing/derived/hashes.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const hashes = [
  ["md5", md5],
  ["sha1", sha1],
  ["sha256", sha256]
] as const

const macs = [
  ["sha1", hmacSha1],
  ["sha256", hmacSha256]
] as const

describe("hashes", () => {
  it("of abc", () => {
    assert.strictEqual(written(hash("md5", bytes("abc"))), "900150983cd24fb0d6963f7d28e17f72")
    assert.strictEqual(written(hash("sha1", bytes("abc"))), "a9993e364706816aba3e25717850c26c9cd0d89d")
    assert.strictEqual(
      written(hash("sha256", bytes("abc"))),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  })

  it("HMAC of RFC 2202 and RFC 4231, written in every way", () => {
    const [key, text] = [bytes("Jefe"), bytes("what do ya want for nothing?")]
    assert.strictEqual(written(hmac("md5", key, text)), "750c783e6ab0b503eaa86e310a5db738")
    assert.strictEqual(written(hmac("sha1", key, text), "upperHex"), "EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79")
    assert.strictEqual(written(hmac("sha256", key, text), "base64"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=")
  })

  it.effect("are those of drivers, for every length around the ends of blocks", () =>
    Effect.gen(function* () {
      for (const length of [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
        const text = "ä1".repeat(length).slice(0, length)
        for (const [name, driver] of hashes) {
          assert.strictEqual(Redacted.value(yield* driver(text)), written(hash(name, bytes(text))), `${name} ${length}`)
        }
        for (const [name, driver] of macs) {
          const own = written(hmac(name, bytes(text), bytes(`m${text}`)))
          assert.strictEqual(Redacted.value(yield* driver(text, "m", text)), own, `HMAC ${name} ${length}`)
        }
      }
    })
  )
})

describe("one-time passwords of RFC 6238", () => {
  const secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
  const times = [
    [59, "94287082"],
    [1111111109, "07081804"],
    [1234567890, "89005924"],
    [20000000000, "65353130"]
  ] as const
  it.effect.each(times)("at %d s", ([seconds, expected]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(seconds * 1000)
      assert.strictEqual(oneTimePassword(fromBase32(secret), Math.floor(seconds / 30), 8), expected)
      assert.strictEqual(Redacted.value(yield* totp(Redacted.make(secret))), expected.slice(-6))
    })
  )
})
