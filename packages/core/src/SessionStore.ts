/**
 * One session for many processes: stores that keep sessions where other processes find them, and the lease that lets one
 * of them log in while the others wait. `docs/sharing-sessions.md` says which process holds what when.
 *
 * A store that is slow or down, at start or later, costs sharing and never a login: each process then has its own
 * session, and one warning says so.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redis from "effect/persistence/Redis"
import * as Predicate from "effect/Predicate"
import type { SessionStoreBackend } from "./internal/store/backend.ts"
import {
  connectClient,
  connectLayer,
  connectService,
  isRedisClient,
  type RedisClient
} from "./internal/store/backends/connection.ts"
import { fileBackend } from "./internal/store/backends/file.ts"
import { absoluteFolder } from "./internal/store/backends/folder.ts"
import { keyValueBackend } from "./internal/store/backends/keyValue.ts"
import { memoryBackend } from "./internal/store/backends/memory.ts"
import { redisBackend } from "./internal/store/backends/redis.ts"
import { makeSharedSessions } from "./internal/store/makeSharedSessions.ts"
import {
  checkOptions,
  checkPrefix,
  insecurePlaintext,
  invalid,
  type SessionStoreOptions
} from "./internal/store/options.ts"
import { SessionStore, type SharedSessions } from "./internal/store/SharedSessions.ts"
import type { InvalidConfiguration } from "./Reason.ts"

export type { RecordToWrite, SessionStoreBackend, StoredRecord } from "./internal/store/backend.ts"
export type { RedisClient } from "./internal/store/backends/connection.ts"
export { redisBackend, type RedisSend } from "./internal/store/backends/redis.ts"
export { type StoreCipher, StoreCrypto, type StoreCryptoFunctions } from "./internal/store/crypto.ts"
export { insecurePlaintext, type SessionStoreOptions, type StoreKey } from "./internal/store/options.ts"
export {
  type FoundSession,
  type LoginHistory,
  type LoginRequest,
  type SessionQuery,
  SessionStore,
  type SharedSessions,
  type StoreCaller,
  type StoreOutcome
} from "./internal/store/SharedSessions.ts"

/**
 * Makes a store of a backend of your own. Fails with `InvalidConfiguration` if an option is missing or wrong.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  backend: SessionStoreBackend,
  options: SessionStoreOptions
): Effect.Effect<SharedSessions, InvalidConfiguration> =>
  Effect.map(checkOptions(options), (checked) => makeSharedSessions(backend, checked))

/**
 * Options of the layers that keep sessions under named keys.
 *
 * @category models
 * @since 0.1.0
 */
export interface PrefixedStoreOptions extends SessionStoreOptions {
  /**
   * What the name of every key starts with.
   *
   * @default "crm-auth:" in Redis, "crm-auth." in a `KeyValueStore`
   * @since 0.1.0
   */
  readonly prefix?: string | undefined
}

/**
 * Options of `layerRedisClient`.
 *
 * @category models
 * @since 0.1.0
 */
export interface RedisStoreOptions extends PrefixedStoreOptions {
  /**
   * Makes a client, as `createClient` of the package `redis` does. It is called once when the layer is made, and again
   * for each connection that replaces a broken one.
   *
   * @since 0.1.0
   */
  readonly client: () => RedisClient
}

/**
 * Options of `layerFile`.
 *
 * @category models
 * @since 0.1.0
 */
export interface FileStoreOptions extends SessionStoreOptions {
  /**
   * The folder of the sessions. It is made with mode 0700 when it is missing. A relative one is resolved when the layer
   * is made, so that a later change of the working directory does not move it.
   *
   * @since 0.1.0
   */
  readonly directory: string
}

