/** Records on a real Redis, which alone knows what its scripts do. Without a `redis-server` it is skipped, and says so. */
import { assert, describe, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redis from "effect/persistence/Redis"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { redisBackend } from "../../src/internal/store/backends/redis.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"
import { key, sharing } from "./processes.ts"
import { hasRedis, layerRedisServer } from "./redisServer.ts"

const keepMillis = 60_000
const long = 60_000

/** Each test has keys of its own. */
let places = 0
const opened = Effect.map(Redis.Redis, (redis) => {
  const slot = (places++).toString(16).padStart(64, "0")
  return { redis, slot, record: `t:{${slot}}`, lease: `t:{${slot}}:lease`, backend: redisBackend(redis.send, "t:") }
})

/** Takes a lease as soon as the one before has run out by the clock of Redis. */
const succeed = (backend: SessionStoreBackend, slot: string, token: string) =>
  Effect.repeat(backend.acquire(slot, token, long), { until: (taken) => taken })

const write = (backend: SessionStoreBackend, slot: string, token: string, value: string) =>
  backend.write(slot, token, { id: `id of ${value}`, value, keepMillis })

describe.skipIf(!hasRedis)("sessions in Redis", () => {
  layer(layerRedisServer, { excludeTestServices: true })((it) => {
    it.effect("a lease has one holder, which extends it and gives it back", () =>
      Effect.gen(function* () {
        const { backend, lease, redis, slot } = yield* opened
        assert.isTrue(yield* backend.acquire(slot, "a", 30_000))
        assert.isFalse(yield* backend.acquire(slot, "b", long))
        yield* backend.extend(slot, "b", 10 * long)
        assert.isAtMost(yield* redis.send<number>("PTTL", lease), 30_000)
        yield* backend.extend(slot, "a", 10 * long)
        assert.isAbove(yield* redis.send<number>("PTTL", lease), 30_000)
        yield* backend.release(slot, "b")
        assert.isFalse(yield* backend.acquire(slot, "b", long))
        yield* backend.release(slot, "a")
        assert.isTrue(yield* backend.acquire(slot, "b", long))
      })
    )

    it.effect("of many that reach for a lease at once, one has it", () =>
      Effect.gen(function* () {
        const { backend, slot } = yield* opened
        const tokens = Array.from({ length: 50 }, (_, index) => `t${index}`)
        const taken = yield* Effect.forEach(tokens, (token) => backend.acquire(slot, token, long), {
          concurrency: "unbounded"
        })
        assert.strictEqual(taken.filter((took) => took).length, 1)
      })
    )

    it.effect("a process that lost the lease writes nothing, however late, and does not end another's lease", () =>
      Effect.gen(function* () {
        const { backend, slot } = yield* opened
        assert.isTrue(yield* backend.acquire(slot, "a", 1))
        yield* succeed(backend, slot, "b")
        assert.isFalse(yield* write(backend, slot, "a", "older"))
        assert.isUndefined(yield* backend.read(slot))
        assert.isTrue(yield* write(backend, slot, "b", "newer"))
        assert.isFalse(yield* write(backend, slot, "a", "older"))
        yield* backend.extend(slot, "a", long)
        yield* backend.release(slot, "a")
        assert.isFalse(yield* backend.acquire(slot, "c", long))
        assert.strictEqual((yield* backend.read(slot))?.value, "newer")
      })
    )

    it.effect("a lease that ran out and was not taken since still counts, and so does one whose data was lost", () =>
      Effect.gen(function* () {
        const { backend, lease, record, redis, slot } = yield* opened
        assert.isTrue(yield* backend.acquire(slot, "a", long))
        yield* redis.send("DEL", lease)
        assert.isTrue(yield* write(backend, slot, "a", "one"))
        yield* redis.send("DEL", record)
        assert.isTrue(yield* write(backend, slot, "a", "two"))
        assert.strictEqual((yield* backend.read(slot))?.value, "two")
      })
    )

    it.effect("ages go by the clock of Redis, and a record is dropped when its time is over", () =>
      Effect.gen(function* () {
        const { backend, record, redis, slot } = yield* opened
        yield* backend.acquire(slot, "a", long)
        yield* write(backend, slot, "a", "value")
        assert.isAtMost(yield* redis.send<number>("PTTL", record), keepMillis)
        const at = Number(yield* redis.send("HGET", record, "at"))
        yield* redis.send("HSET", record, "at", String(at - 5000))
        const age = (yield* backend.read(slot))?.ageMillis ?? 0
        assert.isTrue(age >= 5000 && age < 60_000, String(age))
      })
    )

    it.effect("a record is removed by its name only, and its fence stays", () =>
      Effect.gen(function* () {
        const { backend, slot } = yield* opened
        yield* backend.acquire(slot, "a", 1)
        yield* succeed(backend, slot, "b")
        yield* write(backend, slot, "b", "value")
        yield* backend.remove(slot, "another")
        assert.strictEqual((yield* backend.read(slot))?.value, "value")
        yield* backend.remove(slot, "id of value")
        assert.isUndefined(yield* backend.read(slot))
        assert.isFalse(yield* write(backend, slot, "a", "older"))
      })
    )

    it.effect("what Redis refuses is a StoreFailure", () =>
      Effect.gen(function* () {
        const { backend, record, redis, slot } = yield* opened
        yield* redis.send("SET", record, "not a hash")
        const failure = yield* Effect.flip(backend.read(slot))
        assert.strictEqual(failure.detail, "Redis does not answer, or refuses the command (WRONGTYPE)")
      })
    )

    for (const [prefix, start] of [
      [undefined, "crm-auth:"],
      ["mine:", "mine:"]
    ] as const) {
      it.effect(`layerRedis: the second manager finds the session of the first, under ${start}`, () =>
        Effect.gen(function* () {
          const redis = yield* Redis.Redis
          const account = new Account()
          const one = Effect.flatMap(account.manager({ sharing }), ({ session }) => session)
          const [a, b] = yield* Effect.all([one, one]).pipe(
            Effect.provide(SessionStore.layerRedis(prefix === undefined ? { key } : { key, prefix }))
          )
          assert.strictEqual(a.id, b.id)
          assert.strictEqual(account.tried.length, 1)
          assert.strictEqual((yield* redis.send<ReadonlyArray<string>>("KEYS", `${start}{*}`)).length, 1)
        })
      )
    }
  })
})
