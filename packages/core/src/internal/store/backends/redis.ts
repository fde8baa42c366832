/** Records on Redis. All of a key's state changes in one script, and Redis's own clock tells ages. */
import * as Effect from "effect/Effect"
import * as Redis from "effect/persistence/Redis"
import { StoreFailure } from "../../../Reason.ts"
import type { SessionStoreBackend } from "../backend.ts"

/** The record is a hash beside the lease; both have the same hash tag, so that a cluster keeps them together. */
const keysOf = (prefix: string, key: string): readonly [record: string, lease: string] => [
  `${prefix}{${key}}`,
  `${prefix}{${key}}:lease`
]

const read = Redis.script((record: string) => [record], {
  numberOfKeys: 1,
  lua: `
local found = redis.call('HMGET', KEYS[1], 'value', 'at')
if not found[1] then return {} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return { found[1], tostring(now - tonumber(found[2])) }`
}).withReturnType<ReadonlyArray<string>>()

/** The fence is the token of whoever took the lease last. Unlike a counter it is right after the data was lost, too. */
const acquire = Redis.script(
  (...args: [record: string, lease: string, token: string, millis: number, keep: number]) => args,
  {
    numberOfKeys: 2,
    lua: `
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  -- A lease without an end, or with one further away than a lease can last, was not set by this library.
  local left = redis.call('PTTL', KEYS[2])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[2], ARGV[2]) end
  return 0
end
redis.call('HSET', KEYS[1], 'fence', ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`
  }
).withReturnType<number>()

const extend = Redis.script((...args: [lease: string, token: string, millis: number]) => args, {
  numberOfKeys: 1,
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`
})

const write = Redis.script(
  (...args: [record: string, token: string, id: string, value: string, keep: number]) => args,
  {
    numberOfKeys: 1,
    lua: `
local fence = redis.call('HGET', KEYS[1], 'fence')
if fence and fence ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'id', ARGV[2], 'value', ARGV[3], 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`
  }
).withReturnType<number>()

const release = Redis.script((...args: [lease: string, token: string]) => args, {
  numberOfKeys: 1,
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`
})

const remove = Redis.script((...args: [record: string, id: string]) => args, {
  numberOfKeys: 1,
  lua: `if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then redis.call('HDEL', KEYS[1], 'value', 'id', 'at') end`
})

/** How long the last holder of a lease is remembered when nothing is written. */
const fenceMillis = 3_600_000

const failed = () => new StoreFailure({ detail: "Redis does not answer, or refuses the command" })

export const redisBackend = (redis: Redis.Redis["Service"], prefix: string): SessionStoreBackend => {
  const run = <A>(effect: Effect.Effect<A, Redis.RedisError>) => Effect.mapError(effect, failed)
  const scripts = {
    read: redis.eval(read),
    acquire: redis.eval(acquire),
    extend: redis.eval(extend),
    write: redis.eval(write),
    release: redis.eval(release),
    remove: redis.eval(remove)
  }
  return {
    name: "redis",
    read: (key) =>
      Effect.map(run(scripts.read(keysOf(prefix, key)[0])), ([value, age]) =>
        value === undefined ? undefined : { value, ageMillis: Number(age) }
      ),
    acquire: (key, token, millis) =>
      Effect.map(run(scripts.acquire(...keysOf(prefix, key), token, millis, fenceMillis)), (taken) => taken === 1),
    extend: (key, token, millis) => run(scripts.extend(keysOf(prefix, key)[1], token, millis)),
    write: (key, token, { id, keepMillis, value }) =>
      Effect.map(run(scripts.write(keysOf(prefix, key)[0], token, id, value, keepMillis)), (done) => done === 1),
    release: (key, token) => run(scripts.release(keysOf(prefix, key)[1], token)),
    remove: (key, id) => run(scripts.remove(keysOf(prefix, key)[0], id))
  }
}
