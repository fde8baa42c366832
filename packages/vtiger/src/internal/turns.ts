/** Lets logins of one account follow each other. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

interface Turn {
  readonly semaphore: Semaphore.Semaphore
  /** How many run or wait. */
  users: number
}

/** Runs effects of one key one after the other. A key that nobody uses is forgotten. */
const makeTurns = () => {
  const turns = new Map<string, Turn>()
  return (key: string) =>
    <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
      Effect.acquireUseRelease(
        Effect.sync(() => {
          const turn = turns.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
          turns.set(key, turn)
          turn.users++
          return turn
        }),
        ({ semaphore }) => semaphore.withPermit(self),
        (turn) =>
          Effect.sync(() => {
            if (--turn.users === 0) turns.delete(key)
          })
      )
}

/**
 * The logins under way, for the whole process: servers keep one challenge per user, whichever manager, client or layer
 * asked for it. It holds an entry per login that runs or waits, named by base URL and user, and no secret.
 */
export const LoginTurns = Context.Reference("@crm-auth/vtiger/LoginTurns", { defaultValue: makeTurns })
