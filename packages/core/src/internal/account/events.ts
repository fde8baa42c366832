/** What the engine says of what it does: events and metrics, always both. */
import type * as Metric from "effect/Metric"
import * as Metrics from "../../Metrics.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Engine } from "./Account.ts"
import type { Flight } from "./login.ts"

export const observe = <A, C, Input>(
  { around, driver }: Engine<A, C>,
  metric: Metric.Metric<Input, unknown>,
  input: Input,
  attribute?: Metrics.Attribute
): void => Metrics.observe(metric, input, driver.vendor, around.context, attribute)

export const loginSucceeded = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>, session: Session<A>): void => {
  const { cause, obtained } = flight
  if (obtained?._tag === "found") return engine.publish({ _tag: "Found", session: session.id })
  const millis = engine.around.now() - flight.startedAt
  observe(engine, Metrics.logins, 1, ["outcome", "success"])
  observe(engine, Metrics.loginDuration, millis)
  if (cause !== "login") observe(engine, Metrics.renewals, 1, ["cause", cause])
  engine.publish({ _tag: "LoginSucceeded", cause, session: session.id, millis })
}

export const loginFailed = <A, C>(
  engine: Engine<A, C>,
  flight: Flight<A, C>,
  reason: Reason,
  set: "guard" | "outage" | undefined
): void => {
  if (flight.obtained === undefined) {
    observe(engine, Metrics.logins, 1, ["outcome", reason._tag])
    engine.publish({ _tag: "LoginFailed", cause: flight.cause, reason, millis: engine.around.now() - flight.startedAt })
  }
  if (set === "guard") engine.publish({ _tag: "Guarded", reason })
}

export const replaced = <A, C>(engine: Engine<A, C>, session: Session<A>): void =>
  observe(engine, Metrics.sessionAge, (engine.around.now() - session.issuedAt) / 1000)

export const rejected = <A, C>(engine: Engine<A, C>, session: Session<A>): void => {
  replaced(engine, session)
  engine.publish({ _tag: "Rejected", session: session.id, ageMillis: engine.around.now() - session.issuedAt })
}
