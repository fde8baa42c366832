/** Runs an effect while a lease is held, and keeps the lease alive for as long as the effect takes. */
import * as Effect from "effect/Effect"
import type { RecordCipher } from "./cipher.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"
import type { StoreCaller } from "./SharedSessions.ts"

/** A lease that was taken. */
export interface Lease {
  readonly token: string
  /** Whether it cannot have run out: a process that was paused, or that was late to extend it, may have lost it. */
  readonly isSure: () => boolean
}

export const leases = (cipher: RecordCipher, steps: ResilientBackend, leaseMillis: number) => {
  /** Returns `false` if another process has the lease, and `undefined` if the store failed. */
  return Effect.fnUntraced(function* <B, E>(
    { now, report }: StoreCaller,
    slot: string,
    use: (lease: Lease) => Effect.Effect<B, E>
  ): Effect.fn.Return<B | false | undefined, E> {
    const token = yield* cipher.token
    let sureFrom = now()
    const isTaken = yield* steps.tryAcquire(slot, token, report)
    if (isTaken !== true) return isTaken
    const isSure = () => now() < sureFrom + leaseMillis
    const extend = Effect.gen(function* () {
      const sentAt = now()
      const isExtended = yield* steps.extend(slot, token, report)
      // One that had run out on the way is not extended.
      if (isExtended && isSure()) sureFrom = sentAt
    })
    const extendAgainAndAgain = Effect.forever(Effect.andThen(Effect.sleep(leaseMillis / 3), extend))
    return yield* Effect.ensuring(
      Effect.raceFirst(use({ token, isSure }), extendAgainAndAgain),
      steps.release(slot, token, report)
    )
  })
}
