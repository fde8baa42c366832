import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { StoreFailure } from "../../src/index.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { minutes } from "../fixtures/account.ts"
import { Processes, secretOf } from "./processes.ts"

describe("a shared session that a process extends while the store is down", () => {
  it.effect("is not logged out when that process closes: others use it", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const memory = memoryBackend(() => clock.currentTimeMillisUnsafe())
      let isDown = false
      const failing = Effect.fail(new StoreFailure({ detail: "down" }))
      const backend = {
        ...memory,
        write: (...args: Parameters<typeof memory.write>) => (isDown ? failing : memory.write(...args))
      }
      const driver = {
        renew: ({ value }: { readonly value: Parameters<typeof secretOf>[0]["value"] }) =>
          Effect.succeed({ value, lifetime: minutes(10) })
      }
      all.account.lifetime = minutes(10)
      const scope = yield* Scope.make()
      const a = yield* all.start({ backend, driver }).pipe(Scope.provide(scope))
      const b = yield* all.start({ backend, driver })
      const first = yield* a.session
      assert.strictEqual(secretOf(yield* b.session), secretOf(first))
      isDown = true
      assert.strictEqual(secretOf(yield* a.renew(first)), secretOf(first))
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(all.account.loggedOut, [])
      assert.strictEqual(secretOf(yield* b.session), secretOf(first))
    })
  )
})
