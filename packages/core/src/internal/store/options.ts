/** Checks a store's options once, when the store is made, and derives its keys. */
import * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { InvalidConfiguration } from "../../Reason.ts"
import { makeCipher, type RecordCipher } from "./cipher.ts"

/**
 * A store's key: 32 random bytes, in base64 or hexadecimal (`openssl rand -base64 32`), or a `Config` that reads it,
 * such as `Config.Redacted("SESSION_STORE_KEY")`.
 *
 * @category models
 * @since 0.1.0
 */
export type StoreKey = Redacted.Redacted | Config.Config<Redacted.Redacted>

/**
 * How a store protects what it keeps, and how long it may take.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionStoreOptions {
  /**
   * Encrypts what is kept (AES-256-GCM) and signs credential fingerprints (HMAC-SHA-256), so that a session of other
   * credentials is never used, and credentials that one process saw refused are not tried by the others.
   *
   * @since 0.1.0
   */
  readonly key: StoreKey
  /**
   * Keys that still read, and write nothing. To change the key, give the new one as `key` and the old one here until all
   * processes have both.
   *
   * @default []
   * @since 0.1.0
   */
  readonly oldKeys?: ReadonlyArray<StoreKey> | undefined
  /**
   * How long a process that was killed while it logged in keeps the others waiting, give or take two seconds. It is
   * extended while a login takes its time. Processes that share a store need the same one: none believes a lease for
   * longer than its own.
   *
   * @default "10 seconds"
   * @since 0.1.0
   */
  readonly lease?: Duration.Input | undefined
  /**
   * How long one step of the store may take.
   *
   * @default "5 seconds"
   * @since 0.1.0
   */
  readonly timeout?: Duration.Input | undefined
}

export interface CheckedOptions {
  readonly cipher: RecordCipher
  readonly leaseMillis: number
  readonly timeout: Duration.Duration
}

const plaintext = Redacted.make("", { label: "insecurePlaintext" })

/**
 * In place of a key, keeps sessions readable to everyone who can read the store. There are no fingerprints then, so that
 * refused credentials are not shared, and accounts that only a secret names are not shared at all.
 *
 * @deprecated Dangerous: anyone who can read the store can use its sessions. For tests on one machine only.
 * @category constructors
 * @since 0.1.0
 */
export const insecurePlaintext = (): Redacted.Redacted => plaintext

export const invalid = (field: string, detail: string): InvalidConfiguration =>
  new InvalidConfiguration({ field, detail })

const missingKey =
  'is missing; give 32 random bytes, such as `Config.Redacted("SESSION_STORE_KEY")`; `openssl rand -base64 32` makes them'

/** The variables that a failed `Config` names. */
const variablesIn = (error: Config.ConfigError): string =>
  [...error.message.matchAll(/\["([^"]+)"\]/g)].map(([, name]) => name).join(", ")

const readKey = (field: string, key: unknown): Effect.Effect<Redacted.Redacted, InvalidConfiguration> => {
  if (key === undefined) return Effect.fail(invalid(field, missingKey))
  if (Redacted.isRedacted(key)) return Effect.succeed(Redacted.make(String(Redacted.value(key))))
  if (!isKeyConfig(key)) {
    return Effect.fail(invalid(field, "must be a `Redacted` value, or a `Config` of one, and not a plain string"))
  }
  return Effect.mapError(key, (error) => invalid(field, `cannot be read: set the variable ${variablesIn(error)}`))
}

const isKeyConfig = (key: unknown): key is Config.Config<Redacted.Redacted> => Config.isConfig(key)

const readDuration = (
  field: string,
  input: Duration.Input | undefined,
  standard: Duration.Input
): Effect.Effect<Duration.Duration, InvalidConfiguration> => {
  const duration = Option.getOrUndefined(Duration.fromInput(input ?? standard))
  return duration === undefined || !Duration.isFinite(duration) || Duration.toMillis(duration) < 1
    ? Effect.fail(invalid(field, 'must be a duration of at least a millisecond, such as "10 seconds"'))
    : Effect.succeed(duration)
}

export const checkOptions = (options: SessionStoreOptions): Effect.Effect<CheckedOptions, InvalidConfiguration> =>
  Effect.gen(function* () {
    const { key, lease, oldKeys, timeout } = options
    const lasts = yield* readDuration("lease", lease, "10 seconds")
    const waits = yield* readDuration("timeout", timeout, "5 seconds")
    if (oldKeys !== undefined && !Array.isArray(oldKeys)) return yield* invalid("oldKeys", "must be a list of keys")
    const keys =
      key === plaintext
        ? []
        : [
            yield* readKey("key", key),
            ...(yield* Effect.forEach(oldKeys ?? [], (old, index) => readKey(`oldKeys[${index}]`, old)))
          ]
    return { cipher: yield* makeCipher(keys), leaseMillis: Math.ceil(Duration.toMillis(lasts)), timeout: waits }
  })

/** A prefix of keys, checked. */
export const checkPrefix = (
  prefix: string | undefined,
  standard: string
): Effect.Effect<string, InvalidConfiguration> =>
  prefix === undefined || Predicate.isString(prefix)
    ? Effect.succeed(prefix ?? standard)
    : Effect.fail(invalid("prefix", "must be a string"))
