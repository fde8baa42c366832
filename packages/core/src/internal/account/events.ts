/** What is told of an account: events, metrics, log lines and the attributes of spans. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Metric from "effect/Metric"
import * as Metrics from "../../Metrics.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { AccountContext } from "./AccountContext.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"
import { type Attribute, observe as observeMetric } from "./observe.ts"

export const observe = <A, C, Input>(
  { driver, runtime }: AccountContext<A, C>,
  metric: Metric.Metric<Input, unknown>,
  input: Input,
  attribute?: Attribute
): void => observeMetric(metric, input, driver, runtime.context, attribute)

/** The attributes of all spans of an account. */
export const spanAttributes = <A, C>({ accountHash, driver }: AccountContext<A, C>): { [name: string]: string } => ({
  "crm_auth.vendor": driver.vendor,
  "server.address": driver.origin,
  ...(accountHash === undefined ? undefined : { "crm_auth.account": accountHash })
})

export const loginSucceeded = <A, C>(
  account: AccountContext<A, C>,
  attempt: LoginAttempt<A, C>,
  session: Session<A>
): void => {
  const { cause, notes } = attempt
  if (notes.outcome?._tag === "found") return account.publish({ _tag: "Found", session: session.id })
  const duration = Duration.millis(account.runtime.now() - attempt.startedAt)
  observe(account, Metrics.logins, 1, ["outcome", "success"])
  observe(account, Metrics.loginDuration, Duration.toSeconds(duration))
  if (cause !== "login") observe(account, Metrics.renewals, 1, ["cause", cause])
  account.publish({ _tag: "LoginSucceeded", cause, session: session.id, duration })
}

export const loginFailed = <A, C>(
  account: AccountContext<A, C>,
  attempt: LoginAttempt<A, C>,
  reason: Reason,
  set: "guard" | "outage" | undefined
): void => {
  if (attempt.notes.outcome === undefined) {
    observe(account, Metrics.logins, 1, ["outcome", reason._tag])
    const duration = Duration.millis(account.runtime.now() - attempt.startedAt)
    account.publish({ _tag: "LoginFailed", cause: attempt.cause, reason, duration })
  }
  if (set === "guard") account.publish({ _tag: "Guarded", reason })
}

/** The log line of a failed login, or a count. */
export const logFailure = <A, C>(
  account: AccountContext<A, C>,
  attempt: LoginAttempt<A, C>,
  reason: Reason
): Effect.Effect<void> =>
  Effect.suspend(() => account.runtime.failureLog()?.failedLogin(account, attempt, reason) ?? Effect.void)

export const loggedOut = <A, C>(account: AccountContext<A, C>, session: Session<A>, confirmed: boolean): void => {
  observe(account, Metrics.logouts, 1, ["outcome", confirmed ? "confirmed" : "unconfirmed"])
  account.publish({ _tag: "LoggedOut", session: session.id, confirmed })
}

/** How old a session was when it was replaced or rejected. */
export const observeAge = <A, C>(account: AccountContext<A, C>, session: Session<A>): void =>
  observe(account, Metrics.sessionAge, (account.runtime.now() - session.issuedAt) / 1000)

export const rejected = <A, C>(account: AccountContext<A, C>, session: Session<A>): void => {
  observeAge(account, session)
  const age = Duration.millis(account.runtime.now() - session.issuedAt)
  account.publish({ _tag: "Rejected", session: session.id, age })
}
