/** Getting a session: the one that there is, or one login for all who wait. Owns no state. */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Hash from "effect/Hash"
import type * as Tracer from "effect/Tracer"
import { AuthError, misconfigured } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { Closed, Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { RenewalCause } from "../../SessionEvent.ts"
import { isComparable } from "../comparable.ts"
import { unstacked } from "../span.ts"
import { logFailure, observe, spanAttributes } from "./events.ts"
import { failuresSettled, loadFailures } from "./failures.ts"
import { causeOf } from "./LiveSession.ts"
import { LoginAttempt } from "./LoginAttempt.ts"
import type { SessionSlot } from "./SessionSlot.ts"
import { failureOf, isGivenUp, settleLogin } from "./settle.ts"
import { sharingOf } from "./sharing.ts"

/** The session. Reading a fresh one allocates nothing but this effect. */
export const sessionOf = <A, C>(slot: SessionSlot<A, C>): Effect.Effect<Session<A>, AuthError> =>
  Effect.suspend(() => slot.fresh()?.exit ?? slowSessionOf(slot))

/** A session in its soft window is handed out while one renewal runs behind it; past that, callers wait. */
export const slowSessionOf = <A, C>(slot: SessionSlot<A, C>): Effect.Effect<Session<A>, AuthError> => {
  const { live } = slot
  const now = slot.account.runtime.now()
  slot.noteRequest(now)
  if (live === undefined || !live.isUsable(now)) return join(slot, causeOf(live, now))
  if (now >= live.softAt) refresh(slot)
  // A login that never waits is over by now.
  return slot.live === live ? live.exit : sessionOf(slot)
}

/** Starts a renewal that no caller waits for, unless something speaks against it now. */
export const refresh = <A, C>(slot: SessionSlot<A, C>): void => {
  const { account } = slot
  const now = account.runtime.now()
  const isIdle = !account.isClosed && !slot.isLoggingIn && now >= slot.renewNotBefore
  if (isIdle && account.remembered(now) === undefined) startLogin(slot, causeOf(slot.live, now))
}

/** Waits for the login under way, or starts one, unless a remembered failure answers. */
export const join = <A, C>(slot: SessionSlot<A, C>, cause: RenewalCause): Effect.Effect<Session<A>, AuthError> => {
  const { account, attempt } = slot
  if (account.isClosed) return account.fail(new Closed())
  if (attempt === undefined) {
    return account.remembered(account.runtime.now()) ?? waitFor(slot, startLogin(slot, cause))
  }
  observe(account, Metrics.sharedLogins, 1)
  attempt.notes.span?.link(Fiber.getCurrent()?.cache.span)
  return waitFor(slot, attempt)
}

const waitFor = <A, C>({ account }: SessionSlot<A, C>, attempt: LoginAttempt<A, C>) => {
  const since = account.runtime.now()
  return Effect.ensuring(
    attempt.answer,
    Effect.sync(() => observe(account, Metrics.waits, (account.runtime.now() - since) / 1000))
  )
}

const startLogin = <A, C>(slot: SessionSlot<A, C>, cause: RenewalCause): LoginAttempt<A, C> => {
  const { account } = slot
  const { fork, now } = account.runtime
  const gate = account.openGate()
  const attempt = new LoginAttempt<A, C>(cause, now(), gate.last)
  const login = Effect.tapCause(runLogin(slot, attempt, Fiber.getCurrent()?.cache.span), () => loadFailures)
  slot.start(attempt)
  gate.enter(attempt)
  // A driver that never waits ends inside `fork`: from here on only the local `attempt` is sure.
  const fiber = fork(login, { uninterruptible: true })
  attempt.runIn(fiber)
  fiber.addObserver((exit) => attempt.end(settleLogin(slot, attempt, exit) ?? sessionOf(slot)))
  return attempt
}

/** The failure that forbids a login now: the account is closed, or these credentials are known bad. */
const refusalOf = <A, C>({ account }: SessionSlot<A, C>, credentials: C): Exit.Exit<never, AuthError> | undefined =>
  account.isClosed ? account.fail(new Closed()) : account.gate?.memory?.guardOn(credentials, account.runtime.now())

/**
 * Waits for its turn, reads the credentials, checks them against what is remembered, and renews or logs in, under a
 * deadline of its own. To be run in a fibre that cannot be interrupted.
 */
const runLogin = <A, C>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  caller: Tracer.AnySpan | undefined
): Effect.Effect<Login<A>, AuthError> => {
  const untraced = withDeadline(slot, attempt, steps(slot, attempt))
  const { account } = slot
  const {
    driver,
    runtime: { loginSpan }
  } = account
  const login = loginSpan?.(untraced, attempt, caller, `${driver.vendor}.login`, spanAttributes(account)) ?? untraced
  return attempt.waitsBehind === undefined ? login : inTurn(slot, attempt, login)
}

/** A login that waits for another one of its account. What the first one learned holds for the second. */
const inTurn = <A, C>(
  { account }: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  login: Effect.Effect<Login<A>, AuthError>
): Effect.Effect<Login<A>, AuthError> =>
  Effect.andThen(
    Effect.interruptible(attempt.awaitTurn()),
    Effect.suspend(() => {
      if (attempt.notes.isUnwanted) return Effect.interrupt
      const failure = account.isClosed ? account.fail(new Closed()) : account.remembered(account.runtime.now())
      if (failure !== undefined) attempt.note({ isAnsweredByMemory: true })
      return failure ?? login
    })
  )

