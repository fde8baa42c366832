/**
 * One session for many processes: stores that keep sessions where other processes find them, and the lease that lets
 * one of them log in while the others wait. `docs/sharing-sessions.md` says who holds what when.
 *
 * A store that is slow or down costs sharing, never a login: each process then has its own session, and says so once.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import type * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redis from "effect/persistence/Redis"
import * as Redacted from "effect/Redacted"
import type { SessionStoreBackend } from "./internal/store/backend.ts"
import { fileBackend } from "./internal/store/backends/file.ts"
import { keyValueBackend } from "./internal/store/backends/keyValue.ts"
import { memoryBackend } from "./internal/store/backends/memory.ts"
import { connectClient, connectService, type RedisClient } from "./internal/store/backends/connection.ts"
import { redisBackend } from "./internal/store/backends/redis.ts"
import { makeCipher, type RecordCipher } from "./internal/store/cipher.ts"
import { SessionStore, type SharedSessions } from "./internal/store/SharedSessions.ts"
import { makeSharedSessions } from "./internal/store/makeSharedSessions.ts"
import { InvalidConfiguration } from "./Reason.ts"

export type { SessionStoreBackend, StoredRecord } from "./internal/store/backend.ts"
export type { RedisClient } from "./internal/store/backends/connection.ts"
export { redisBackend, type RedisSend } from "./internal/store/backends/redis.ts"
export { type StoreCipher, StoreCrypto, type StoreCryptoFunctions } from "./internal/store/crypto.ts"
export { SessionStore, type SharedSessions } from "./internal/store/SharedSessions.ts"

/**
 * A store's key: 32 random bytes, in base64 or hexadecimal (`openssl rand -base64 32`), or a `Config` that reads it,
 * such as `Config.Redacted("SESSION_STORE_KEY")`.
 *
 * @category models
 * @since 0.1.0
 */
export type StoreKey = Redacted.Redacted | Config.Config<Redacted.Redacted>

/**
 * How a store keeps sessions from those who can read it, and how long it may take.
 *
 * - `key` encrypts what is kept (AES-256-GCM) and signs credential fingerprints (HMAC-SHA-256), so that a session of
 *   other credentials is never used, and credentials that one process saw refused are not tried by the others.
 * - `oldKeys` still read, and write nothing. To change the key, give the new one as `key` and the old one here until
 *   all processes have both.
 * - `insecurePlaintext: true`, in place of a key, keeps sessions readable to everybody who can read the store. There
 *   are no fingerprints then, and refused credentials are not shared.
 * - `lease`: how long a process that died while it logged in keeps the others waiting. It is renewed while a login
 *   takes its time. Default: 10 seconds.
 * - `timeout`: how long one step of the store may take. Default: 5 seconds.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionStoreOptions = {
  readonly lease?: Duration.Input | undefined
  readonly timeout?: Duration.Input | undefined
} & (
  | {
      readonly key: StoreKey
      readonly oldKeys?: ReadonlyArray<StoreKey> | undefined
      readonly insecurePlaintext?: undefined
    }
  | { readonly insecurePlaintext: true; readonly key?: undefined; readonly oldKeys?: undefined }
)

/** What a layer fails with: a key that is none, or a variable that is not set. */
type Refused = InvalidConfiguration | Config.ConfigError

const readKey = (key: StoreKey): Effect.Effect<Redacted.Redacted, Config.ConfigError> =>
  Redacted.isRedacted(key) ? Effect.succeed(key) : key

const cipherOf = (options: SessionStoreOptions): Effect.Effect<RecordCipher, Refused> =>
  Effect.gen(function* () {
    if (options.insecurePlaintext === true) return yield* makeCipher([])
    if (options.key === undefined) {
      const detail = "is missing; give a key, or say `insecurePlaintext: true` to keep sessions readable"
      return yield* new InvalidConfiguration({ field: "key", detail })
    }
    return yield* makeCipher(yield* Effect.forEach([options.key, ...(options.oldKeys ?? [])], readKey))
  })

