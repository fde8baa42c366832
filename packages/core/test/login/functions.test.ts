// Known answers: RFC 1321, FIPS 180-4, RFC 2202, RFC 4231, RFC 4648, RFC 6238.
import { base64, charactersAt, hmacSha1, hmacSha256, md5, sha1, sha256, timestamp, totp } from "@crm-auth/core/Driver"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"

const secret = Redacted.make

describe("functions that logins need", () => {
  it.effect("hashes are of the UTF-8 bytes of all parts, in lower-case hex", () =>
    Effect.gen(function* () {
      assert.strictEqual(Redacted.value(yield* md5()), "d41d8cd98f00b204e9800998ecf8427e")
      assert.strictEqual(Redacted.value(yield* md5("message ", secret("digest"))), "f96b697d7cb7938d525a2f31aaf161d0")
      assert.strictEqual(Redacted.value(yield* sha1("a", "bc")), "a9993e364706816aba3e25717850c26c9cd0d89d")
      assert.strictEqual(
        Redacted.value(yield* sha256("abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      )
      assert.deepStrictEqual(yield* md5("1", "é"), yield* md5(1, secret("\u00e9")))
    })
  )

  it.effect("an HMAC takes a key of any length", () =>
    Effect.gen(function* () {
      const text = "what do ya want for nothing?"
      assert.strictEqual(Redacted.value(yield* hmacSha1("Jefe", text)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
      assert.strictEqual(
        Redacted.value(yield* hmacSha256(secret("Jefe"), "what do ya want ", "for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      )
      assert.strictEqual(
        Redacted.value(yield* hmacSha256("", "")),
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
      )
    })
  )

  it("Base64 has padding", () => {
    assert.strictEqual(Redacted.value(base64("user:", secret("pass"))), "dXNlcjpwYXNz")
    assert.strictEqual(Redacted.value(base64("é")), "w6k=")
  })

  it("characters are code points that count from 1", () => {
    const found = Result.getOrThrow(charactersAt(secret("a😀c"), [3, 2, 3]))
    assert.deepStrictEqual(found.map(Redacted.value), ["c", "😀", "c"])
    const reason = (positions: ReadonlyArray<number>) =>
      Result.match(charactersAt(secret("abc"), positions), { onFailure: ({ _tag }) => _tag, onSuccess: () => "none" })
    assert.deepStrictEqual([[4], [0], [1.5], [Number.NaN], []].map(reason), [
      "SecondFactorRejected",
      "UnexpectedResponse",
      "UnexpectedResponse",
      "UnexpectedResponse",
      "none"
    ])
  })

  it.effect("a timestamp is the clock's", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_700_000_000_999)
      assert.strictEqual(yield* timestamp("s"), 1_700_000_000)
      assert.strictEqual(yield* timestamp("ms"), 1_700_000_000_999)
    })
  )

  it.effect("a one-time key is that of RFC 6238, cut to 6 digits", () =>
    Effect.gen(function* () {
      const key = "GEZD GNBV-gy3tqojqgezdgnbvgy3tqojq"
      const at = (seconds: number) => Effect.andThen(TestClock.setTime(seconds * 1000), totp(secret(key)))
      assert.strictEqual(Redacted.value(yield* at(59)), "287082")
      assert.strictEqual(Redacted.value(yield* at(1_111_111_109)), "081804")
      assert.strictEqual(Redacted.value(yield* at(1_111_111_111)), "050471")
      assert.strictEqual(Redacted.value(yield* at(20_000_000_000)), "353130")
      assert.strictEqual(Redacted.value(yield* totp("ABCDEFGHA===")).length, 6)
      for (const wrong of ["", "====", "GEZDGNB1", "not base32!"]) {
        const reason = yield* Effect.flip(totp(secret(wrong), "totpSecret"))
        assert.strictEqual(reason.field, "totpSecret")
        if (wrong !== "") assert.notInclude(reason.message, wrong)
      }
    })
  )

  it.effect("what comes of a secret does not print", () =>
    Effect.gen(function* () {
      const made = [
        yield* md5("x"),
        yield* sha1("x"),
        yield* sha256("x"),
        yield* hmacSha1("k", "x"),
        yield* hmacSha256("k", "x"),
        base64("x"),
        yield* totp("GEZDGNBV")
      ]
      for (const value of made) assert.strictEqual(String(value), "<redacted>")
    })
  )
})