const steps = /*#__PURE__*/ Effect.fnUntraced(function* <A, C>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>
): Effect.fn.Return<Login<A>, AuthError> {
  const { account } = slot
  const { driver, runtime } = account
  if (attempt.notes.isUnwanted) return yield* Effect.interrupt
  const deadline = runtime.now() + Duration.toMillis(runtime.loginTimeout)
  account.gate?.memory?.noteLook(runtime.now())
  const credentials = yield* driver.credentials
  account.identify(credentials)
  attempt.notes.span?.label(account.accountHash)
  if (!driver.fixedCredentials) {
    if (!isComparable(credentials)) {
      // Nothing could tell whether such credentials have changed since they were refused.
      const detail = "cannot be compared by value: give plain data, or a class that implements `Equal`"
      return yield* misconfigured(driver.vendor, "credentials", detail)
    }
    attempt.note({ madeWith: Hash.hash(credentials) })
  }
  const sharing = sharingOf(slot, attempt)
  const refusal = refusalOf(slot, credentials)
  if (refusal !== undefined) {
    const found = sharing === undefined ? undefined : yield* sharing.look(credentials)
    if (found !== undefined) return found
    attempt.note({ isAnsweredByMemory: true })
    return yield* refusal
  }
  const make = renewOrLogIn(slot, attempt, credentials, deadline)
  return yield* sharing === undefined ? make : sharing.obtain(credentials, make)
})

/** Renews the session if there is one to renew. A renewal that fails falls back to a login in the same attempt. */
const renewOrLogIn = <A, C>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  credentials: C,
  deadline: number
): Effect.Effect<Login<A>, AuthError> =>
  Effect.suspend(() => {
    // Reading credentials and waiting for a lease take time: a logout in the meantime ends the attempt.
    if (attempt.notes.isUnwanted) return Effect.interrupt
    const { account, live } = slot
    const { driver, runtime } = account
    attempt.note({ sentAt: runtime.now() })
    account.publish({ _tag: "LoginStarted", cause: attempt.cause })
    const login = Effect.suspend(() => {
      // A renewal takes time: what is known may have changed.
      const refusal = refusalOf(slot, credentials)
      if (refusal !== undefined) {
        attempt.note({ isAnsweredByMemory: true })
        return refusal
      }
      const isProven = account.isProven(credentials)
      attempt.note({ sentAt: runtime.now(), tried: { credentials, isProven } })
      account.noteGuarded(false)
      return driver.login(credentials, deadline)
    })
    // A session that was rejected, or may be broken, is not renewed but replaced; so is one of other credentials.
    const isRenewable =
      attempt.cause !== "rejected" &&
      live?.madeWith === attempt.notes.madeWith &&
      live?.isUsable(runtime.now()) === true
    if (driver.renew === undefined || live === undefined || !isRenewable) return login
    attempt.note({ renews: live })
    live.noteSent(runtime.now())
    return Effect.catch(Effect.withSpan(driver.renew(live.session), `${driver.vendor}.renew`, unstacked), (error) =>
      // After a logout, a login is sent only for callers that ask again.
      attempt.notes.isUnwanted ? Effect.fail(error) : login
    )
  })

/**
 * Fails steps that take longer than the deadline. The attempt's fibre cannot be interrupted, but `steps` in it can: the
 * timer interrupts them and sets `overdue`. A race of two fibres would cost a login a tenth of its time.
 */
const withDeadline = <A, C, B>(
  slot: SessionSlot<A, C>,
  attempt: LoginAttempt<A, C>,
  steps: Effect.Effect<B, AuthError>
): Effect.Effect<B, AuthError> =>
  Effect.withFiber((fiber) => {
    const { driver, runtime } = slot.account
    const { fork, loginTimeout } = runtime
    // Inside what can be interrupted: a manager that is closed meanwhile has nothing to complain of.
    const logged = <D>(effect: Effect.Effect<D, AuthError>) =>
      Effect.tapCause(effect, (cause) => {
        // What is loaded to remember and log the failure must not turn it into another one.
        timer.interruptUnsafe()
        return attempt.notes.isAnsweredByMemory || attempt.notes.outcome !== undefined || isGivenUp(attempt, cause)
          ? Effect.void
          : Effect.andThen(loadFailures, logFailure(slot.account, attempt, failureOf(driver.vendor, cause).reason))
      })
    let overdue = false
    const timer = fork(
      Effect.andThen(
        Effect.sleep(loginTimeout),
        // A refusal that is being read must not become a timeout, which would be tried again.
        Effect.map(failuresSettled, () => {
          overdue = true
          fiber.interruptUnsafe()
        })
      )
    )
    return Effect.matchCauseEffect(Effect.interruptible(logged(steps)), {
      onSuccess: (value) => {
        timer.interruptUnsafe()
        return Effect.succeed(value)
      },
      onFailure: (cause) => {
        timer.interruptUnsafe()
        return overdue && Cause.hasInterruptsOnly(cause)
          ? logged(Effect.fail(late(driver.vendor, loginTimeout)))
          : Effect.failCause(cause)
      }
    })
  })

const late = (vendor: string, timeout: Duration.Duration): AuthError =>
  new AuthError({
    vendor,
    operation: "login",
    reason: new Transport({ detail: `the login took longer than ${Duration.format(timeout)}` })
  })