const assemble = (backend: SessionStoreBackend, cipher: RecordCipher, options: SessionStoreOptions): SharedSessions =>
  makeSharedSessions(backend, cipher, {
    leaseMillis: Math.ceil(Duration.toMillis(Duration.fromInputUnsafe(options.lease ?? "10 seconds"))),
    timeout: options.timeout ?? "5 seconds"
  })

/**
 * Makes a store of a place of your own.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  backend: SessionStoreBackend,
  options: SessionStoreOptions
): Effect.Effect<SharedSessions, Refused> =>
  Effect.map(cipherOf(options), (cipher) => assemble(backend, cipher, options))

/**
 * Shares sessions through Redis 5 or later, a single server. `client` makes a client, as `createClient` of the package
 * `redis` does (on Node, Bun and Deno); it is connected when a session is first looked for, and again when the
 * connection breaks. A Redis that is down or refuses the password, at start or later, costs sharing and no login. The
 * program's end does not wait for it. Keys start with `prefix` (default `crm-auth:`). Leases and ages go by the clock of
 * Redis.
 *
 * ```ts
 * SessionStore.layerRedisClient({ key: Config.Redacted("SESSION_STORE_KEY"), client: () => createClient({ url }) })
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export const layerRedisClient = (
  options: SessionStoreOptions & { readonly client: () => RedisClient; readonly prefix?: string | undefined }
): Layer.Layer<never, Refused> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      // A URL that is none is told at once, and not as an outage.
      const client = Effect.try({
        try: () => options.client(),
        catch: () => new InvalidConfiguration({ field: "client", detail: "could not be made; check its URL" })
      })
      const send = yield* connectClient(yield* client, client)
      return yield* make(redisBackend(send, options.prefix), options)
    })
  )

/**
 * Shares sessions through Effect's `Redis` service, which connects when its own layer is made: a Redis that is down then
 * ends the program before this layer is asked. Prefer `layerRedisClient`.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerRedis = (
  options: SessionStoreOptions & { readonly prefix?: string | undefined }
): Layer.Layer<never, Refused, Redis.Redis> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      const send = yield* connectService(yield* Redis.Redis)
      return yield* make(redisBackend(send, options.prefix), options)
    })
  )

/**
 * Shares sessions through files in `directory`, for processes of one user on one machine: provide Effect's `FileSystem`
 * (`NodeFileSystem`, `BunFileSystem`). The folder is made with mode 0700, files with 0600; what others can read is not
 * used. Needs a file system with POSIX permissions. Leases and ages go by the file system's clock.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerFile = (
  options: SessionStoreOptions & { readonly directory: string }
): Layer.Layer<never, Refused, FileSystem.FileSystem> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const cipher = yield* cipherOf(options)
      return assemble(fileBackend(fs, options.directory, cipher.token), cipher, options)
    })
  )

/**
 * Shares sessions through Effect's `KeyValueStore`. It cannot compare: processes that ask in the very same moment may
 * both log in, and leases go by the processes' own clocks. Prefer Redis or files where you have them.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerKeyValueStore = (
  options: SessionStoreOptions & { readonly prefix?: string | undefined }
): Layer.Layer<never, Refused, KeyValueStore.KeyValueStore> =>
  Layer.effect(
    SessionStore,
    Effect.flatMap(KeyValueStore.KeyValueStore, (store) =>
      make(keyValueBackend(store, options.prefix ?? "crm-auth."), options)
    )
  )

/**
 * Shares sessions among the managers of this process that are given this very layer.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerMemory: Layer.Layer<never> = Layer.effect(
  SessionStore,
  Clock.clockWith((clock) =>
    Effect.orDie(
      make(
        memoryBackend(() => clock.currentTimeMillisUnsafe()),
        { insecurePlaintext: true }
      )
    )
  )
)
