/** The layers that put a store in place: each shares one session among the managers that are given it. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, it } from "@effect/vitest"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"
import { key, otherKey, secretOf, sharing, storeFailures, watch } from "./processes.ts"

const File = Layer.unwrap(
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const directory = `${yield* fs.makeTempDirectoryScoped()}/sessions`
    return SessionStore.layerFile({ directory, key, oldKeys: [otherKey] })
  })
).pipe(Layer.provide(NodeFileSystem.layer))

const layers = {
  layerMemory: SessionStore.layerMemory,
  layerFile: File,
  layerKeyValueStore: SessionStore.layerKeyValueStore({ key: Config.Redacted("STORE_KEY") }).pipe(
    Layer.provide(KeyValueStore.layerMemory),
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ STORE_KEY: Redacted.value(key) })))
  )
}

/** Disks answer in their own time: a busy machine must not use up the login's 30 seconds of the test's clock. */
const patiently = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const asking = yield* Effect.forkChild(self)
    while (asking.pollUnsafe() === undefined) {
      yield* TestClock.withLive(Effect.sleep("5 millis"))
      yield* TestClock.adjust("10 millis")
    }
    return yield* Fiber.join(asking)
  })

for (const [name, layer] of Object.entries(layers)) {
  it.effect(`${name}: the second manager finds the session of the first`, () =>
    Effect.gen(function* () {
      const account = new Account()
      for (let i = 0; i < 2; i++) {
        const manager = yield* account.manager({ sharing })
        yield* patiently(manager.session)
      }
      assert.strictEqual(account.tried.length, 1)
    }).pipe(Effect.provide(layer))
  )
}

it.live("U14 a folder that cannot be made costs sharing, and is used as soon as it can be", () =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const parent = `${yield* fs.makeTempDirectoryScoped()}/parent`
    yield* fs.writeFileString(parent, "no folder")
    const account = new Account()
    yield* Effect.gen(function* () {
      const alone = yield* account.manager({ sharing })
      const events = yield* watch(alone.events)
      assert.strictEqual(secretOf(yield* alone.session), "secret-1")
      yield* Effect.sleep("20 millis")
      assert.strictEqual(storeFailures(events).length, 1)
      yield* fs.remove(parent)
      // A store that failed is left alone for 5 seconds.
      yield* Effect.sleep("5100 millis")
      for (let process = 0; process < 2; process++) {
        assert.strictEqual(secretOf(yield* (yield* account.manager({ sharing })).session), "secret-2")
      }
    }).pipe(Effect.provide(SessionStore.layerFile({ directory: `${parent}/sessions`, key })))
  }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer))
)

it.effect("U19 a relative folder is resolved when the layer is made", () =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const [before, after] = [yield* fs.makeTempDirectoryScoped(), yield* fs.makeTempDirectoryScoped()]
    let working = before
    const moving = { ...fs, realPath: (path: string) => (path === "." ? Effect.succeed(working) : fs.realPath(path)) }
    const layer = Layer.provide(
      SessionStore.layerFile({ directory: "sessions/", key }),
      Layer.succeed(FileSystem.FileSystem, moving)
    )
    yield* Effect.gen(function* () {
      working = after
      yield* patiently((yield* new Account().manager({ sharing })).session)
    }).pipe(Effect.provide(layer))
    assert.isTrue(yield* fs.exists(`${before}/sessions`))
    assert.isFalse(yield* fs.exists(`${after}/sessions`))
  }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer))
)

const refusals: ReadonlyArray<readonly [string, object, string, RegExp]> = [
  ["no key", {}, "key", /is missing; give 32 random bytes, such as `Config.Redacted\("SESSION_STORE_KEY"\)`/],
  ["U17 the flag of earlier versions", { insecurePlaintext: true }, "key", /is missing/],
  ["U15 a key that is a plain string", { key: Redacted.value(key) }, "key", /must be a `Redacted` value/],
  ["a key that is too short", { key: Redacted.make("short") }, "key", /must be 32 random bytes/],
  ["U16 a variable that is not set", { key: Config.Redacted("STORE_KEY") }, "key", /set the variable STORE_KEY$/],
  ["old keys that are no list", { key, oldKeys: key }, "oldKeys", /must be a list/],
  ["an invalid old key", { key, oldKeys: [key, Redacted.make("old")] }, "key", /must be 32 random bytes/],
  ["U15 a lease without an end", { key, lease: "Infinity" }, "lease", /must be a duration/],
  ["U15 an invalid lease", { key, lease: "soon" }, "lease", /must be a duration/],
  ["U15 a timeout of nothing", { key, timeout: 0 }, "timeout", /must be a duration/],
  ["U15 a prefix that is no text", { key, prefix: 7 }, "prefix", /must be a string/]
]

for (const [what, options, field, detail] of refusals) {
  it.effect(`${what}: the layer says which option is wrong, and what to do`, () =>
    Effect.gen(function* () {
      const given: SessionStore.PrefixedStoreOptions = Object.assign(JSON.parse("{}"), options)
      const layer = Layer.provide(SessionStore.layerKeyValueStore(given), KeyValueStore.layerMemory)
      const failure = yield* Effect.flip(Effect.provide(Effect.void, layer))
      assert.strictEqual(failure.field, field)
      assert.match(failure.detail, detail)
      assert.notInclude(failure.message, Redacted.value(key))
    }).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({}))))
  )
}

it.effect("U15 a folder without a name, and a client that is no function, are refused", () =>
  Effect.gen(function* () {
    for (const directory of ["", " ", JSON.parse("null")]) {
      const layer = Layer.provide(SessionStore.layerFile({ directory, key }), NodeFileSystem.layer)
      assert.strictEqual((yield* Effect.flip(Layer.build(layer))).field, "directory")
    }
    const unfit = { on: () => {}, connect: () => {}, sendCommand: () => {}, disconnect: () => {} }
    for (const client of ["redis://localhost", undefined, () => unfit, () => undefined]) {
      const given: SessionStore.RedisStoreOptions = Object.assign(JSON.parse("{}"), { key, client })
      assert.strictEqual((yield* Effect.flip(Layer.build(SessionStore.layerRedisClient(given)))).field, "client")
    }
  }).pipe(Effect.scoped)
)
