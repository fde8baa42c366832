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
import { InvalidConfiguration } from "../../src/index.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"
import { key, otherKey, pass, sharing } from "./processes.ts"

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

for (const [name, layer] of Object.entries(layers)) {
  it.effect(`${name}: the second manager finds the session of the first`, () =>
    Effect.gen(function* () {
      const account = new Account()
      for (let i = 0; i < 2; i++) {
        const manager = yield* account.manager({ sharing })
        const asking = yield* Effect.forkChild(manager.session)
        // Disks answer in their own time.
        for (let turns = 0; asking.pollUnsafe() === undefined && turns < 50; turns++) yield* pass(100)
        yield* Fiber.join(asking)
      }
      assert.strictEqual(account.tried.length, 1)
    }).pipe(Effect.provide(layer))
  )
}

it.effect("a store without a key, said by nobody to be readable, is refused", () =>
  Effect.gen(function* () {
    const options = JSON.parse("{}")
    const layer = Layer.provide(SessionStore.layerKeyValueStore(options), KeyValueStore.layerMemory)
    const failure = yield* Effect.flip(Effect.provide(Effect.void, layer))
    assert.strictEqual(failure instanceof InvalidConfiguration ? failure.field : undefined, "key")
  })
)
