/** A session in the engine's hands, with the times at which something has to happen to it. */
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import type { Session } from "../../Session.ts"
import type { Cause } from "../../SessionEvent.ts"
import { deadlines } from "../../SessionLifetime.ts"

export interface Held<A> {
  readonly session: Session<A>
  /** The answer to a caller, made once. */
  readonly exit: Exit.Exit<Session<A>>
  readonly softAt: number
  readonly hardAt: number
  readonly idleFor: number
  /** Before it, the session must not be handed out: its age is not known, and the vendor would not say that it is over. */
  readonly usableFrom: number
  /** When the last request was sent that the vendor did not reject. */
  usedAt: number
  /** Use up to then is known where it is kept, if it is kept anywhere. */
  toldAt: number | undefined
  /** Where it is kept for other processes, too. */
  readonly slot: string | undefined
}

export interface HoldOptions {
  readonly slot?: string | undefined
  /** Whether only the clock tells when a session has ended: the vendor's refusals are not known. Default: `false`. */
  readonly trustsClock?: boolean | undefined
  readonly usedAt?: number
}

export const hold = <A>(
  session: Session<A>,
  jitter: number,
  { slot, trustsClock = false, usedAt = session.issuedAt }: HoldOptions = {}
): Held<A> => {
  const { hardAt, idleFor, softAt, startsAt } = deadlines(session.lifetime, session.issuedAt, jitter)
  return {
    session,
    exit: Exit.succeed(session),
    softAt,
    hardAt,
    idleFor,
    usableFrom: trustsClock && hardAt < Infinity ? startsAt : -Infinity,
    usedAt,
    toldAt: slot === undefined ? undefined : session.issuedAt,
    slot
  }
}

/**
 * Whether a session may still be handed out. A clock found before the session was issued has been set back and says
 * nothing about its age: then the vendor decides, where its refusals are known.
 */
export const isAlive = (held: Held<unknown>, now: number): boolean =>
  now >= held.usableFrom && (now < held.session.issuedAt || (now < held.hardAt && now - held.usedAt < held.idleFor))

/** Why the session that there is, if any, is replaced. */
export const causeOf = (held: Held<unknown> | undefined, now: number): Cause =>
  held === undefined ? "login" : isAlive(held, now) ? "soft" : "hard"

/** Whether the vendor has ended a session by itself, so that there is nothing to log out. */
export const isOver = ({ session, usedAt }: Held<unknown>, now: number): boolean => {
  const { absoluteTimeout, idleTimeout } = session.lifetime
  return (
    (absoluteTimeout !== undefined && now - session.issuedAt >= Duration.toMillis(absoluteTimeout)) ||
    (idleTimeout !== undefined && now - usedAt > Duration.toMillis(idleTimeout))
  )
}
