/** What a running program's timeline says of the engine: its events in words, and what its metrics have counted. */
import type { SessionEvent } from "@crm-auth/core"
import type { PlainTimes } from "@crm-auth/core/Promise"
import type { RenewalCause } from "@crm-auth/core/SessionManager"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"

/** An event as `Connection.events` gives it. */
export type TimelineEvent = PlainTimes<SessionEvent>

export const isEvent = (value: unknown): value is TimelineEvent =>
  typeof value === "object" && value !== null && "_tag" in value && "vendor" in value && "at" in value

const causes: { readonly [C in RenewalCause]: string } = {
  login: "there is no session",
  soft: "the session ends soon",
  hard: "the session has ended",
  rejected: "the server rejected the session",
  forced: "the program asked for it"
}

const short = (session: string): string => `session ${session.slice(0, 6)}`

/** One event, as a sentence without its subject, which is the engine. */
export const eventWords = (event: TimelineEvent): string => {
  switch (event._tag) {
    case "LoginStarted":
      return event.cause === "login" ? "logs in: there is no session" : `renews: ${causes[event.cause]}`
    case "LoginSucceeded":
      return event.cause === "login"
        ? `is logged in: ${short(event.session)}`
        : `has renewed the session: ${short(event.session)}`
    case "LoginFailed":
      return `could not log in: ${event.reason._tag}`
    case "Recovered":
      return `logs in again, after ${event.failures} failures`
    case "Found":
      return `found another process's session: ${short(event.session)}`
    case "StoreFailed":
      return `cannot share sessions: ${event.reason.detail}`
    case "Guarded":
      return `guards the account: later callers get ${event.reason._tag} without a request`
    case "Rejected":
      return `learns that the server rejected ${short(event.session)}`
    case "LoggedOut":
      return `has logged out: ${short(event.session)}${event.confirmed ? "" : ", which the server did not confirm"}`
    case "RenewalsLate":
      return `renews too late: ${event.late} of ${event.backlog} sessions`
    case "LeftBehind":
      return `left ${event.sessions} sessions open`
  }
}

/** What a timeline counts. No event tells of the second and the last. */
const counted = {
  crm_auth_logins: (count: number) => `${count} ${count === 1 ? "login" : "logins"}`,
  crm_auth_shared_logins: (count: number) => `${count} ${count === 1 ? "caller" : "callers"} shared a login`,
  crm_auth_renewals: (count: number) => `${count} ${count === 1 ? "renewal" : "renewals"}`,
  crm_auth_replays: (count: number) => `${count} ${count === 1 ? "request" : "requests"} sent again`
} as const

export type Counts = { readonly [Name in keyof typeof counted]: number }

const isCounted = (name: string): name is keyof typeof counted => name in counted

/** What the engine's metrics count by now. Logins are tries; a renewal is one of them. */
export const counts: Effect.Effect<Counts> = Effect.map(Metric.snapshot, (snapshots) => {
  const sums = { crm_auth_logins: 0, crm_auth_shared_logins: 0, crm_auth_renewals: 0, crm_auth_replays: 0 }
  for (const { id, state, type } of snapshots) {
    if (type === "Counter" && isCounted(id)) sums[id] += Number(state.count)
  }
  return sums
})

/** The difference of two counts, as the last line of a timeline. */
export const countWords = (before: Counts, after: Counts): string =>
  Object.entries(counted)
    .flatMap(([name, words]) => (isCounted(name) ? [words(after[name] - before[name])] : []))
    .join(" · ")
