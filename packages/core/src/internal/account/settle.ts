/** What happens when a login is over: its session is put in place, or what its failure taught is remembered. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { AuthError } from "../../AuthError.ts"
import { Closed, type Reason, Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import { isSame } from "../comparable.ts"
import { hiddenIn } from "../secrets.ts"
import { loginFailed, loginSucceeded, observeAge } from "./events.ts"
import { isUnread, loadedFailures } from "./failures.ts"
import type { LiveSession } from "./LiveSession.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"
import { endSession } from "./logout.ts"
import type { SessionSlot } from "./SessionSlot.ts"
import { liveOf } from "./sharing.ts"

/** A renewal that failed while its session still serves is tried again no more often than this. */
const renewalPause = 30_000

/** The answer to those who wait. `undefined`: they ask again. */
type Answer<A> = Effect.Effect<Session<A>, AuthError> | undefined

/** What went wrong. Waiters are told of a defect as it is; an interrupted login must not interrupt them. */
export const failureOf = (
  vendor: string,
  cause: Cause.Cause<AuthError>
): { readonly reason: Reason; readonly exit: Exit.Exit<never, AuthError> } => {
  const error = cause.reasons.find((reason) => reason._tag === "Fail")?.error
  if (error !== undefined) return { reason: error.reason, exit: Exit.fail(error) }
  const died = cause.reasons.some((found) => found._tag === "Die")
  // A driver that ends in a defect or interrupts itself has failed, too: a thousand callers must not ask it again.
  const reason = new Transport({ detail: "the login ended in a defect" })
  return {
    reason,
    exit: died ? Exit.failCause(cause) : Exit.fail(new AuthError({ vendor, operation: "login", reason }))
  }
}

/** Whether a logout ended the attempt before it sent anything. */
export const isGivenUp = <A, C>(attempt: LoginAttempt<A, C>, cause: Cause.Cause<AuthError>): boolean =>
  attempt.notes.isUnwanted && attempt.notes.sentAt === undefined && Cause.hasInterruptsOnly(cause)

/**
 * Whether two sessions are the same at the vendor. If a login returns the session that it is to replace, that session
 * must not be ended. Only the secrets are compared, since what else the vendor says of a session may change; without
 * secrets, the whole values are compared.
 */
const isSameAtVendor = <A>(one: LiveSession<A>, other: LiveSession<A>): boolean => {
  const [ours, theirs] = [one.session.value, other.session.value]
  if (ours === theirs) return true
  const [hidden, others] = [hiddenIn(ours), hiddenIn(theirs)]
  return hidden.length === 0
    ? others.length === 0 && isSame(ours, theirs)
    : hidden.length === others.length && hidden.every((secret, index) => isSame(secret, others[index]))
}

/** Puts a session in the place of the one before. */
const install = <A, C>(slot: SessionSlot<A, C>, live: LiveSession<A>, attempt: LoginAttempt<A, C>): void => {
  const { account, retired } = slot
  const before = slot.open(live)
  slot.retire(before === undefined || isSameAtVendor(before, live) ? [] : [before])
  if (before !== undefined && before.session !== live.session) {
    account.gate?.noteReplaced(before.session, account.runtime.now())
    observeAge(account, before.session)
  }
  loginSucceeded(account, attempt, live.session)
  for (const old of retired) if (!isSameAtVendor(old, live) && old.place === undefined) endSession(slot, old)
}

/** A session has come: it is put in place, unless it is not wanted any more. */
const succeeded = <A, C>(slot: SessionSlot<A, C>, attempt: LoginAttempt<A, C>, login: Login<A>): Answer<A> => {
  const { account } = slot
  const live = liveOf(slot, attempt, login)
  const { outcome, tried } = attempt.notes
  const memory = account.gate?.memory
  // A renewal says nothing of credentials that were refused.
  const isLogin = tried !== undefined || outcome?._tag === "found"
  const recovered = () => {
    memory?.recover(account)
    if (isLogin) memory?.forgive(tried)
    if (memory?.isEmpty === true) account.gate?.dropMemory()
  }
  if (tried !== undefined) account.prove(tried.credentials)
  if (isLogin) account.noteGuarded(false)
  slot.pauseRenewal(0)
  if (account.isClosed || attempt.notes.isUnwanted) {
    loginSucceeded(account, attempt, live.session)
    recovered()
    // A shared session is ended only by an explicit logout.
    if (attempt.notes.isUnwanted || live.place === undefined) endSession(slot, live)
    return undefined
  }
  install(slot, live, attempt)
  recovered()
  // One of the waiters may close the account before the others are told.
  return Effect.suspend(() => (account.isClosed ? account.fail(new Closed()) : live.exit))
}

/** No session has come: what that teaches is remembered. */
const failed = <A, C>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  cause: Cause.Cause<AuthError>
): Answer<A> => {
  const { account } = slot
  const now = account.runtime.now()
  const closed = new Closed()
  const { exit, reason } = account.isClosed
    ? { exit: account.fail(closed), reason: closed }
    : failureOf(account.driver.vendor, cause)
  if (attempt.notes.isAnsweredByMemory) return exit
  if (attempt.notes.isUnwanted && attempt.notes.tried === undefined && !account.isClosed) {
    // It was given up before it came to a login, and says nothing of the next one.
    if (!isGivenUp(attempt, cause)) loginFailed(account, attempt, reason, undefined)
    return undefined
  }
  const set = account.openGate().openMemory()?.learn(attempt.notes, reason, exit, now, account.runtime.random)
  // Nothing tells for how long the credentials must not be sent again, so they are not.
  if (loadedFailures() === undefined || isUnread(cause)) account.block(exit)
  if (set === "guard") account.noteGuarded(true)
  if (slot.live?.isUsable(now) === true) slot.pauseRenewal(now + renewalPause)
  loginFailed(account, attempt, reason, set)
  return exit
}

/** Takes in what a login brought. Those who wait are told by the caller, last. */
export const settleLogin = <A, C>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  exit: Exit.Exit<Login<A>, AuthError>
): Answer<A> => {
  const { account } = slot
  slot.end()
  account.gate?.leave(attempt)
  const answer = Exit.isSuccess(exit) ? succeeded(slot, attempt, exit.value) : failed(slot, attempt, exit.cause)
  account.tidyGate()
  account.runtime.changed?.(slot)
  return answer
}
