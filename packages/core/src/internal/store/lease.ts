/** Runs an effect while a lease is held, and keeps the lease alive for as long as the effect takes. */
import * as Effect from "effect/Effect"
import type { RecordCipher } from "./cipher.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"
import type { StoreCaller } from "./SharedSessions.ts"

export const leases = (cipher: RecordCipher, steps: ResilientBackend, leaseMillis: number) => {
  const extendAgainAndAgain = ({ report }: StoreCaller, slot: string, token: string): Effect.Effect<never> =>
    Effect.forever(Effect.andThen(Effect.sleep(leaseMillis / 3), steps.extend(slot, token, report)))

  /** Returns `false` if another process has the lease, and `undefined` if the store failed. */
  return Effect.fnUntraced(function* <B, E>(
    caller: StoreCaller,
    slot: string,
    use: (token: string) => Effect.Effect<B, E>
  ): Effect.fn.Return<B | false | undefined, E> {
    const token = yield* cipher.token
    const isTaken = yield* steps.tryAcquire(slot, token, caller.report)
    if (isTaken !== true) return isTaken
    return yield* Effect.ensuring(
      Effect.raceFirst(use(token), extendAgainAndAgain(caller, slot, token)),
      steps.release(slot, token, caller.report)
    )
  })
}
