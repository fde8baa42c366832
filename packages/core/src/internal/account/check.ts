/**
 * Checks an account: its credentials, its session, the server and the store. It is loaded when the first check is made,
 * and what it needs of the rest is handed in, so that the two share no code. Owns no state.
 */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { AuthError } from "../../AuthError.ts"
import type { AccountField } from "../../LoginCredentials.ts"
import type { Reason, Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionCheck, SessionTrouble } from "../../SessionCheck.ts"
import type { unstacked } from "../span.ts"
import type { AccountState } from "./AccountState.ts"
import type { sessionOf } from "./login.ts"
import type { drop, reject } from "./replace.ts"
import type { isStoreDown, noteUse } from "./sharing.ts"

/** What a check needs of the rest of core. */
export interface CheckTools {
  readonly AuthError: typeof AuthError
  readonly Transport: typeof Transport
  readonly drop: typeof drop
  readonly isStoreDown: typeof isStoreDown
  readonly noteUse: typeof noteUse
  readonly reject: typeof reject
  readonly sessionOf: typeof sessionOf
  readonly unstacked: typeof unstacked
}

const troubleOf = (reason: Reason): SessionTrouble => {
  if (reason._tag === "StoreFailure") return "store"
  if (reason._tag === "CredentialsUnavailable" || reason._tag === "InvalidConfiguration") return "credentials"
  // A code that no source explains may mean bad credentials; the vendor's row says so by a guard time.
  if (reason._tag === "VendorFailure" && reason.retryAfter !== undefined) return "credentials"
  switch (reason.kind) {
    case "credentials":
    case "account":
      return "credentials"
    case "transient":
      return "server"
    default:
      return "session"
  }
}

/** Whether the login of a session was a part of the check: the session was neither at hand before nor found in the store. */
const isMadeSince = (session: Session<unknown>, before: Session<unknown> | undefined, startedAt: number): boolean =>
  session !== before && session.issuedAt >= startedAt

const isRejection = ({ reason }: AuthError): boolean => reason._tag === "SessionRejected"

/** The vendor's cheapest call with a session. A vendor without one is asked nothing. */
const use = <A, C>(
  { AuthError, noteUse, Transport }: CheckTools,
  { driver, first, runtime }: AccountState<A, C>,
  session: Session<A>
): Effect.Effect<void, AuthError> =>
  Effect.suspend(() => {
    if (driver.keepAlive === undefined) return Effect.void
    const sentAt = runtime.now()
    first.find(session)?.noteSent(sentAt)
    const { vendor } = driver
    return driver.keepAlive(session).pipe(
      Effect.timeoutOrElse({
        duration: runtime.loginTimeout,
        orElse: () => {
          const reason = new Transport({ detail: `no reply within ${Duration.format(runtime.loginTimeout)}` })
          return Effect.fail(new AuthError({ vendor, operation: "check", reason }))
        }
      }),
      Effect.tap(() => Effect.sync(() => noteUse(first, session, sentAt)))
    )
  })

/**
 * A session that the vendor accepts. If the vendor rejects a session that was there before the check, in the process or
 * in the store, the check replaces it. It does not replace a session that it has just made: it logs in once at most.
 */
const acceptedSession = /*#__PURE__*/ Effect.fnUntraced(function* <A, C>(
  tools: CheckTools,
  account: AccountState<A, C>,
  startedAt: number
): Effect.fn.Return<Session<A>, AuthError> {
  const { first } = account
  const { drop, reject, sessionOf } = tools
  const before = first.live?.session
  const session = yield* sessionOf(first)
  const result = yield* Effect.result(use(tools, account, session))
  if (result._tag === "Success") return session
  if (!isRejection(result.failure)) return yield* result.failure
  if (isMadeSince(session, before, startedAt)) {
    drop(first, session)
    return yield* result.failure
  }
  const fresh = yield* reject(first, session)
  yield* Effect.tapError(use(tools, account, fresh), (error) =>
    Effect.sync(() => {
      if (isRejection(error)) drop(first, fresh)
    })
  )
  return fresh
})

/** The fields of credentials that are not secret, one after the other: a user name, an organisation. */
const joined = (fields: ReadonlyArray<AccountField>, credentials: unknown): string | undefined => {
  const texts = fields.flatMap(({ name, secret }): ReadonlyArray<string> => {
    const value = !secret && Predicate.hasProperty(credentials, name) ? credentials[name] : undefined
    return Predicate.isString(value) || Predicate.isNumber(value) ? [String(value)] : []
  })
  return texts.length === 0 ? undefined : texts.join(" ")
}

const nameOf = <A, C>({ driver }: AccountState<A, C>): Effect.Effect<string | undefined> => {
  const { credentialFields = [] } = driver
  if (driver.accountName === undefined && credentialFields.length === 0) return Effect.undefined
  return Effect.match(driver.credentials, {
    onFailure: () => undefined,
    onSuccess: (credentials) =>
      driver.accountName === undefined ? joined(credentialFields, credentials) : driver.accountName(credentials)
  })
}

/** When a session ends if it is not used again. */
const endOf = <A, C>({ first }: AccountState<A, C>, session: Session<A>): number | undefined => {
  const { absoluteTimeout, idleTimeout } = session.lifetime
  const usedAt = first.find(session)?.usedAt ?? session.issuedAt
  const end = Math.min(
    absoluteTimeout === undefined ? Infinity : session.issuedAt + Duration.toMillis(absoluteTimeout),
    idleTimeout === undefined ? Infinity : usedAt + Duration.toMillis(idleTimeout)
  )
  return Number.isFinite(end) ? end : undefined
}

/** What is known of an account whose driver cannot be made. */
export const failedCheck = (vendor: string, error: AuthError): SessionCheck => ({
  ok: false,
  trouble: troubleOf(error.reason),
  error,
  vendor,
  loggedIn: false,
  took: Duration.zero
})

/** Makes at most one login, and none while a guard answers. Never fails: what it finds is its answer. */
export const check = <A, C>(tools: CheckTools, account: AccountState<A, C>): Effect.Effect<SessionCheck> =>
  Effect.gen(function* () {
    const { AuthError, isStoreDown, Transport } = tools
    const { driver, first, runtime } = account
    const { origin, vendor } = driver
    const startedAt = runtime.now()
    const before = first.live?.session
    const result = yield* Effect.result(
      Effect.catchCauseIf(acceptedSession(tools, account, startedAt), Cause.hasDies, () => {
        const reason = new Transport({ detail: "the check ended in a defect" })
        return Effect.fail(new AuthError({ vendor, operation: "check", reason }))
      })
    )
    const name = yield* nameOf(account)
    const storeIsDown = yield* isStoreDown(account)
    const common = {
      vendor,
      server: origin,
      ...(name === undefined ? undefined : { account: name }),
      took: Duration.millis(runtime.now() - startedAt)
    }
    if (result._tag === "Failure") {
      const error = result.failure
      return { ok: false, trouble: troubleOf(error.reason), error, loggedIn: false, ...common }
    }
    const session = result.success
    const expiresAt = endOf(account, session)
    return {
      ok: true,
      ...(storeIsDown ? { trouble: "store" as const } : undefined),
      session: session.id,
      issuedAt: session.issuedAt,
      ...(expiresAt === undefined ? undefined : { expiresAt }),
      loggedIn: isMadeSince(session, before, startedAt),
      ...common
    }
  }).pipe(
    Effect.withSpan(
      `${account.driver.vendor}.check`,
      { attributes: { "crm_auth.vendor": account.driver.vendor } },
      tools.unstacked
    )
  )
