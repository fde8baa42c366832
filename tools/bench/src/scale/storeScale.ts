/** Whether a shared session costs more where a store has many accounts: each is logged in for and saved, then found. */
import { makeKayakoMap } from "@crm-auth/kayako"
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

/** Microseconds per account, fifty at a time. */
export interface StoreScale {
  readonly store: string
  readonly accounts: number
  /** To save one: of the first accounts, and of the last ones. */
  readonly saveFirst: number
  readonly saveLast: number
  /** To find one in another process's map: when the store has the first accounts, and when it has all. */
  readonly findFirst: number
  readonly findLast: number
  /** The logins that finding cost. */
  readonly logins: number
}

const key = Redacted.make("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")

/** This many accounts are timed at a time. */
const sample = 500

let logins = 0
const http = HttpClient.make((request) =>
  Effect.sync(() => {
    if (request.url.endsWith("/Login")) logins++
    const body = kayakoLogin.replace(/0{29}123/, String(logins).padStart(32, "0"))
    return HttpClientResponse.fromWeb(request, new Response(body, { headers: { "content-type": "text/xml" } }))
  })
)

const accounts = makeKayakoMap((index: number) =>
  Effect.sync(() => ({
    url: "https://desk.example/support",
    username: `jane.doe+${index}@desk.example`,
    password: Redacted.make(`example-password-${index}`)
  }))
)

/** Asks a fresh map, as another process would have it, for the sessions of some accounts. */
const ask = (from: number, to: number) =>
  Effect.scoped(
    Effect.gen(function* () {
      const map = yield* accounts
      const start = performance.now()
      yield* Effect.forEach(
        Array.from({ length: to - from }, (_, index) => from + index),
        (index) => map.session(index),
        { concurrency: 50, discard: true }
      )
      return ((performance.now() - start) * 1000) / (to - from)
    })
  )

const timed = Effect.fnUntraced(function* (store: string, count: number) {
  const saveFirst = yield* ask(0, sample)
  const findFirst = yield* ask(0, sample)
  yield* ask(sample, count - sample)
  const saveLast = yield* ask(count - sample, count)
  const before = logins
  const findLast = yield* ask(0, sample)
  return {
    store,
    accounts: count,
    saveFirst,
    saveLast,
    findFirst,
    findLast,
    logins: logins - before
  } satisfies StoreScale
})

export const storeScales = async (files: number, redises: number): Promise<ReadonlyArray<StoreScale>> => {
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-bench-"))
  const run = (name: string, count: number, layer: Layer.Layer<never, unknown>) =>
    Effect.runPromise(
      timed(name, count).pipe(Effect.provide(layer), Effect.provideService(HttpClient.HttpClient, http))
    )
  const redis = hasRedis() ? await RedisServer.start(join(folder, "redis")) : undefined
  try {
    const directory = join(folder, "sessions")
    const inFiles = SessionStore.layerFile({ key, directory }).pipe(Layer.provide(NodeFileSystem.layer))
    const found = [await run("files, encrypted", files, inFiles)]
    if (redis === undefined) return found
    const connection = NodeRedis.layer({ socket: { host: "127.0.0.1", port: redis.port } })
    const inRedis = SessionStore.layerRedis({ key }).pipe(Layer.provide(connection))
    return [...found, await run("Redis, encrypted", redises, inRedis)]
  } finally {
    await redis?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
