/** The sessions of one account: one as a rule, several where an application asks for `parallelSessions`. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import { lanesOf } from "./slots.ts"
import { Engine } from "./Account.ts"
import { isAlive } from "./LiveSession.ts"

const isOpen = <A, C>(lane: Engine<A, C>): boolean =>
  lane.current !== undefined && isAlive(lane.current, lane.around.now())

const leastBusy = <A, C>(lanes: ReadonlyArray<Engine<A, C>>): Engine<A, C> | undefined =>
  lanes.reduce<Engine<A, C> | undefined>(
    (least, lane) => (least === undefined || lane.busy < least.busy ? lane : least),
    undefined
  )

const addLane = <A, C>(lead: Engine<A, C>): Engine<A, C> => {
  const lane = new Engine(lead.driver, lead.around, lead.loginTimeout, lead)
  lead.lanes = [...lead.lanes, lane]
  return lane
}

/** Waits for a login, or until a session is free again, whichever is first. `false`: the login failed. */
const loginOr = <A, C, B>(lead: Engine<A, C>, login: Effect.Effect<B, AuthError>): Effect.Effect<boolean> => {
  lead.freed ??= Deferred.makeUnsafe()
  return Effect.raceFirst(Effect.map(Effect.exit(login), Exit.isSuccess), Effect.as(Deferred.await(lead.freed), true))
}

/**
 * Chooses a session for a request: one that is open and free; else, where fewer than `limit` are open and nothing
 * speaks against a login, another one is opened; else the least busy. Who finds a login under way waits, and then looks
 * again. The choice is taken in the same step.
 */
const choose = <A, C>(
  lead: Engine<A, C>,
  limit: number,
  take: (lane: Engine<A, C>) => Engine<A, C>
): Effect.Effect<Engine<A, C>, AuthError> =>
  Effect.suspend(() => {
    const again = choose(lead, limit, take)
    const all = lanesOf(lead)
    const open = all.filter(isOpen)
    const least = leastBusy(open)
    // A session that was over when it came is not looked at twice.
    if (least === undefined) {
      return Effect.flatMap(lead.session, () => (isOpen(lead) ? again : Effect.sync(() => take(lead))))
    }
    if (least.busy === 0 || open.length >= limit) return Effect.succeed(take(least))
    if (lead.last !== undefined) return Effect.andThen(loginOr(lead, Deferred.await(lead.last.deferred)), again)
    if (lead.remembered(lead.around.now()) !== undefined) return Effect.succeed(take(least))
    const another = all.find((lane) => !isOpen(lane)) ?? addLane(lead)
    // A further session that can't be had is no failure: there is one to queue on. Not every failure is remembered.
    const queued = choose(lead, 1, take)
    return Effect.flatMap(loginOr(lead, another.session), (open) => (open ? again : queued))
  })

/** Does something with one of an account's sessions, which counts as in use until it is done. */
export const withLane = <A, C, B, E>(
  lead: Engine<A, C>,
  limit: number,
  use: (lane: Engine<A, C>) => Effect.Effect<B, E>
): Effect.Effect<B, E | AuthError> =>
  Effect.suspend(() => {
    let taken: Engine<A, C> | undefined
    const take = (lane: Engine<A, C>) => {
      taken = lane
      lane.busy++
      return lane
    }
    return Effect.ensuring(
      Effect.flatMap(choose(lead, limit, take), use),
      Effect.sync(() => {
        if (taken === undefined || --taken.busy > 0 || lead.freed === undefined) return
        const { freed } = lead
        lead.freed = undefined
        Deferred.doneUnsafe(freed, Exit.void)
      })
    )
  })
