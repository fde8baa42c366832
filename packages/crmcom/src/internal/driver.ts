/** How a CRM.COM session is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import { protocolLifetime, protocolServer, type ServerDriver } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { CrmcomServerOptions } from "../CrmcomOptions.ts"
import { CrmcomSession } from "../CrmcomSession.ts"
import { releaseToken } from "../generated/operations.ts"
import { protocol } from "../generated/session.ts"
import { type CrmcomLogin, isFrom } from "./logins.ts"

export const makeDriver =
  <C>(login: CrmcomLogin<C>) =>
  (options: CrmcomServerOptions): Effect.Effect<ServerDriver<CrmcomSession, C>, AuthError, HttpClient.HttpClient> =>
    Effect.gen(function* () {
      const { release } = options
      const { driver, send, server } = yield* protocolServer<CrmcomSession>(protocol, options, {
        secret: (session) => session.token
      })
      const { logout: { uselessFrom } = {} } = protocol
      // From R12 on a token lives until its time, whatever is asked. A login tells how old its server is at most.
      const isTokenEnded = uselessFrom === undefined || !isFrom(release ?? login.since(), uselessFrom)
      return {
        ...driver,
        login: (credentials: C) =>
          login.send(credentials, server).pipe(
            Effect.map((document) => ({
              value: new CrmcomSession({ token: document.data.token }),
              lifetime: protocolLifetime(protocol, login.operation, document, release)
            })),
            send
          ),
        sharing: { codec: CrmcomSession, account: login.account },
        ...(isTokenEnded ? { logout: ({ value }) => send(releaseToken({ token: value.token }, server)) } : undefined)
      }
    })
