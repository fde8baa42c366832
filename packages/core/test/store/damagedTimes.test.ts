/** Times that a store gives back are damaged or planted: none of them is believed for longer than it can be true. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it, layer } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redis from "effect/persistence/Redis"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials } from "../../src/index.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { fileBackend } from "../../src/internal/store/backends/file.ts"
import { keyValueBackend } from "../../src/internal/store/backends/keyValue.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { printRecord } from "../../src/internal/store/record.ts"
import { redisBackend } from "../../src/internal/store/backends/redis.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import { Processes, secretOf, settle, storeFailures, watch } from "./processes.ts"
import { hasRedis, layerRedisServer } from "./redisServer.ts"

const slot = "ab".repeat(32)
const lease = 40

/** Acquires a lease as soon as the store gives it; `false` if the store still refuses after twice the lease. */
const eventually = (acquire: Effect.Effect<boolean, unknown>) =>
  Effect.gen(function* () {
    for (let waited = 0; waited <= 2 * lease; waited += 5) {
      if (yield* acquire) return true
      yield* Effect.sleep(5)
    }
    return false
  })

describe("a lease in files", () => {
  const withFolder = (
    use: (place: {
      readonly fs: FileSystem.FileSystem
      readonly folder: string
      readonly acquire: (token: string) => Effect.Effect<boolean, unknown>
    }) => Effect.Effect<void, unknown>
  ) =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const root = `${yield* fs.makeTempDirectoryScoped()}/sessions`
      const { token } = yield* makeCipher([])
      const acquire = (name: string) => fileBackend(fs, root, token).acquire(slot, name, lease)
      assert.isTrue(yield* acquire("a1"))
      yield* use({ fs, folder: `${root}/${slot}`, acquire })
    }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer))

  it.live("A01 a lock with any one bit flipped is free after one lease", () =>
    withFolder(({ acquire, fs, folder }) =>
      Effect.gen(function* () {
        const [name = ""] = yield* fs.readDirectory(folder)
        const text = new TextEncoder().encode(`a1 ${"0".padStart(12, "0")}`)
        for (let bit = 0; bit < text.length * 8; bit++) {
          const flipped = text.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
          for (const left of yield* fs.readDirectory(folder)) yield* fs.remove(`${folder}/${left}`)
          yield* fs.writeFile(`${folder}/${name}`, flipped, { mode: 0o600 })
          const { mtime } = yield* fs.stat(`${folder}/${name}`)
          const oneLeaseAgo = (Option.getOrThrow(mtime).getTime() - lease) / 1000
          yield* fs.utimes(`${folder}/${name}`, oneLeaseAgo, oneLeaseAgo)
          assert.isTrue(yield* acquire("b1"), `bit ${bit}`)
        }
      })
    )
  )

  for (const planted of ["lock.999999999999999", "lock.999999999999998", "session.999999999999999"]) {
    it.live(`A01 a planted ${planted} costs one lease, and later leases write`, () =>
      withFolder(({ acquire, fs, folder }) =>
        Effect.gen(function* () {
          yield* fs.writeFileString(`${folder}/${planted}`, "a1 999999999999", { mode: 0o600 })
          assert.isTrue(yield* eventually(acquire("b1")))
          assert.isTrue(yield* eventually(acquire("c1")))
          assert.notInclude(yield* fs.readDirectory(folder), planted)
        })
      )
    )
  }

  it.live("A01 a lock stamped far in the future is free at once", () =>
    withFolder(({ acquire, fs, folder }) =>
      Effect.gen(function* () {
        const [name = ""] = yield* fs.readDirectory(folder)
        yield* fs.utimes(`${folder}/${name}`, 4_000_000_000, 4_000_000_000)
        assert.isTrue(yield* acquire("b1"))
      })
    )
  )
})

it.effect("A01 a lease in memory is free when the clock was set back", () =>
  Effect.gen(function* () {
    let now = 1_000_000
    const backend = memoryBackend(() => now)
    assert.isTrue(yield* backend.acquire(slot, "a", 10_000))
    now = 0
    assert.isTrue(yield* backend.acquire(slot, "b", 10_000))
  })
)

it.effect("A01 a lease in a key-value store that ends far in the future is free at once", () =>
  Effect.gen(function* () {
    const store = yield* KeyValueStore.KeyValueStore
    yield* store.set(`p.${slot}.lease`, JSON.stringify({ token: "a", until: 9e15 }))
    const taking = yield* Effect.forkChild(keyValueBackend(store, "p.").acquire(slot, "b", 10_000))
    yield* TestClock.adjust("1 second")
    assert.isTrue(yield* Fiber.join(taking))
  }).pipe(Effect.provide(KeyValueStore.layerMemory))
)

describe.skipIf(!hasRedis)("a lease in Redis", () => {
  layer(layerRedisServer, { excludeTestServices: true })((it) => {
    for (const [what, ...expiry] of [["without a time to live"], ["that lasts a year", "PX", "31536000000"]] as const) {
      it.effect(`A01 a key ${what} is free after one lease`, () =>
        Effect.gen(function* () {
          const redis = yield* Redis.Redis
          yield* redis.send("SET", `t:{${slot}}:lease`, "a", ...expiry)
          assert.isTrue(yield* eventually(redisBackend(redis.send, "t:").acquire(slot, "b", lease)))
          yield* redis.send("FLUSHALL")
        })
      )
    }
  })
})

describe("a record", () => {
  it.effect("A01 that claims to be from the future is not used, and is replaced", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      let ahead = 0
      const read: typeof backend.read = (key) =>
        Effect.map(backend.read(key), (found) => found && { ...found, ageMillis: (found.ageMillis ?? 0) - ahead })
      yield* (yield* all.start({ backend })).session
      // Clocks of a few minutes' difference are nothing unusual.
      ahead = 540_000
      assert.strictEqual(secretOf(yield* (yield* all.start({ backend: { ...backend, read } })).session), "secret-1")
      ahead = 660_000
      const manager = yield* all.start({ backend: { ...backend, read } })
      const events = yield* watch(manager.events)
      assert.strictEqual(secretOf(yield* manager.session), "secret-2")
      yield* settle
      assert.include(storeFailures(events), "a record is from the future")
    })
  )

  it.effect("A01 a refusal planted in a store without a key stops no login", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const store = { key: SessionStore.insecurePlaintext() }
      const backend = memoryBackend(() => 0)
      let place = ""
      const write: typeof backend.write = (key, ...rest) => {
        place = key
        return backend.write(key, ...rest)
      }
      yield* (yield* all.start({ store, backend: { ...backend, write } })).session
      const guard = { fingerprint: "0.0", reason: new InvalidCredentials({}) }
      const text = yield* printRecord({ slot: place, writtenAt: 0, guard })
      const read: typeof backend.read = () => Effect.succeed({ value: `crm-auth-1.plain.${text}`, ageMillis: 0 })
      const manager = yield* all.start({ store, backend: { ...backend, read } })
      assert.strictEqual(secretOf(yield* manager.session), "secret-2")
    })
  )
})
