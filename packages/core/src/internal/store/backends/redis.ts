/**
 * Records on Redis. Every change of a key's state is one script, and Redis's own clock tells ages. The scripts are sent
 * as text, which Redis compiles once: nothing has to be loaded again after a restart.
 */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { StoreFailure } from "../../../Reason.ts"
import type { SessionStoreBackend } from "../backend.ts"

/**
 * Sends one command to Redis and returns its reply: `EVAL`, with the script, the number of keys, the keys and the
 * arguments. Any failure counts as an outage of the store.
 *
 * @category models
 * @since 0.1.0
 */
export type RedisSend = (command: string, ...args: ReadonlyArray<string>) => Effect.Effect<unknown, unknown>

/** The record is a hash beside the lease. Both have the same hash tag. */
const keysOf = (prefix: string, key: string): readonly [record: string, lease: string] => [
  `${prefix}{${key}}`,
  `${prefix}{${key}}:lease`
]

/** The scripts, by what they do. Exported so that a simulated Redis can recognise them by their text. */
export const redisScripts = {
  read: `
local found = redis.call('HMGET', KEYS[1], 'value', 'at')
if not found[1] then return {} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return { found[1], tostring(now - (tonumber(found[2]) or 0)) }`,
  /** The fence is the token of the last lease. Unlike a counter, it is right after the data was lost, too. */
  acquire: `
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  -- A lease without an end, or with one further away than a lease can last, was not set by this library.
  local left = redis.call('PTTL', KEYS[2])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[2], ARGV[2]) end
  return 0
end
redis.call('HSET', KEYS[1], 'fence', ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`,
  extend: `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`,
  write: `
local fence = redis.call('HGET', KEYS[1], 'fence')
if fence and fence ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'id', ARGV[2], 'value', ARGV[3], 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`,
  release: `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`,
  remove: `
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then redis.call('HDEL', KEYS[1], 'value', 'id', 'at') end`
} as const

/** How long the last holder of a lease is remembered when nothing is written. */
const fenceMillis = 3_600_000

/** The code in front of a reply of Redis (`WRONGPASS`), or that of a socket (`ECONNREFUSED`): no part of a secret. */
const codeOf = (error: unknown): string | undefined => {
  if (!Predicate.isObject(error)) return undefined
  const { cause, code, message, originalError } = error as {
    readonly cause?: unknown
    readonly code?: unknown
    readonly message?: unknown
    /** Where `redis` says why it does not connect again. */
    readonly originalError?: unknown
  }
  if (Predicate.isString(code) && /^[A-Z_]+$/.test(code)) return code
  return (Predicate.isString(message) ? /^[A-Z]{3,}\b/.exec(message)?.[0] : undefined) ?? codeOf(cause ?? originalError)
}

const failed = (error: unknown) => {
  const code = codeOf(error)
  const detail = "Redis does not answer, or refuses the command"
  return new StoreFailure({ detail: code === undefined ? detail : `${detail} (${code})` })
}

/**
 * A store's records on Redis 5 or later, a single server. `prefix` starts every key; default `crm-auth:`.
 *
 * @category backends
 * @since 0.1.0
 */
export const redisBackend = (send: RedisSend, prefix = "crm-auth:"): SessionStoreBackend => {
  const run = (
    script: keyof typeof redisScripts,
    keys: ReadonlyArray<string>,
    ...args: ReadonlyArray<string | number>
  ): Effect.Effect<unknown, StoreFailure> =>
    Effect.mapError(send("EVAL", redisScripts[script], String(keys.length), ...keys, ...args.map(String)), failed)
  return {
    name: "redis",
    read: (key) =>
      Effect.map(run("read", [keysOf(prefix, key)[0]]), (reply) => {
        const [value, age] = Array.isArray(reply) ? reply.map(String) : []
        return value === undefined ? undefined : { value, ageMillis: Number(age) }
      }),
    acquire: (key, token, millis) =>
      Effect.map(run("acquire", keysOf(prefix, key), token, millis, fenceMillis), (taken) => Number(taken) === 1),
    extend: (key, token, millis) => Effect.asVoid(run("extend", [keysOf(prefix, key)[1]], token, millis)),
    write: (key, token, { id, keepMillis, value }) =>
      Effect.map(
        run("write", [keysOf(prefix, key)[0]], token, id, value, keepMillis),
        (written) => Number(written) === 1
      ),
    release: (key, token) => Effect.asVoid(run("release", [keysOf(prefix, key)[1]], token)),
    remove: (key, id) => Effect.asVoid(run("remove", [keysOf(prefix, key)[0]], id))
  }
}
