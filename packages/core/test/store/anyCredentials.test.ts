/** A caller that names an account without its secret finds the session; it never gets another's by credentials. */
import { assert, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { key } from "./processes.ts"

it.effect("`anyCredentials` hands out a session whatever credentials made it; without it they have to match", () =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const now = () => clock.currentTimeMillisUnsafe()
    const store = yield* SessionStore.make(memoryBackend(now), { key })
    const sought = (password: string, anyCredentials?: boolean) => ({
      vendor: "acme",
      origin: "https://acme.example",
      account: ["jane"],
      credentials: { username: "jane", password: Redacted.make(password) },
      ...(anyCredentials === undefined ? undefined : { anyCredentials }),
      index: 0,
      codec: Schema.Redacted(Schema.String),
      current: undefined,
      isUnwanted: () => false,
      ignoreGuard: false,
      attempt: undefined,
      now,
      report: () => {}
    })
    yield* store.obtain({
      ...sought("right"),
      newId: () => "s1",
      login: Effect.succeed({ value: Redacted.make("token"), lifetime: {} }),
      sentAt: now,
      guardOf: () => undefined
    })
    const found = yield* store.look(sought("unknown", true))
    assert.strictEqual(found === undefined ? undefined : Redacted.value(found.session.value), "token")
    assert.isUndefined(yield* store.look(sought("unknown")))
    assert.isDefined(yield* store.look(sought("right")))
    assert.isUndefined(yield* store.look({ ...sought("unknown", true), account: ["sam"] }))
  })
)
