/** What is told of an account: events and metrics, always both. */
import type * as Metric from "effect/Metric"
import * as Metrics from "../../Metrics.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { AccountContext } from "./AccountContext.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"

export const observe = <A, C, Input>(
  { driver, runtime }: AccountContext<A, C>,
  metric: Metric.Metric<Input, unknown>,
  input: Input,
  attribute?: Metrics.Attribute
): void => Metrics.observe(metric, input, driver.vendor, runtime.context, attribute)

export const loginSucceeded = <A, C>(
  account: AccountContext<A, C>,
  attempt: LoginAttempt<A, C>,
  session: Session<A>
): void => {
  const { cause, outcome } = attempt
  if (outcome?._tag === "found") return account.publish({ _tag: "Found", session: session.id })
  const millis = account.runtime.now() - attempt.startedAt
  observe(account, Metrics.logins, 1, ["outcome", "success"])
  observe(account, Metrics.loginDuration, millis)
  if (cause !== "login") observe(account, Metrics.renewals, 1, ["cause", cause])
  account.publish({ _tag: "LoginSucceeded", cause, session: session.id, millis })
}

export const loginFailed = <A, C>(
  account: AccountContext<A, C>,
  attempt: LoginAttempt<A, C>,
  reason: Reason,
  set: "guard" | "outage" | undefined
): void => {
  if (attempt.outcome === undefined) {
    observe(account, Metrics.logins, 1, ["outcome", reason._tag])
    const millis = account.runtime.now() - attempt.startedAt
    account.publish({ _tag: "LoginFailed", cause: attempt.cause, reason, millis })
  }
  if (set === "guard") account.publish({ _tag: "Guarded", reason })
}

/** How old a session was when it was replaced or rejected. */
export const observeAge = <A, C>(account: AccountContext<A, C>, session: Session<A>): void =>
  observe(account, Metrics.sessionAge, (account.runtime.now() - session.issuedAt) / 1000)

export const rejected = <A, C>(account: AccountContext<A, C>, session: Session<A>): void => {
  observeAge(account, session)
  const ageMillis = account.runtime.now() - session.issuedAt
  account.publish({ _tag: "Rejected", session: session.id, ageMillis })
}
