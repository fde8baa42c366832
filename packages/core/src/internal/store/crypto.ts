/**
 * The cryptography that stores need, as a service: Web Crypto by default, and whatever a simulation provides in its
 * place.
 */
import * as Context from "effect/Context"
import * as Aead from "effect/crypto/Aead"
import type { CryptoError } from "effect/crypto/CryptoError"
import * as Digest from "effect/crypto/Digest"
import * as Mac from "effect/crypto/Mac"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * An authenticated cipher under one key.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoreCipher {
  /**
   * Encrypts `text`, and authenticates it together with `context`. `nonce` has 12 bytes and is used once.
   *
   * @since 0.1.0
   */
  readonly encrypt: (
    text: Uint8Array,
    options: { readonly nonce: Uint8Array; readonly context: Uint8Array }
  ) => Effect.Effect<Uint8Array, CryptoError>
  /**
   * Decrypts what `encrypt` made with the same nonce and context; fails if any byte differs.
   *
   * @since 0.1.0
   */
  readonly decrypt: (
    sealed: Uint8Array,
    options: { readonly nonce: Uint8Array; readonly context: Uint8Array }
  ) => Effect.Effect<Uint8Array, CryptoError>
}

/**
 * The cryptographic functions of a store.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoreCryptoFunctions {
  /**
   * An authenticated cipher under a key of 32 bytes: AES-256-GCM.
   *
   * @since 0.1.0
   */
  readonly cipher: (key: Uint8Array) => Effect.Effect<StoreCipher, CryptoError>
  /**
   * A function that signs under a key of 32 bytes: HMAC-SHA-256.
   *
   * @since 0.1.0
   */
  readonly signer: (
    key: Uint8Array
  ) => Effect.Effect<(text: Uint8Array) => Effect.Effect<Uint8Array, CryptoError>, CryptoError>
  /**
   * A digest of 32 bytes: SHA-256.
   *
   * @since 0.1.0
   */
  readonly digest: (text: Uint8Array) => Effect.Effect<Uint8Array>
  /**
   * Random bytes that cannot be guessed: nonces, and the tokens of leases.
   *
   * @since 0.1.0
   */
  readonly randomBytes: (count: number) => Effect.Effect<Uint8Array>
}

const webCrypto: Effect.Effect<StoreCryptoFunctions> = Effect.gen(function* () {
  const aead = yield* Aead.Aead
  const mac = yield* Mac.Mac
  const digest = yield* Digest.Digest
  const { randomBytes } = yield* SecureRandom.SecureRandom
  return {
    cipher: (bytes) =>
      Effect.map(Aead.key(Aead.aes256Gcm, bytes), (key) => ({
        encrypt: (text, { context, nonce }) => aead.encrypt(key, text, { nonce, aad: context }),
        decrypt: (sealed, { context, nonce }) => aead.decrypt(key, sealed, { nonce, aad: context })
      })),
    signer: (bytes) => Effect.map(Mac.key(Mac.hmacSha256, bytes), (key) => (text) => mac.sign(key, text)),
    digest: (text) => digest.digest(Digest.sha256, text),
    randomBytes
  } satisfies StoreCryptoFunctions
}).pipe(
  Effect.provide(
    Layer.mergeAll(Aead.layerWebCrypto, Mac.layerWebCrypto, Digest.layerWebCrypto).pipe(
      Layer.provideMerge(SecureRandom.layerWebCrypto)
    )
  )
)

/**
 * Makes the cryptographic functions of a store, when the store is made. Default: Web Crypto. Replace it only to simulate
 * processes deterministically: sessions are as safe as these functions are.
 *
 * @category services
 * @since 0.1.0
 */
export class StoreCrypto
  extends /*#__PURE__*/ Context.Reference<Effect.Effect<StoreCryptoFunctions>>("@crm-auth/core/StoreCrypto", {
    defaultValue: () => webCrypto
  }) {}
