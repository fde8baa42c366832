/** Encrypts what a store holds (AES-256-GCM, bound to its slot), names slots, and fingerprints credentials. */
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Hex from "effect/encoding/Hex"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type InvalidConfiguration, StoreFailure } from "../../Reason.ts"
import { StoreCrypto } from "./crypto.ts"
import { canonicalText, contextText, nonceLength, splitSealed, version } from "./format.ts"
import { type DerivedKeys, deriveKeys, utf8 } from "./keys.ts"

export interface RecordCipher {
  /**
   * The slot of an account's session, of which it may have several, counted from 0; `undefined` if only a secret names
   * the account and there is no key to hide it with.
   */
  readonly slot: (
    parts: ReadonlyArray<string | Redacted.Redacted | undefined>,
    index?: number
  ) => Effect.Effect<string | undefined>
  /** Encrypts a record for its slot. */
  readonly close: (slot: string, text: string) => Effect.Effect<string, StoreFailure>
  /** Decrypts a record; fails if it was changed, moved, or made with a key that is not known here. */
  readonly open: (slot: string, sealed: string) => Effect.Effect<string, StoreFailure>
  /** Tells credentials apart and reveals nothing about them; `undefined` without a key. */
  readonly fingerprint: (credentials: unknown) => Effect.Effect<string | undefined>
  /** Whether these credentials have this fingerprint. */
  readonly matches: (fingerprint: string | undefined, credentials: unknown) => Effect.Effect<boolean>
  /** A new lease's token. */
  readonly token: Effect.Effect<string>
}

const plainly = "plain"

/** Secrets are in it in clear. */
const canonical = (value: unknown): string =>
  canonicalText(value, (part) => (Redacted.isRedacted(part) ? { secret: Redacted.value(part) } : undefined))

const failure = (detail: string) => new StoreFailure({ detail })

/** The first key writes; the others only read. Without a key, everything is in clear. */
export const makeCipher = (keys: ReadonlyArray<Redacted.Redacted>): Effect.Effect<RecordCipher, InvalidConfiguration> =>
  Effect.gen(function* () {
    const crypto = yield* Effect.flatten(StoreCrypto)
    const all = yield* Effect.forEach(keys, (key) => deriveKeys(crypto, key))
    const current = all[0]
    const byId = (id: string | undefined) => all.find((key) => key.id === id)

    const sign = ({ id, sign }: DerivedKeys, text: string) => Effect.map(sign(text), (tag) => `${id}.${tag}`)

    const encrypt = ({ cipher, id }: DerivedKeys, slot: string, text: string) =>
      Effect.gen(function* () {
        const nonce = yield* crypto.randomBytes(nonceLength)
        const sealed = yield* cipher.encrypt(utf8(text), { nonce, context: utf8(contextText(id, slot)) })
        const whole = new Uint8Array(nonceLength + sealed.length)
        whole.set(nonce)
        whole.set(sealed, nonceLength)
        return `${version}.${id}.${Base64Url.encode(whole)}`
      })

    const decrypt = ({ cipher, id }: DerivedKeys, slot: string, body: string) => {
      const bytes = Result.getOrElse(Base64Url.decode(body), () => new Uint8Array())
      return cipher
        .decrypt(bytes.subarray(nonceLength), {
          nonce: bytes.subarray(0, nonceLength),
          context: utf8(contextText(id, slot))
        })
        .pipe(Effect.map((text) => new TextDecoder().decode(text)))
    }

    const fingerprint = (credentials: unknown) =>
      Effect.transposeOption(
        Option.map(Option.fromNullishOr(current), (key) => sign(key, canonical(credentials)))
      ).pipe(Effect.map(Option.getOrUndefined))

    return {
      slot: (parts, index = 0) =>
        Effect.gen(function* () {
          if (current === undefined && parts.some(Redacted.isRedacted)) return undefined
          const named = yield* Effect.forEach(parts, (part) =>
            current !== undefined && Redacted.isRedacted(part)
              ? sign(current, `account ${canonical(part)}`)
              : Effect.succeed(part === undefined ? null : canonical(part))
          )
          // All parts are strings, so that a number cannot name another account.
          const place = [version, ...named, ...(index === 0 ? [] : [index])]
          return Hex.encode(yield* crypto.digest(utf8(JSON.stringify(place))))
        }),
      close: (slot, text) =>
        current === undefined
          ? Effect.succeed(`${version}.${plainly}.${text}`)
          : Effect.mapError(encrypt(current, slot, text), () => failure("a session could not be encrypted")),
      open: (slot, sealed) => {
        const parts = splitSealed(sealed)
        if (parts === undefined) return Effect.fail(failure("a record is damaged"))
        const { body, keyId: id } = parts
        if (id === plainly) {
          return current === undefined ? Effect.succeed(body) : Effect.fail(failure("a record is not encrypted"))
        }
        const key = byId(id)
        return key === undefined
          ? Effect.fail(failure(`a record was made with another key (${id})`))
          : Effect.mapError(decrypt(key, slot, body), () => failure("a record was changed by another program"))
      },
      fingerprint,
      matches: (known, credentials) => {
        // Without a key there are no fingerprints: a record that has one was not written by this library.
        if (current === undefined) return Effect.succeed(known === undefined)
        const key = byId(known?.split(".")[0])
        return key === undefined
          ? Effect.succeed(false)
          : Effect.map(sign(key, canonical(credentials)), (own) => own === known)
      },
      token: Effect.map(crypto.randomBytes(16), Hex.encode)
    } satisfies RecordCipher
  })
