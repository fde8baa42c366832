/** How a Kafinea session is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import type { ServerDriver } from "@crm-auth/core/Driver"
import { answerChallenge, makeWebserviceDriver, type WebserviceVendor } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import { extendSession, extendSessionByGet, getChallenge, login } from "../generated/operations.ts"
import type { LoginResult } from "../generated/schemas.ts"
import { keepAlive, logout, protocol } from "../generated/session.ts"
import type { KafineaCredentials, KafineaServerOptions } from "../KafineaOptions.ts"
import { KafineaSession } from "../KafineaSession.ts"

type Vendor = WebserviceVendor<KafineaSession, KafineaCredentials, LoginResult>

const extendBy = ({ renewBy }: KafineaServerOptions): Vendor["extendSession"] => {
  switch (renewBy) {
    case "extendSession":
      return extendSession
    case "extendSessionByGet":
      return (_session, server) => extendSessionByGet({}, server)
    default:
      return undefined
  }
}

export const makeAccessKeyDriver = (
  options: KafineaServerOptions
): Effect.Effect<ServerDriver<KafineaSession, KafineaCredentials>, AuthError, HttpClient.HttpClient> =>
  makeWebserviceDriver(
    {
      protocol,
      getChallenge,
      login,
      keepAlive,
      logout,
      answer: (token, { accessKey }) => answerChallenge(token, accessKey),
      codec: KafineaSession,
      toSession: (said) => new KafineaSession(said),
      extendSession: extendBy(options),
      // A hosted service may count failed logins and lock the user.
      mostTries: 2
    },
    options
  )
