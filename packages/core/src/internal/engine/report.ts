/** What the engine says of what it does: events and metrics, always both. */
import * as Metrics from "../../Metrics.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Engine } from "./Engine.ts"
import type { Flight } from "./flight.ts"

export const loginSucceeded = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>, session: Session<A>): void => {
  const { cause } = flight
  const millis = engine.around.now() - flight.startedAt
  engine.observe(Metrics.logins, 1, { outcome: "success" })
  engine.observe(Metrics.loginDuration, millis)
  if (cause !== "login") engine.observe(Metrics.renewals, 1, { cause })
  engine.publish({ _tag: "LoginSucceeded", cause, session: session.id, millis })
}

export const loginFailed = <A, C>(
  engine: Engine<A, C>,
  flight: Flight<A, C>,
  reason: Reason,
  set: "guard" | "outage" | undefined
): void => {
  engine.observe(Metrics.logins, 1, { outcome: reason._tag })
  engine.publish({ _tag: "LoginFailed", cause: flight.cause, reason, millis: engine.around.now() - flight.startedAt })
  if (set === "guard") engine.publish({ _tag: "Guarded", reason })
}

export const replaced = <A, C>(engine: Engine<A, C>, session: Session<A>): void =>
  engine.observe(Metrics.sessionAge, (engine.around.now() - session.issuedAt) / 1000)

export const rejected = <A, C>(engine: Engine<A, C>, session: Session<A>): void => {
  replaced(engine, session)
  engine.publish({ _tag: "Rejected", session: session.id, ageMillis: engine.around.now() - session.issuedAt })
}
