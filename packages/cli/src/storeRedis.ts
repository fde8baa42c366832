/** Reads the records of sessions that Redis keeps. It writes nothing. */
import { redisBackend } from "@crm-auth/core/SessionStore"
import * as Effect from "effect/Effect"
import { type StoredRecord, recordOf } from "./storeFiles.ts"

/** Redis is given up after this time. */
const patience = "3 seconds"

/**
 * The newest records of slots, by slot; a slot without a session has an empty one. `undefined` if Redis does not answer, or
 * the package `redis` is not installed.
 */
export const readRedisSlots = (
  url: string,
  slots: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, StoredRecord> | undefined> =>
  Effect.gen(function* () {
    const { createClient } = yield* Effect.tryPromise(() => import("redis"))
    const client = yield* Effect.acquireRelease(
      Effect.try(() => {
        const client = createClient({ url, socket: { reconnectStrategy: false } })
        // A connection that fails is told by the command that needs it.
        client.on("error", () => {})
        return client
      }),
      (client) => Effect.sync(() => client.destroy()).pipe(Effect.ignoreCause)
    )
    yield* Effect.tryPromise(() => client.connect())
    const { read } = redisBackend((command, ...args) => Effect.tryPromise(() => client.sendCommand([command, ...args])))
    const now = Date.now()
    const records = yield* Effect.forEach(slots, (slot) =>
      Effect.map(read(slot), (found) => {
        const text = () => `\n${found?.value ?? ""}`
        return [slot, recordOf({ slot, text, writtenAt: now - (found?.ageMillis ?? 0) })] as const
      })
    )
    return new Map(records)
  }).pipe(
    Effect.scoped,
    Effect.timeout(patience),
    Effect.orElseSucceed(() => undefined)
  )
