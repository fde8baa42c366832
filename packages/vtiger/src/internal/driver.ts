/** How a vtiger session is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import type { ServerDriver } from "@crm-auth/core/Driver"
import { answerChallenge, makeWebserviceDriver } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import { extendSession, getChallenge, login } from "../generated/operations.ts"
import { keepAlive, logout, protocol } from "../generated/session.ts"
import type { VtigerCredentials, VtigerServerOptions } from "../VtigerOptions.ts"
import { VtigerSession } from "../VtigerSession.ts"

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
      toSession: (said) => new VtigerSession(said),
      extendSession: options.renewBy === "extendSession" ? extendSession : undefined
    },
    options
  )
