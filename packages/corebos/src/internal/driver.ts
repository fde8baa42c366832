/** How a coreBOS session is made, carried and ended. */
import { type AuthError, SessionRejected } from "@crm-auth/core"
import { misconfigured, protocolServer, type ServerDriver, unknownLifetime, type Verdict } from "@crm-auth/core/Driver"
import { answerChallenge, makeWebserviceDriver, type WebserviceVendor } from "@crm-auth/webservice"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type {
  CorebosCredentials,
  CorebosCredentialTokenCredentials,
  CorebosCredentialTokenServerOptions,
  CorebosInsecurePasswordCredentials,
  CorebosServerOptions
} from "../CorebosOptions.ts"
import { CorebosSession } from "../CorebosSession.ts"
import { getChallenge, login, loginWithPassword } from "../generated/operations.ts"
import type { LoginResult } from "../generated/schemas.ts"
import { keepAlive, logout, protocol } from "../generated/session.ts"

/** The header that takes a credential token takes a session as well. */
const inHeader = Object.values(protocol.tokens).map(({ place }) => place)

/** What the server reads a session from before it looks for the parameter, even where that session has ended. */
const headers = inHeader.flatMap(({ name }) => [name, name.replaceAll("-", "_")])

/** Sees to it that a request carries one session, ours. */
const alone = <C>(driver: ServerDriver<CorebosSession, C>): ServerDriver<CorebosSession, C> => ({
  ...driver,
  attach: (request, session) => {
    const taken = headers.find((name) => request.headers[name] !== undefined)
    if (taken === undefined) return driver.attach(request, session)
    const detail = "goes before the session that is put into the request; leave it out"
    return Effect.fail(misconfigured(driver.vendor, taken, detail, "call"))
  }
})

type Vendor<C> = Pick<WebserviceVendor<CorebosSession, C, LoginResult>, "login" | "answer" | "hint">

const makeLoginDriver =
  <C extends { readonly username: string }>(vendor: Vendor<C>) =>
  (options: CorebosServerOptions): Effect.Effect<ServerDriver<CorebosSession, C>, AuthError, HttpClient.HttpClient> =>
    makeWebserviceDriver(
      {
        ...vendor,
        protocol,
        getChallenge,
        keepAlive,
        logout,
        codec: CorebosSession,
        toSession: (said) => new CorebosSession(said),
        places: options.sessionIn === "header" ? inHeader : undefined,
        advice: 'set sessionIn: "header"'
      },
      options
    ).pipe(Effect.map(alone))

/** For users with their access key. */
export const makeAccessKeyDriver = /*#__PURE__*/ makeLoginDriver<CorebosCredentials>({
  login,
  answer: (token, { accessKey }) => answerChallenge(token, accessKey),
  hint: "a change of the user's password has replaced the access key, too"
})

const makeReadablePasswordDriver = makeLoginDriver<CorebosInsecurePasswordCredentials>({
  login: loginWithPassword,
  answer: (token, { password }) => Effect.succeed(Redacted.make(token + Redacted.value(password)))
})

type Driver<O, C> = (options: O) => Effect.Effect<ServerDriver<CorebosSession, C>, AuthError, HttpClient.HttpClient>

/** For users with their password, which no plain HTTP may carry. */
export const makeInsecurePasswordDriver: Driver<CorebosServerOptions, CorebosInsecurePasswordCredentials> = (
  options
) => {
  if (options.allowInsecureHttp !== true) return makeReadablePasswordDriver(options)
  const detail = "must not be set for logins with a password: everyone in between would read it"
  return Effect.fail(misconfigured(protocol.vendor, "allowInsecureHttp", detail))
}

/** A token has no login that could be repeated and no other client that could end it: its record is what to look at. */
const explainToken = (verdict: Verdict): Verdict => {
  if (verdict._tag !== "refused" || verdict.reason._tag !== "SessionRejected") return verdict
  const hint = "check that the token's Credentials record exists, and that today is between its start and end dates"
  return { ...verdict, reason: new SessionRejected({ ...verdict.reason, hint }) }
}

/**
 * For tokens. No request asks for a token or ends one: it is its own session. The first call after a pause may be
 * refused with a good token; to the engine that is a session to be replaced, so the call is sent once more.
 */
export const makeCredentialTokenDriver: Driver<
  CorebosCredentialTokenServerOptions,
  CorebosCredentialTokenCredentials
> = (options) =>
  Effect.map(
    protocolServer<CorebosSession>(protocol, options, {
      secret: ({ sessionName }) => sessionName,
      places: inHeader,
      credential: Object.keys(protocol.tokens).join()
    }),
    ({ driver }) =>
      alone({
        ...driver,
        classify: (reply) => explainToken(driver.classify(reply)),
        login: ({ token }) =>
          Effect.succeed({ value: new CorebosSession({ sessionName: token }), lifetime: unknownLifetime })
      })
  )
