/** Sessions shared among processes, as a user's compiler sees it: only types are checked here. */
import type { AuthError, InvalidConfiguration } from "@crm-auth/core"
import * as SessionStore from "@crm-auth/core/SessionStore"
import { Kayako } from "@crm-auth/kayako"
import * as Config from "effect/Config"
import type * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redis from "effect/persistence/Redis"
import * as Redacted from "effect/Redacted"

type Refused = InvalidConfiguration

export const files: Layer.Layer<never, Refused, FileSystem.FileSystem> = SessionStore.layerFile({
  directory: "./sessions",
  key: Config.Redacted("SESSION_STORE_KEY"),
  oldKeys: [Redacted.make("an old key")],
  lease: "5 seconds"
})

export const redis: Layer.Layer<never, Refused, Redis.Redis> = SessionStore.layerRedis({
  key: Redacted.make("a key"),
  prefix: "crm:",
  timeout: "1 second"
})

export const keyValue: Layer.Layer<never, Refused, KeyValueStore.KeyValueStore> = SessionStore.layerKeyValueStore({
  key: Config.Redacted("SESSION_STORE_KEY")
})

export const redisClient = (client: SessionStore.RedisClient): Layer.Layer<never, Refused> =>
  SessionStore.layerRedisClient({ key: Redacted.make("a key"), client: () => client })

/** A desk keeps its type, whichever store it shares its session through. */
const desk = Kayako.layer({
  url: "https://desk.example",
  username: "jane@desk.example",
  password: Redacted.make("p%ss+w"),
  parallelSessions: 2
})
export const onFiles: Layer.Layer<Kayako, AuthError | Refused, HttpClient.HttpClient | FileSystem.FileSystem> =
  desk.pipe(Layer.provide(files))
export const onRedis: Layer.Layer<Kayako, AuthError | Refused, HttpClient.HttpClient | Redis.Redis> = desk.pipe(
  Layer.provide(redis)
)
export const inMemory: Layer.Layer<Kayako, AuthError, HttpClient.HttpClient> = desk.pipe(
  Layer.provide(SessionStore.layerMemory)
)

/** Effect's own services, made by hand, satisfy what the stores ask for. */
export const withServices = (
  redisService: Redis.Redis["Service"],
  fs: FileSystem.FileSystem,
  values: KeyValueStore.KeyValueStore
): ReadonlyArray<Layer.Layer<never, Refused>> => [
  redis.pipe(Layer.provide(Layer.succeed(Redis.Redis, redisService))),
  files.pipe(Layer.provide(Layer.succeed(FileSystem.FileSystem, fs))),
  keyValue.pipe(Layer.provide(Layer.succeed(KeyValueStore.KeyValueStore, values)))
]

export const ownPlace = (
  backend: SessionStore.SessionStoreBackend
): Effect.Effect<SessionStore.SharedSessions, Refused> => SessionStore.make(backend, { key: Redacted.make("a key") })

// @ts-expect-error a store has a key
SessionStore.layerFile({ directory: "./sessions" })
// @ts-expect-error a key is a secret
SessionStore.layerRedis({ key: "a key" })
// @ts-expect-error there is no such flag
SessionStore.layerKeyValueStore({ key: Redacted.make("a key"), insecurePlaintext: true })
