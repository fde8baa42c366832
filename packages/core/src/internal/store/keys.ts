/** A store's keys: one that encrypts, one that signs, and a name, all out of the secret that the caller keeps. */
import * as Aead from "effect/crypto/Aead"
import * as Mac from "effect/crypto/Mac"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Hex from "effect/encoding/Hex"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { InvalidConfiguration } from "../../Reason.ts"

export interface StoreKey {
  /** Eight hexadecimal digits, kept with all that the key made. */
  readonly id: string
  readonly aead: Aead.Key
  readonly mac: Mac.Key
}

const length = 32

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const parse = (secret: string): Uint8Array | undefined => {
  const text = secret.trim()
  const decoders = /^[\da-f]{64}$/i.test(text) ? [Hex.decode] : [Base64.decode, Base64Url.decode]
  return decoders
    .map((decode) => decode(text))
    .filter(Result.isSuccess)
    .map(({ success }) => success)
    .find((bytes) => bytes.length === length)
}

const invalid = (detail: string) => new InvalidConfiguration({ field: "key", detail })

/** Each purpose has a key of its own, so that no use of one says anything of another. */
export const storeKey = (secret: Redacted.Redacted): Effect.Effect<StoreKey, InvalidConfiguration, Mac.Mac> =>
  Effect.gen(function* () {
    const bytes = parse(Redacted.value(secret))
    if (bytes === undefined) {
      return yield* invalid("must be 32 random bytes in base64 or hexadecimal; `openssl rand -base64 32` makes one")
    }
    const mac = yield* Mac.Mac
    const root = yield* Mac.key(Mac.hmacSha256, bytes)
    const derive = (purpose: string) => mac.sign(root, utf8(`crm-auth session store 1: ${purpose}`))
    return {
      id: Hex.encode((yield* derive("name")).slice(0, 4)),
      aead: yield* Aead.key(Aead.aes256Gcm, yield* derive("encryption")),
      mac: yield* Mac.key(Mac.hmacSha256, yield* derive("fingerprint"))
    }
  }).pipe(Effect.catchTag("CryptoError", () => invalid("cannot be used: this platform has no Web Crypto")))
