/** Digests and MACs of logins, by Web Crypto and Effect's own. Loaded when a login first needs one. */
import * as Digest from "effect/crypto/Digest"
import * as Mac from "effect/crypto/Mac"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as Layer from "effect/Layer"

const digests = { md5: Digest.md5, sha1: Digest.sha1, sha256: Digest.sha256 }
const hmacs = { hmacSha1: Mac.hmacSha1, hmacSha256: Mac.hmacSha256 }

/** A digest, by its name. */
export type DigestName = keyof typeof digests

/** A MAC, by its name. */
export type HmacName = keyof typeof hmacs

/** The hash of bytes in lower-case hex. */
export const digest = (algorithm: DigestName, bytes: Uint8Array): Effect.Effect<string> =>
  Effect.provide(
    Digest.Digest.use((service) => service.digestHex(digests[algorithm], bytes)),
    Digest.layerWebCrypto
  )

/** HMAC fills keys up with zeros, so that an empty key is the one of a single zero. */
const keyBytes = (bytes: Uint8Array): Uint8Array => (bytes.length === 0 ? new Uint8Array(1) : bytes)

/** The tag of data. Only a runtime without Web Crypto fails, as it does for the digests. */
export const hmac = (algorithm: HmacName, key: Uint8Array, data: Uint8Array): Effect.Effect<Uint8Array> =>
  Mac.Mac.use((mac) => Effect.flatMap(Mac.key(hmacs[algorithm], keyBytes(key)), (made) => mac.sign(made, data))).pipe(
    Effect.orDie,
    Effect.provide(Layer.provide(Mac.layerWebCrypto, SecureRandom.layerWebCrypto))
  )

/** Bytes in lower-case hex. */
export const hex = Hex.encode
