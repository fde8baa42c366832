/**
 * The Lua scripts of the Redis backend, each as a function on the simulated Redis, found by the script's text. A script
 * that is not here cannot be run. If you change a script, change its port: `test/redis.test.ts` runs both side by side.
 */
import type { Keyspace } from "./Keyspace.ts"

type Port = (redis: Keyspace, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => unknown

/** `tonumber(…) or 0` */
const luaNumber = (text: string | null): number => {
  const number = text === null || text.trim() === "" ? 0 : Number(text)
  return Number.isNaN(number) ? 0 : number
}

const read: Port = (redis, [record = ""]) => {
  const value = redis.hget(record, "value")
  return value === null ? [] : [value, String(redis.now() - luaNumber(redis.hget(record, "at")))]
}

const acquire: Port = (redis, [record = "", lease = ""], [token = "", millis = "", keep = ""]) => {
  if (!redis.setNotExisting(lease, token, Number(millis))) {
    const left = redis.pttl(lease)
    if (left < 0 || left > Number(millis)) redis.pexpire(lease, Number(millis))
    return 0
  }
  redis.hset(record, { fence: token })
  if (redis.pttl(record) < Number(keep)) redis.pexpire(record, Number(keep))
  return 1
}

const extend: Port = (redis, [lease = ""], [token = "", millis = ""]) => {
  if (redis.get(lease) === token) redis.pexpire(lease, Number(millis))
  return null
}

const write: Port = (redis, [record = ""], [token = "", id = "", value = "", keep = ""]) => {
  const fence = redis.hget(record, "fence")
  if (fence !== null && fence !== token) return 0
  redis.hset(record, { fence: token, id, value, at: String(redis.now()) })
  redis.pexpire(record, Number(keep))
  return 1
}

const release: Port = (redis, [lease = ""], [token = ""]) => {
  if (redis.get(lease) === token) redis.del(lease)
  return null
}

const remove: Port = (redis, [record = ""], [id = ""]) => {
  if (redis.hget(record, "id") === id) redis.hdel(record, ["value", "id", "at"])
  return null
}

/** Each script's text as it stands in the backend, white space apart. */
const ports: ReadonlyArray<readonly [lua: string, port: Port]> = [
  [
    `local found = redis.call('HMGET', KEYS[1], 'value', 'at')
if not found[1] then return {} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return { found[1], tostring(now - (tonumber(found[2]) or 0)) }`,
    read
  ],
  [
    `if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  -- A lease without an end, or with one further away than a lease can last, was not set by this library.
  local left = redis.call('PTTL', KEYS[2])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[2], ARGV[2]) end
  return 0
end
redis.call('HSET', KEYS[1], 'fence', ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`,
    acquire
  ],
  [`if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`, extend],
  [
    `local fence = redis.call('HGET', KEYS[1], 'fence')
if fence and fence ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'id', ARGV[2], 'value', ARGV[3], 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`,
    write
  ],
  [`if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`, release],
  [`if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then redis.call('HDEL', KEYS[1], 'value', 'id', 'at') end`, remove]
]

/** The port of a script; `undefined` for a text that is not known. */
export const portOf = (lua: string): Port | undefined => ports.find(([text]) => text.trim() === lua.trim())?.[1]
