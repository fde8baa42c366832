/**
 * What vendors ask logins to send in place of what a person knows: hashes, one-time keys, single characters of a word.
 * A spec names these functions in `input`, and a driver imports them. What comes of a secret is a secret.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { lazy } from "./internal/lazy.ts"
import type * as Algorithms from "./internal/loginAlgorithms.ts"
import { InvalidConfiguration, type Reason, SecondFactorRejected, UnexpectedResponse } from "./Reason.ts"

/**
 * A text that goes into a function: a credential, a field of a reply, a number, a constant.
 *
 * @category models
 * @since 0.1.0
 */
export type LoginPart = string | number | Redacted.Redacted

const encoder = /*#__PURE__*/ new TextEncoder()

const textOf = (part: LoginPart): string => (Redacted.isRedacted(part) ? Redacted.value(part) : String(part))

const join = (parts: ReadonlyArray<LoginPart>): string => parts.map(textOf).join("")

/** The algorithms, which only some vendors' logins need. */
export const loadAlgorithms = /*#__PURE__*/ lazy(() => import("./internal/loginAlgorithms.ts"))

const digestHex = (
  algorithm: Algorithms.DigestName,
  parts: ReadonlyArray<LoginPart>
): Effect.Effect<Redacted.Redacted> =>
  Effect.flatMap(loadAlgorithms, ({ digest }) =>
    Effect.map(digest(algorithm, encoder.encode(join(parts))), (hash) => Redacted.make(hash))
  )

/**
 * The MD5 of the UTF-8 bytes of the parts, one after the other, in lower-case hex.
 *
 * **Example** (The answer to a challenge)
 *
 * ```ts
 * import { md5 } from "@crm-auth/core/Driver"
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 *
 * const answer = await Effect.runPromise(md5("challenge-token", Redacted.make("access-key")))
 * console.log(Redacted.value(answer).length) // 32
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const md5 = (...parts: ReadonlyArray<LoginPart>): Effect.Effect<Redacted.Redacted> => digestHex("md5", parts)

/**
 * The SHA-1 of the UTF-8 bytes of the parts, one after the other, in lower-case hex.
 *
 * @category combinators
 * @since 0.1.0
 */
export const sha1 = (...parts: ReadonlyArray<LoginPart>): Effect.Effect<Redacted.Redacted> => digestHex("sha1", parts)

/**
 * The SHA-256 of the UTF-8 bytes of the parts, one after the other, in lower-case hex.
 *
 * @category combinators
 * @since 0.1.0
 */
export const sha256 = (...parts: ReadonlyArray<LoginPart>): Effect.Effect<Redacted.Redacted> =>
  digestHex("sha256", parts)

const hmacHex = (
  algorithm: Algorithms.HmacName,
  key: LoginPart,
  parts: ReadonlyArray<LoginPart>
): Effect.Effect<Redacted.Redacted> =>
  Effect.flatMap(loadAlgorithms, ({ hmac, hex }) =>
    Effect.map(hmac(algorithm, encoder.encode(textOf(key)), encoder.encode(join(parts))), (tag) =>
      Redacted.make(hex(tag))
    )
  )

/**
 * The HMAC with SHA-1 of the UTF-8 bytes of the parts, one after the other, in lower-case hex.
 *
 * @category combinators
 * @since 0.1.0
 */
export const hmacSha1 = (key: LoginPart, ...parts: ReadonlyArray<LoginPart>): Effect.Effect<Redacted.Redacted> =>
  hmacHex("hmacSha1", key, parts)

/**
 * The HMAC with SHA-256 of the UTF-8 bytes of the parts, one after the other, in lower-case hex.
 *
 * @category combinators
 * @since 0.1.0
 */
export const hmacSha256 = (key: LoginPart, ...parts: ReadonlyArray<LoginPart>): Effect.Effect<Redacted.Redacted> =>
  hmacHex("hmacSha256", key, parts)

/**
 * The Base64 of the UTF-8 bytes of the parts, one after the other, with padding.
 *
 * @category combinators
 * @since 0.1.0
 */
export const base64 = (...parts: ReadonlyArray<LoginPart>): Redacted.Redacted =>
  Redacted.make(Base64.encode(join(parts)))

/**
 * The characters of a word at positions that count from 1, in the order of the positions. A character is a code point.
 * Fails with `UnexpectedResponse` for a position that is no whole number from 1 on, and with `SecondFactorRejected`,
 * before anything is sent, for a word that is too short. Neither the positions nor the word's length are told.
 *
 * @category combinators
 * @since 0.1.0
 */
export const charactersAt = (
  word: Redacted.Redacted,
  positions: ReadonlyArray<number>
): Result.Result<ReadonlyArray<Redacted.Redacted>, Reason> => {
  const characters = Array.from(Redacted.value(word))
  const found: Array<Redacted.Redacted> = []
  for (const position of positions) {
    if (!Number.isInteger(position) || position < 1) {
      return Result.fail(new UnexpectedResponse({ detail: "an unreadable position in the memorable word" }))
    }
    const character = characters[position - 1]
    if (character === undefined) {
      const detail = "the memorable word is too short for the characters that are wanted"
      return Result.fail(new SecondFactorRejected({ factor: "memorableWord", detail }))
    }
    found.push(Redacted.make(character))
  }
  return Result.succeed(found)
}

/**
 * The time of the clock, in whole seconds or milliseconds since 1970.
 *
 * @category combinators
 * @since 0.1.0
 */
export const timestamp = (unit: "s" | "ms"): Effect.Effect<number> =>
  Effect.map(Clock.currentTimeMillis, (now) => (unit === "ms" ? now : Math.floor(now / 1000)))

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** The bytes of a Base32 text; spaces, dashes, padding and case do not matter. `undefined` for another text. */
const fromBase32 = (text: string): Uint8Array | undefined => {
  const bytes: Array<number> = []
  let bits = 0
  let value = 0
  for (const character of text.toUpperCase().replaceAll(/[\s-]|=+\s*$/g, "")) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) return undefined
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 0xff)
    }
  }
  return bytes.length === 0 ? undefined : Uint8Array.from(bytes)
}

/** The period of one-time keys, in milliseconds. */
const totpPeriod = 30_000

/**
 * The one-time key of an authenticator now (RFC 6238: HMAC with SHA-1, 30 seconds, 6 digits), out of the Base32 text
 * that was shown when the authenticator was set up. Fails with `InvalidConfiguration` for a text that is not Base32;
 * `field` names it.
 *
 * @category combinators
 * @since 0.1.0
 */
export const totp = (secret: LoginPart, field = "totp"): Effect.Effect<Redacted.Redacted, InvalidConfiguration> =>
  Effect.gen(function* () {
    const key = fromBase32(textOf(secret))
    if (key === undefined) return yield* new InvalidConfiguration({ field, detail: "must be a Base32 text" })
    const counter = new DataView(new ArrayBuffer(8))
    counter.setBigUint64(0, BigInt(Math.floor((yield* Clock.currentTimeMillis) / totpPeriod)))
    const { hmac } = yield* loadAlgorithms
    const tag = yield* hmac("hmacSha1", key, new Uint8Array(counter.buffer))
    const offset = (tag.at(-1) ?? 0) & 0xf
    const number = new DataView(tag.buffer, tag.byteOffset).getUint32(offset) & 0x7fffffff
    return Redacted.make(String(number % 1_000_000).padStart(6, "0"))
  })
