/** An engine as applications see it. */
import * as Effect from "effect/Effect"
import type { SessionManager } from "../../SessionManager.ts"
import { laneOf } from "./account.ts"
import type { AuthorizedClient } from "./client.ts"
import type { Engine } from "./Engine.ts"
import { logout } from "./logout.ts"
import { peekable } from "./peek.ts"
import { statusOf } from "./status.ts"

export const managerOf = <A, C>(engine: Engine<A, C>, client: AuthorizedClient): SessionManager<A> =>
  peekable(
    {
      session: engine.session,
      client,
      renew: (seen) => Effect.suspend(() => laneOf(engine, seen).renew(seen)),
      invalidate: (seen) => Effect.sync(() => laneOf(engine, seen).invalidate(seen)),
      touch: (seen) =>
        Effect.sync(() => {
          engine.askedAt = engine.around.now()
          laneOf(engine, seen).touch(seen, engine.askedAt)
        }),
      logout: logout(engine),
      reset: Effect.sync(() => engine.reset()),
      status: Effect.sync(() => statusOf(engine)),
      events: engine.around.events
    },
    () => engine.fresh()?.session
  )
