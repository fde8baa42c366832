/** What a shared session costs: to find it in a store, and to read it once it is there. */
import { makeKayako } from "@crm-auth/kayako"
import * as SessionStore from "@crm-auth/core/SessionStore"
import { hasRedis, RedisServer } from "@crm-auth/sharing/redis"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeRedis from "@effect/platform-node/NodeRedis"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { kayakoLogin } from "../ratios/canned.ts"

/** Microseconds, and hits per second. */
export interface Store {
  readonly store: string
  /** A new manager's first session, one after the other: found in the store, or logged in for. */
  readonly first: number
  /** First sessions per second, fifty at a time. */
  readonly perSecond: number
  /** Every session after the first. */
  readonly read: number
  readonly logins: number
}

const key = Redacted.make("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")

let logins = 0
const http = HttpClient.make((request) =>
  Effect.sync(() => {
    if (request.url.endsWith("/Login")) logins++
    return HttpClientResponse.fromWeb(request, new Response(kayakoLogin, { headers: { "content-type": "text/xml" } }))
  })
)

const manager = makeKayako({
  url: "https://desk.example/support",
  username: "jane@desk.example",
  password: Redacted.make("example-5ecret")
})

const first = Effect.scoped(Effect.flatMap(manager, ({ session }) => session))

const repeated = <A, E, R>(times: number, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    for (let index = 0; index < times; index++) yield* effect
  })

const micros = <A, E, R>(times: number, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const start = performance.now()
    yield* effect
    return ((performance.now() - start) * 1000) / times
  })

/** All managers are this process's: what is timed is the store, as any other process would use it. */
const timed = Effect.fnUntraced(function* (store: string, times: number) {
  // An account's first session is made here; those after it are found, where there is a store.
  const keeper = yield* manager
  yield* keeper.session
  yield* repeated(times / 10, first)
  const before = logins
  const alone = yield* micros(times, repeated(times, first))
  const together = yield* micros(
    times,
    Effect.forEach(Array.from({ length: times }), () => first, { concurrency: 50, discard: true })
  )
  const reads = 200_000
  const read = yield* micros(reads, repeated(reads, keeper.session))
  return { store, first: alone, perSecond: 1e6 / together, read, logins: logins - before } satisfies Store
}, Effect.scoped)

const none: Layer.Layer<never> = Layer.empty

export const stores = async (): Promise<ReadonlyArray<Store>> => {
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-bench-"))
  const redis = hasRedis() ? await RedisServer.start(join(folder, "redis")) : undefined
  const run = (name: string, times: number, layer: Layer.Layer<never, unknown>) =>
    Effect.runPromise(
      timed(name, times).pipe(Effect.provide(layer), Effect.provideService(HttpClient.HttpClient, http))
    )
  const directory = join(folder, "sessions")
  try {
    const found: Array<Store> = [
      await run("none: each logs in, in memory", 2000, none),
      await run("memory", 2000, SessionStore.layerMemory),
      await run(
        "files, encrypted",
        1000,
        SessionStore.layerFile({ key, directory }).pipe(Layer.provide(NodeFileSystem.layer))
      )
    ]
    if (redis === undefined) return found
    const connection = NodeRedis.layer({ socket: { host: "127.0.0.1", port: redis.port } })
    const shared = SessionStore.layerRedis({ key }).pipe(Layer.provide(connection))
    return [...found, await run("Redis, encrypted", 2000, shared)]
  } finally {
    await redis?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
