/** A manager of each vendor whose logins are timed. A vendor's package is loaded when it is asked for. */
import type { AuthError, SessionManager } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { TimedVendor } from "./exchanges.ts"

export type Make = Effect.Effect<TimedManager, AuthError, HttpClient.HttpClient | Scope.Scope>

/** What is timed of a manager. */
export interface TimedManager {
  /** Its session: the first use logs in. */
  readonly session: Effect.Effect<unknown, AuthError>
  /** Its session, which is forgotten then: each use logs in. */
  readonly login: Effect.Effect<unknown, AuthError>
}

const timed = <A, R>(make: Effect.Effect<SessionManager<A>, AuthError, R>): Effect.Effect<TimedManager, AuthError, R> =>
  Effect.map(make, ({ invalidate, session }) => ({ session, login: Effect.flatMap(session, invalidate) }))

const secret = Redacted.make("example-5ecret")

const makers: { readonly [vendor in TimedVendor]: (url: string) => Promise<Make> } = {
  kayako: async (url) =>
    timed((await import("@crm-auth/kayako")).makeKayako({ url, username: "jane", password: secret })),
  vtiger: async (url) =>
    timed((await import("@crm-auth/vtiger")).makeVtiger({ url, username: "jane", accessKey: secret })),
  crmcom: async (url) =>
    timed(
      (await import("@crm-auth/crmcom")).makeCrmcom({ url, username: "jane", password: secret, organisation: "DEMO" })
    ),
  kftoken: async (url) =>
    timed(
      (await import("@crm-auth/kftoken")).makeKftoken({
        url,
        username: "jane",
        password: secret,
        memorableWord: Redacted.make("tangerine")
      })
    )
}

/** What makes a manager of the vendor's account at a server. */
export const makerOf = (vendor: string, url: string): Promise<Make> => {
  const found = Object.entries(makers).find(([name]) => name === vendor)
  if (found === undefined) throw new Error(`the logins of ${vendor} are not timed`)
  return found[1](url)
}
