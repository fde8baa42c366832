/** How a CRM.COM session is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import { protocolServer, type ServerDriver } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { CrmcomServerOptions } from "../CrmcomOptions.ts"
import { CrmcomSession } from "../CrmcomSession.ts"
import { endsAtLogout, logout, protocol, sessionLifetime } from "../generated/session.ts"
import { consumerLogin, type CrmcomLogin, deviceLogin, userLogin, webApiKeyLogin } from "./logins.ts"

/** The driver of a login: the four differ in what they send. */
const makeDriver =
  <C>(login: CrmcomLogin<C>) =>
  (options: CrmcomServerOptions): Effect.Effect<ServerDriver<CrmcomSession, C>, AuthError, HttpClient.HttpClient> =>
    Effect.gen(function* () {
      const { release } = options
      const { driver, send, server } = yield* protocolServer<CrmcomSession>(protocol, options, {
        secret: (session) => session.token
      })
      // Without a release, the login says how old its server is at most.
      const hasLogout = endsAtLogout(release ?? login.since())
      return {
        ...driver,
        login: (credentials: C) =>
          login.send(credentials, server).pipe(
            Effect.map((document) => ({
              value: new CrmcomSession({ token: document.data.token }),
              lifetime: sessionLifetime(login.operation, document, release)
            })),
            send
          ),
        sharing: { codec: CrmcomSession, account: login.account },
        ...(hasLogout ? { logout: ({ value }) => send(logout(value.token, server)) } : undefined)
      }
    })

export const makeUserDriver = /*#__PURE__*/ makeDriver(userLogin)

export const makeWebApiKeyDriver = /*#__PURE__*/ makeDriver(webApiKeyLogin)

export const makeConsumerDriver = /*#__PURE__*/ makeDriver(consumerLogin)

export const makeDeviceDriver = /*#__PURE__*/ makeDriver(deviceLogin)
