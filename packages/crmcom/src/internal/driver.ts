/** How a CRM.COM session is made, carried and ended. */
import {
  AuthError,
  baseUrl,
  type CredentialOptions,
  type CredentialSource,
  InvalidConfiguration,
  protocolDriver,
  protocolLifetime,
  type Server,
  type ServerDriver
} from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type { CrmcomServerOptions } from "../Crmcom.ts"
import { CrmcomSession } from "../CrmcomSession.ts"
import { releaseToken } from "../generated/operations.ts"
import { protocol } from "../generated/session.ts"
import type { CrmcomLogin } from "./logins.ts"

const invalidRelease = (detail: string) =>
  new AuthError({
    vendor: protocol.vendor,
    operation: "configure",
    reason: new InvalidConfiguration({ field: "release", detail })
  })

/** Whether a release is `first` or a later one. */
const isFrom = (release: string, first: string): boolean =>
  protocol.releases.indexOf(release) >= protocol.releases.indexOf(first)

/** The credentials of an account. A release that has no such login would answer with a page, which says nothing. */
export const sourceOf = Effect.fnUntraced(function* <C>(
  way: CrmcomLogin<C>,
  options: CredentialOptions<C> & Pick<CrmcomServerOptions, "release">
): Effect.fn.Return<CredentialSource<C>, AuthError> {
  const { release } = options
  const source = yield* way.read(options)
  const offered = (credentials: C): Effect.Effect<C, AuthError> => {
    const since = way.since(credentials)
    return release === undefined || !protocol.releases.includes(release) || isFrom(release, since)
      ? Effect.succeed(credentials)
      : Effect.fail(invalidRelease(`${release} has no such login; it came with ${since}`))
  }
  const credentials = Effect.flatMap(source.credentials, offered)
  return source.fixedCredentials
    ? { ...source, credentials: Effect.succeed(yield* credentials) }
    : { ...source, credentials }
})

export const makeDriver =
  <C>(way: CrmcomLogin<C>) =>
  (options: CrmcomServerOptions): Effect.Effect<ServerDriver<CrmcomSession, C>, AuthError, HttpClient.HttpClient> =>
    Effect.gen(function* () {
      const { release } = options
      const http = yield* HttpClient.HttpClient
      const url = yield* Effect.fromResult(baseUrl(protocol, options))
      if (release !== undefined && !protocol.releases.includes(release)) {
        return yield* invalidRelease(`is none of ${protocol.releases.join(", ")}; name the newest that is not newer`)
      }
      const driver = protocolDriver<CrmcomSession>(protocol, {
        baseUrl: url,
        secret: (session) => session.token,
        userAgent: options.userAgent,
        refine: options.refine
      })
      const server: Server = { ...options, url, userAgent: driver.userAgent.value }
      const send = Effect.provideService(HttpClient.HttpClient, http)
      const { logout: { uselessFrom } = {} } = protocol
      /** Later releases let a token die by itself, whatever is asked of them. A login tells how old its server is at most. */
      const isTokenEnded = uselessFrom === undefined || !isFrom(release ?? way.since(), uselessFrom)
      return {
        ...driver,
        login: (given: C) =>
          way.send(given, server).pipe(
            Effect.map((document) => ({
              value: new CrmcomSession({ token: document.data.token }),
              lifetime: protocolLifetime(protocol, way.operation, document, release)
            })),
            send
          ),
        sharing: { codec: CrmcomSession, account: way.account },
        ...(isTokenEnded ? { logout: ({ value }) => send(releaseToken({ token: value.token }, server)) } : undefined)
      }
    })
