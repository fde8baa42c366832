/** What is done with a lease in hand. */
import * as Effect from "effect/Effect"
import type { RecordCipher } from "./cipher.ts"
import type { StoreCaller } from "./SharedSessions.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"

export const leases = (cipher: RecordCipher, steps: ResilientBackend, leaseMillis: number) => {
  /** Keeps a lease while what is done under it takes its time. */
  const beat = ({ report }: StoreCaller, slot: string, token: string): Effect.Effect<never> =>
    Effect.forever(Effect.andThen(Effect.sleep(leaseMillis / 3), steps.extend(slot, token, report)))

  /** Does something with a lease in hand. `false`: somebody else has it. `undefined`: the store failed. */
  return Effect.fnUntraced(function* <B, E>(
    wanted: StoreCaller,
    slot: string,
    use: (token: string) => Effect.Effect<B, E>
  ): Effect.fn.Return<B | false | undefined, E> {
    const token = yield* cipher.token
    const taken = yield* steps.acquire(slot, token, wanted.report)
    if (taken !== true) return taken
    return yield* Effect.ensuring(
      Effect.raceFirst(use(token), beat(wanted, slot, token)),
      steps.release(slot, token, wanted.report)
    )
  })
}
