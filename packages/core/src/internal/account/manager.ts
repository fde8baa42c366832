/** An engine as applications see it. */
import * as Effect from "effect/Effect"
import type { SessionManager } from "../../SessionManager.ts"
import { laneOf } from "./slots.ts"
import type { AuthorizedClient } from "../client/authorize.ts"
import type { Engine } from "./Account.ts"
import { logout } from "./logout.ts"
import { withInside } from "./peek.ts"
import { reset } from "./sharing.ts"
import { statusOf } from "./status.ts"

export const managerOf = <A, C>(engine: Engine<A, C>, client: AuthorizedClient): SessionManager<A> =>
  withInside(
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
      reset: reset(engine),
      status: Effect.sync(() => statusOf(engine)),
      events: engine.around.events
    },
    { vendor: engine.driver.vendor, peek: () => engine.fresh()?.session }
  )
