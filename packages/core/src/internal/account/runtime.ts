/** What all accounts of one manager, or of one map, share. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Tracer from "effect/Tracer"
import type { SessionEvent } from "../../SessionEvent.ts"
import { SessionStore, type SharedSessions } from "../store/SharedSessions.ts"
import { type Hub, makeHub } from "./EventHub.ts"
import type { Warmable } from "../renewAhead/ScheduledAccount.ts"

export interface Surroundings extends Hub<SessionEvent> {
  readonly context: Context.Context<never>
  readonly now: () => number
  readonly random: Random.Random
  readonly store: SharedSessions | undefined
  /** Called when an account's session came, could not be had, or went: `givenUp` when that was somebody's wish. */
  readonly changed?: (account: Warmable, givenUp?: boolean) => void
  readonly fork: ReturnType<typeof Effect.runForkWith<never>>
}

/**
 * Captured once, where the manager is built. The builder's span is left out: a login is a trace of its own, not part of
 * an application's start.
 */
export const surroundings: Effect.Effect<Surroundings> = Effect.contextWith((all: Context.Context<never>) =>
  Effect.sync(() => {
    const context = Context.getOrUndefined(all, Tracer.ParentSpan) === undefined ? all : withoutSpan(all)
    const clock = Context.get(context, Clock.Clock)
    return {
      context,
      now: () => clock.currentTimeMillisUnsafe(),
      random: Context.get(context, Random.Random),
      store: Context.get(context, SessionStore),
      fork: Effect.runForkWith(context),
      ...makeHub<SessionEvent>()
    }
  })
)

const withoutSpan = /*#__PURE__*/ Context.omit(Tracer.ParentSpan)

/** A name for a session in logs and events: 16 hexadecimal digits, no secret. */
export const nextId = (random: Random.Random): string => hex(random.nextDoubleUnsafe()) + hex(random.nextDoubleUnsafe())

const hex = (share: number): string =>
  Math.floor(share * 0x1_0000_0000)
    .toString(16)
    .padStart(8, "0")
