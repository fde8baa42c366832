/**
 * Reads one session out of a store's record without Effect, for programs that must answer at once, such as a command
 * line. It only reads: what it cannot read, or what is due for renewal, is the business of a session manager.
 *
 * @since 0.1.0
 */
import { deadlinesOf } from "./internal/deadlines.ts"
import {
  canonicalText,
  contextText,
  keyNameLength,
  nonceLength,
  parseFileName,
  purposeText,
  splitFile,
  splitSealed
} from "./internal/store/format.ts"

/**
 * The cryptographic functions that reading needs.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredSessionCrypto {
  /** HMAC-SHA-256 of a text. */
  readonly hmac: (key: Uint8Array, text: string) => Uint8Array
  /** Decrypts AES-256-GCM; the last 16 bytes are the tag. `undefined` if any byte differs. */
  readonly decrypt: (
    key: Uint8Array,
    sealed: Uint8Array,
    options: { readonly nonce: Uint8Array; readonly context: string }
  ) => string | undefined
}

/**
 * What is read, and for whom.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredSessionQuery {
  /** The store's key: 32 bytes. */
  readonly key: Uint8Array
  /** Where the store keeps the session. */
  readonly slot: string
  /** The text of the record's file. */
  readonly text: string
  /** When the file was written, in milliseconds since the epoch. */
  readonly writtenAt: number
  /** The time, in milliseconds since the epoch. */
  readonly now: number
  /**
   * The credentials that the session must have been made with. A secret is an object with the one field `secret`.
   *
   * @default any credentials will do
   */
  readonly credentials?: { readonly [name: string]: unknown } | undefined
}

/**
 * A session that can be used now and is not due for renewal.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredSession {
  /** The session's id. */
  readonly id: string
  /** What the vendor gave, as the store holds it: secrets are in clear. */
  readonly value: unknown
  /** When its login was sent, in milliseconds since the epoch. */
  readonly issuedAt: number
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

const isSecret = (value: unknown): value is { readonly secret: unknown } =>
  typeof value === "object" && value !== null && "secret" in value && Object.keys(value).length === 1

const decode = (base64Url: string): Uint8Array =>
  Uint8Array.from(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0))

interface Record {
  readonly slot: string
  readonly session?: {
    readonly id: string
    readonly value: unknown
    readonly fingerprint?: string
    readonly age: number
    readonly idleTimeout?: number
    readonly absoluteTimeout?: number
  }
}

/** The record was authenticated with the store's key: it is as this library wrote it. */
const parse = (text: string): Record => JSON.parse(text)

/**
 * The name of the newest record in a store's folder, given the names of its files; `undefined` if there is none.
 *
 * @category combinators
 * @since 0.1.0
 */
export const newestRecord = (names: ReadonlyArray<string>): string | undefined =>
  names
    .map((name) => ({ name, parsed: parseFileName(name) }))
    .filter(({ parsed }) => parsed?.kind === "session")
    .sort((a, b) => (b.parsed?.number ?? 0) - (a.parsed?.number ?? 0))[0]?.name

type Derive = (purpose: Parameters<typeof purposeText>[0]) => Uint8Array

/** Decrypts a record. `undefined` if it was written with another key or for another place. */
const open = (
  { slot, text }: Pick<StoredSessionQuery, "slot" | "text">,
  derive: Derive,
  { decrypt }: StoredSessionCrypto
): (Record & { readonly keyId: string }) | undefined => {
  const keyId = hex(derive("name").slice(0, keyNameLength))
  const sealed = splitSealed(splitFile(text).value)
  if (sealed?.keyId !== keyId) return undefined
  const bytes = decode(sealed.body)
  const plain = decrypt(derive("encryption"), bytes.subarray(nonceLength), {
    nonce: bytes.subarray(0, nonceLength),
    context: contextText(keyId, slot)
  })
  if (plain === undefined) return undefined
  const record = parse(plain)
  return record.slot === slot ? { ...record, keyId } : undefined
}

/**
 * Whether a record holds a session, be it due for renewal or not: one of an account that was logged out, or whose
 * credentials were refused, holds none. `undefined` if it cannot be read.
 *
 * @category guards
 * @since 0.1.0
 */
export const holdsStoredSession = (
  query: Pick<StoredSessionQuery, "key" | "slot" | "text">,
  crypto: StoredSessionCrypto
): boolean | undefined => {
  // A store that removes a record leaves an empty one.
  if (splitFile(query.text).value === "") return false
  const record = open(query, (purpose) => crypto.hmac(query.key, purposeText(purpose)), crypto)
  return record === undefined ? undefined : record.session !== undefined
}

/**
 * Reads a session. `undefined` if there is none that can be used now, or it is due for renewal, or it cannot be read:
 * then ask a session manager.
 *
 * @category constructors
 * @since 0.1.0
 */
export const readStoredSession = (
  { credentials, key, now, slot, text, writtenAt }: StoredSessionQuery,
  crypto: StoredSessionCrypto
): StoredSession | undefined => {
  const { hmac } = crypto
  const derive: Derive = (purpose) => hmac(key, purposeText(purpose))
  const record = open({ slot, text }, derive, crypto)
  if (record?.session === undefined) return undefined
  const { keyId, session } = record
  if (credentials !== undefined) {
    const canonical = canonicalText(credentials, (value) => (isSecret(value) ? value : undefined))
    if (session.fingerprint !== `${keyId}.${hex(hmac(derive("fingerprint"), canonical))}`) return undefined
  }
  const issuedAt = writtenAt - session.age
  const { absoluteTimeout: absolute = Infinity, id, idleTimeout: idle = Infinity, value } = session
  const { idleFor, softAt } = deadlinesOf({ absolute, idle }, issuedAt, 0.5)
  const isFresh = now >= issuedAt && now < softAt && now - writtenAt < idleFor
  return isFresh ? { id, value, issuedAt } : undefined
}
