/** What a process can do that writes to the store and has no key: it puts back a genuine record of an earlier time. */
import { assert, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { Processes, secretOf } from "./processes.ts"

/** A backend whose writes are kept, so that one of them can be made again. */
const recording = Effect.map(Clock.Clock, (clock) => {
  const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
  const writes: Array<Effect.Effect<unknown, unknown>> = []
  const recorded: SessionStoreBackend = {
    ...backend,
    write: (key, token, record) => {
      writes.push(
        Effect.all([
          backend.acquire(key, "intruder", 1000),
          backend.write(key, "intruder", record),
          backend.release(key, "intruder")
        ])
      )
      return backend.write(key, token, record)
    }
  }
  return { backend: recorded, writes }
})

it.effect("A13 an older session that is put back costs one rejected request and one login", () =>
  Effect.gen(function* () {
    const { backend, writes } = yield* recording
    const all = new Processes()
    all.account.rejectedBeforeWork = true
    const first = yield* all.start({ backend })
    yield* first.session
    const [older] = writes
    assert.isDefined(older)
    all.account.dead.add("secret-1")
    yield* first.client.get("/x")
    assert.strictEqual(secretOf(yield* first.session), "secret-2")

    yield* older
    const second = yield* all.start({ backend })
    assert.strictEqual(secretOf(yield* second.session), "secret-1", "the older record is believed (decision 0012)")
    yield* second.client.get("/x")
    assert.strictEqual(secretOf(yield* second.session), "secret-3")
    assert.strictEqual(all.account.tried.length, 3)
  })
)
