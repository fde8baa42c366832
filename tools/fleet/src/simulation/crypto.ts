/** Cryptography for simulated processes: a cheap one that is done at once, and Web Crypto made deterministic. */
import type { StoreCryptoFunctions } from "@crm-auth/core/SessionStore"
import * as CryptoError from "effect/crypto/CryptoError"
import * as Effect from "effect/Effect"
import type { Process } from "./Process.ts"

/** 32 bytes that differ for different texts, whether they are hard to find or not. */
const hash = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (const part of parts) {
    for (const byte of part) {
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 2) ^ byte, 0x85ebca6b)
    }
    a = Math.imul(a ^ part.length, 0x01000193)
  }
  const words = new Uint32Array(8)
  for (let index = 0; index < words.length; index++) {
    a = Math.imul(a ^ (b >>> 13), 0x21f0aaad)
    b = Math.imul(b ^ (a >>> 15), 0x735a2d97)
    words[index] = a ^ b
  }
  return new Uint8Array(words.buffer)
}

const tagLength = 8

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

const rejected = new CryptoError.CryptoError({
  module: "Fleet",
  method: "decrypt",
  reason: new CryptoError.DecryptionFailed()
})

const randomBytes = (process: Process, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => process.dice.below(256))

/** Refuses whatever Web Crypto refuses: a changed text, another key, nonce or context. Keeps nothing secret. */
export const cheapCrypto = (process: Process): StoreCryptoFunctions => ({
  cipher: (key) => {
    const tagOf = (text: Uint8Array, nonce: Uint8Array, context: Uint8Array) =>
      hash(key, nonce, context, text).subarray(0, tagLength)
    return Effect.succeed({
      encrypt: (text, { context, nonce }) =>
        Effect.sync(() => {
          const sealed = new Uint8Array(text.length + tagLength)
          sealed.set(text)
          sealed.set(tagOf(text, nonce, context), text.length)
          return sealed
        }),
      decrypt: (sealed, { context, nonce }) =>
        Effect.suspend(() => {
          const text = sealed.subarray(0, Math.max(0, sealed.length - tagLength))
          const isOurs = isSame(sealed.subarray(text.length), tagOf(text, nonce, context))
          return isOurs ? Effect.succeed(text) : Effect.fail(rejected)
        })
    })
  },
  signer: (key) => Effect.succeed((text) => Effect.sync(() => hash(key, text))),
  digest: (text) => Effect.sync(() => hash(text)),
  randomBytes: (count) => Effect.sync(() => randomBytes(process, count))
})

/** Web Crypto itself, with random bytes of the process, and results that come in the order of the calls. */
export const orderedWebCrypto = (process: Process): Crypto => {
  const subtle = new Proxy(globalThis.crypto.subtle, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== "function") return member
      return (...given: ReadonlyArray<unknown>): Promise<unknown> =>
        new Promise((resolve, reject) => {
          process.world.await(() =>
            Promise.resolve(Reflect.apply(member, target, given)).then(
              (value) => () => resolve(value),
              (error: unknown) => () => reject(error)
            )
          )
        })
    }
  })
  return new Proxy(globalThis.crypto, {
    get: (target, name) => {
      if (name === "subtle") return subtle
      if (name === "getRandomValues") {
        return (into: Uint8Array) => {
          into.set(randomBytes(process, into.length))
          return into
        }
      }
      return Reflect.get(target, name)
    }
  })
}
