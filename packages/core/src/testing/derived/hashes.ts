/**
 * Hash functions of an emulated server. They are computed at once, so that a run on a test clock stays deterministic,
 * and share no code with Web Crypto, which clients use.
 */
import * as Digest from "effect/crypto/Digest"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import type { HashName, HashText } from "../EmulatorSpec.ts"

const rotateLeft = (value: number, count: number): number => (value << count) | (value >>> (32 - count))

/** The message in blocks of 64 bytes, with its length in bits at the end, as 32-bit words. */
const blocks = (bytes: Uint8Array): ReadonlyArray<ReadonlyArray<number>> => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(length - 4, (bytes.length << 3) >>> 0)
  return Array.from({ length: length / 64 }, (_, block) =>
    Array.from({ length: 16 }, (_word, index) => view.getUint32(block * 64 + index * 4))
  )
}

const at = (words: ReadonlyArray<number>, index: number): number => words[index] ?? 0

const toBytes = (words: ReadonlyArray<number>): Uint8Array => {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  words.forEach((word, index) => view.setUint32(index * 4, word >>> 0))
  return new Uint8Array(view.buffer)
}

const sha1 = (bytes: Uint8Array): Uint8Array => {
  let state: ReadonlyArray<number> = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (const block of blocks(bytes)) {
    const words = [...block]
    for (let i = 16; i < 80; i++) {
      words.push(rotateLeft(at(words, i - 3) ^ at(words, i - 8) ^ at(words, i - 14) ^ at(words, i - 16), 1))
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (rotateLeft(a, 5) + f + e + k + at(words, i)) | 0
      ;[a, b, c, d, e] = [next, a, rotateLeft(b, 30), c, d]
    }
    state = [a, b, c, d, e].map((word, index) => (word + at(state, index)) | 0)
  }
  return toBytes(state)
}

/** The first 32 bits of the fractional parts of a root of the first primes. */
const fractions = (count: number, root: (prime: number) => number): ReadonlyArray<number> => {
  const primes: Array<number> = []
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return primes.map((prime) => Math.floor((root(prime) % 1) * 0x100000000) | 0)
}

const sha256Start = /*#__PURE__*/ fractions(8, Math.sqrt)
const sha256Constants = /*#__PURE__*/ fractions(64, Math.cbrt)

const sha256 = (bytes: Uint8Array): Uint8Array => {
  let state = sha256Start
  for (const block of blocks(bytes)) {
    const words = [...block]
    const turn = (value: number, one: number, two: number) => rotateLeft(value, 32 - one) ^ rotateLeft(value, 32 - two)
    for (let i = 16; i < 64; i++) {
      const early = at(words, i - 15)
      const late = at(words, i - 2)
      words.push(
        (at(words, i - 16) +
          (turn(early, 7, 18) ^ (early >>> 3)) +
          at(words, i - 7) +
          (turn(late, 17, 19) ^ (late >>> 10))) |
          0
      )
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const one = turn(e, 6, 11) ^ rotateLeft(e, 7)
      const first = (h + one + ((e & f) ^ (~e & g)) + at(sha256Constants, i) + at(words, i)) | 0
      const zero = turn(a, 2, 13) ^ rotateLeft(a, 10)
      const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
    }
    state = [a, b, c, d, e, f, g, h].map((word, index) => (word + at(state, index)) | 0)
  }
  return toBytes(state)
}

/** Effect carries the code of MD5, which Web Crypto lacks. */
const md5 = Digest.md5.implementation ?? sha256

const functions: { readonly [name in HashName]: (bytes: Uint8Array) => Uint8Array } = { md5, sha1, sha256 }

/** The hash of some bytes. */
export const hash = (name: HashName, bytes: Uint8Array): Uint8Array => functions[name](bytes)

/** The HMAC (RFC 2104) of some bytes. The blocks of all three hashes have 64 bytes. */
export const hmac = (name: HashName, key: Uint8Array, bytes: Uint8Array): Uint8Array => {
  const block = new Uint8Array(64)
  block.set(key.length > 64 ? hash(name, key) : key)
  const under = (pad: number, text: Uint8Array): Uint8Array =>
    hash(name, Uint8Array.from([...block.map((byte) => byte ^ pad), ...text]))
  return under(0x5c, under(0x36, bytes))
}

/** Bytes as a login sends them. */
export const written = (bytes: Uint8Array, as: HashText = "hex"): string => {
  switch (as) {
    case "hex":
      return Hex.encode(bytes)
    case "upperHex":
      return Hex.encode(bytes).toUpperCase()
    case "base64":
      return Base64.encode(bytes)
  }
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** The bytes of a Base32 text (RFC 4648); white space, case and padding do not count. */
export const fromBase32 = (text: string): Uint8Array => {
  const bytes: Array<number> = []
  let bits = 0
  let count = 0
  for (const char of text.replaceAll(/[\s=]/g, "").toUpperCase()) {
    bits = (bits << 5) | Math.max(0, base32.indexOf(char))
    count += 5
    if (count >= 8) {
      count -= 8
      bytes.push((bits >>> count) & 0xff)
      bits &= (1 << count) - 1
    }
  }
  return Uint8Array.from(bytes)
}

/** The one-time password (RFC 4226) of a counter. */
export const oneTimePassword = (secret: Uint8Array, counter: number, digits: number): string => {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(0, Math.floor(counter / 0x100000000))
  view.setUint32(4, counter >>> 0)
  const signed = hmac("sha1", secret, new Uint8Array(view.buffer))
  const start = (signed[19] ?? 0) & 0xf
  const code = new DataView(signed.buffer, signed.byteOffset).getUint32(start) & 0x7fffffff
  return String(code % 10 ** digits).padStart(digits, "0")
}
