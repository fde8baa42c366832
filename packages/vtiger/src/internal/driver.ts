/** How a vtiger session is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import type { ServerDriver } from "@crm-auth/core/Driver"
import { answerChallenge, makeWebserviceDriver } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import type { LoginResult } from "../generated/schemas.ts"
import { extendSession, getChallenge, login } from "../generated/operations.ts"
import { keepAlive, logout, protocol } from "../generated/session.ts"
import type { VtigerCredentials, VtigerServerOptions } from "../VtigerOptions.ts"
import { VtigerSession } from "../VtigerSession.ts"

const toSession = (sessionName: Redacted.Redacted, result: LoginResult): VtigerSession => {
  const { userId, version, vtigerVersion } = result
  return new VtigerSession({
    sessionName,
    userId,
    ...(version === undefined ? undefined : { version }),
    ...(vtigerVersion === undefined ? undefined : { vtigerVersion })
  })
}

export const makeAccessKeyDriver = (
  options: VtigerServerOptions
): Effect.Effect<ServerDriver<VtigerSession, VtigerCredentials>, AuthError, HttpClient.HttpClient> =>
  makeWebserviceDriver(
    {
      protocol,
      getChallenge,
      login,
      keepAlive,
      logout,
      answer: (token, { accessKey }) => answerChallenge(token, accessKey),
      codec: VtigerSession,
      toSession,
      renamed: (session, sessionName) => new VtigerSession({ ...session, sessionName }),
      extendSession: options.renewBy === "extendSession" ? extendSession : undefined
    },
    options
  )
