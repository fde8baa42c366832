/** Derives what a store needs from its secret: a cipher, a signer, and a name for the key. */
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Hex from "effect/encoding/Hex"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { InvalidConfiguration } from "../../Reason.ts"
import type { StoreCipher, StoreCryptoFunctions } from "./crypto.ts"
import { keyNameLength, purposeText } from "./format.ts"

export interface DerivedKeys {
  /** Eight hexadecimal digits, kept with everything that the key made. */
  readonly id: string
  readonly cipher: StoreCipher
  /** HMAC of a text, in hexadecimal. */
  readonly sign: (text: string) => Effect.Effect<string>
}

const keyLength = 32

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const parse = (secret: string): Uint8Array | undefined => {
  const text = secret.trim()
  const decoders = /^[\da-f]{64}$/i.test(text) ? [Hex.decode] : [Base64.decode, Base64Url.decode]
  return decoders
    .map((decode) => decode(text))
    .filter(Result.isSuccess)
    .map(({ success }) => success)
    .find((bytes) => bytes.length === keyLength)
}

const invalid = (detail: string) => new InvalidConfiguration({ field: "key", detail })

/** Each purpose has a key of its own, so that no use of one reveals anything about another. */
export const deriveKeys = (
  crypto: StoreCryptoFunctions,
  secret: Redacted.Redacted
): Effect.Effect<DerivedKeys, InvalidConfiguration> =>
  Effect.gen(function* () {
    const bytes = parse(Redacted.value(secret))
    if (bytes === undefined) {
      return yield* invalid("must be 32 random bytes in base64 or hexadecimal; `openssl rand -base64 32` makes one")
    }
    const root = yield* crypto.signer(bytes)
    const derive = (purpose: Parameters<typeof purposeText>[0]) => root(utf8(purposeText(purpose)))
    const sign = yield* crypto.signer(yield* derive("fingerprint"))
    return {
      id: Hex.encode((yield* derive("name")).slice(0, keyNameLength)),
      cipher: yield* crypto.cipher(yield* derive("encryption")),
      sign: (text: string) => Effect.map(Effect.orDie(sign(utf8(text))), Hex.encode)
    }
  }).pipe(Effect.catchTag("CryptoError", () => invalid("cannot be used: this platform has no Web Crypto")))