/**
 * Shares sessions through Redis 5 or later, a single server. The client that `client` makes is connected in the
 * background, and replaced when its connection breaks. A Redis that is down or refuses the password, at start or
 * later, costs sharing and no login, and the program's end does not wait for it. Leases and ages go by the clock of
 * Redis. Works on Node, Bun and Deno.
 *
 * ```ts
 * SessionStore.layerRedisClient({ key: Config.Redacted("SESSION_STORE_KEY"), client: () => createClient({ url }) })
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export const layerRedisClient = (options: RedisStoreOptions): Layer.Layer<never, InvalidConfiguration> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      if (!Predicate.isFunction(options.client)) {
        return yield* invalid("client", "must be a function that makes a client, such as `() => createClient({ url })`")
      }
      // An address that cannot be one is told at once, and not as an outage.
      const client = Effect.filterOrFail(
        Effect.try({
          try: () => options.client(),
          catch: () => invalid("client", "could not be made; check its address")
        }),
        isRedisClient,
        () => invalid("client", "must make a client of the package `redis` 5 or later; for others, use `redisBackend`")
      )
      const send = yield* connectClient(yield* client, client)
      return yield* make(redisBackend(send, yield* checkPrefix(options.prefix, "crm-auth:")), options)
    })
  )

/**
 * Options of `layerRedis`, where the store builds the `Redis` service.
 *
 * @category models
 * @since 0.1.0
 */
export interface RedisServiceStoreOptions extends PrefixedStoreOptions {
  /**
   * The layer of Effect's `Redis`, such as `NodeRedis.layer({ url })`. It is built in the background, and again when its
   * connection breaks.
   *
   * @since 0.1.0
   */
  readonly redis: Layer.Layer<Redis.Redis, unknown>
}

/**
 * Shares sessions through Effect's `Redis`. Give the layer of that service as `redis`: it is built in the background, so
 * that a Redis that is down or refuses the password, at start or later, costs sharing and no login. A `Redis` from the
 * context was connected when its own layer was made: if Redis is down then, the program fails before this layer is asked.
 *
 * ```ts
 * SessionStore.layerRedis({ key: Config.Redacted("SESSION_STORE_KEY"), redis: NodeRedis.layer({ url }) })
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export function layerRedis(options: RedisServiceStoreOptions): Layer.Layer<never, InvalidConfiguration>
/**
 * Shares sessions through the `Redis` service of Effect that the program provides, whose own layer decides when it
 * connects.
 *
 * @category layers
 * @since 0.1.0
 */
export function layerRedis(options: PrefixedStoreOptions): Layer.Layer<never, InvalidConfiguration, Redis.Redis>
export function layerRedis(
  options: PrefixedStoreOptions & Partial<RedisServiceStoreOptions>
): Layer.Layer<never, InvalidConfiguration, Redis.Redis> {
  const { prefix, redis } = options
  return Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      if (redis !== undefined && !Layer.isLayer(redis)) {
        return yield* invalid("redis", "must be a layer of Effect's `Redis`, such as `NodeRedis.layer({ url })`")
      }
      const send = yield* redis === undefined ? Effect.flatMap(Redis.Redis, connectService) : connectLayer(redis)
      return yield* make(redisBackend(send, yield* checkPrefix(prefix, "crm-auth:")), options)
    })
  )
}

/**
 * Shares sessions through files, for processes of one user on one machine: provide Effect's `FileSystem`
 * (`NodeFileSystem`, on Node and Bun). A folder or file that others can read or write, that belongs to another user, or
 * that is a link, is not used. Needs a file system with POSIX permissions. Leases and ages go by the file system's clock.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerFile = (options: FileStoreOptions): Layer.Layer<never, InvalidConfiguration, FileSystem.FileSystem> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const checked = yield* checkOptions(options)
      const folder = yield* absoluteFolder(fs, options.directory)
      return makeSharedSessions(fileBackend(fs, folder, checked.cipher.token), checked)
    })
  )

/**
 * Shares sessions through Effect's `KeyValueStore`. It cannot compare before it writes: processes that ask at the same
 * moment may both log in, and leases go by the processes' own clocks. Prefer Redis or files where you have them.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerKeyValueStore = (
  options: PrefixedStoreOptions
): Layer.Layer<never, InvalidConfiguration, KeyValueStore.KeyValueStore> =>
  Layer.effect(
    SessionStore,
    Effect.gen(function* () {
      const store = yield* KeyValueStore.KeyValueStore
      return yield* make(keyValueBackend(store, yield* checkPrefix(options.prefix, "crm-auth.")), options)
    })
  )

/**
 * Shares sessions among the managers of this process that are given this very layer.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerMemory: Layer.Layer<never> = /*#__PURE__*/ Layer.effect(
  SessionStore,
  Clock.clockWith((clock) =>
    Effect.orDie(
      make(
        memoryBackend(() => clock.currentTimeMillisUnsafe()),
        { key: insecurePlaintext() }
      )
    )
  )
)
