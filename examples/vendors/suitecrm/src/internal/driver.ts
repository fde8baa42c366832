/** How a session of SuiteCRM is made, carried and ended. */
import type { AuthError } from "@crm-auth/core"
import { idleLifetime, protocolServer, type Server, type ServerDriver } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import { logInByDirectory, logInByPassword } from "../generated/login.ts"
import type { LoginReply } from "../generated/schemas.ts"
import { keepAlive, type LoginId, logout, protocol, sessionLifetime } from "../generated/session.ts"
import type { SuiteCrmCredentials, SuiteCrmServerOptions } from "../SuiteCrmOptions.ts"
import { SuiteCrmSession } from "../SuiteCrmSession.ts"

/** What requests carry of a session. */
export const secretOf = ({ id }: SuiteCrmSession): Redacted.Redacted => id

/** The folder of the script: below the address of SuiteCRM, unless the address names one. */
const folderOf = (url: string | URL): string => {
  const address = String(url)
    .replace(/\/+$/, "")
    .replace(/\/(index|rest)\.php$/, "")
  return /\/service\/[^/]+$/.test(address) ? address : `${address}/service/v4_1`
}

const entities: { readonly [character: string]: string } = {
  '"': "&quot;",
  "'": "&#039;",
  "<": "&lt;",
  ">": "&gt;",
  "`": "&#96;"
}

/** A password as the web interface of SuiteCRM 7 hashes it. */
const htmlEncoded = (credentials: SuiteCrmCredentials): SuiteCrmCredentials => ({
  ...credentials,
  password: Redacted.make(
    Redacted.value(credentials.password).replaceAll(/["'<>`]/g, (character) => entities[character] ?? character)
  )
})

/** What a login told of the user, without the names that came with null. */
const userOf = ({ name_value_list: known = {} }: LoginReply): SuiteCrmSession["user"] =>
  Object.fromEntries(
    Object.entries(known).flatMap(([name, { value }]) => (value === undefined || value === null ? [] : [[name, value]]))
  )

type LogIn = (
  credentials: SuiteCrmCredentials,
  server: Server
) => Effect.Effect<LoginReply, AuthError, HttpClient.HttpClient>

const driverOf =
  (operation: LoginId, logIn: LogIn) =>
  (
    options: SuiteCrmServerOptions
  ): Effect.Effect<ServerDriver<SuiteCrmSession, SuiteCrmCredentials>, AuthError, HttpClient.HttpClient> =>
    Effect.gen(function* () {
      const { driver, send, server } = yield* protocolServer<SuiteCrmSession>(
        protocol,
        { ...options, url: folderOf(options.url) },
        { secret: secretOf }
      )
      // How long PHP keeps a session is a setting of the server, which no reply tells.
      const configured = yield* Effect.fromResult(idleLifetime(protocol.vendor, options.idleTimeout))
      return {
        ...driver,
        login: (credentials) =>
          send(
            Effect.map(logIn(credentials, server), (reply) => ({
              value: new SuiteCrmSession({ id: reply.id, user: userOf(reply) }),
              lifetime: { ...sessionLifetime(operation, reply), ...configured }
            }))
          ),
        keepAlive: ({ value }) => send(keepAlive(value.id, server)),
        logout: ({ value }) => send(logout(value.id, server)),
        sharing: { codec: SuiteCrmSession, account: ({ username }) => [username.trimEnd().toLowerCase()] }
      }
    })

/** The login with user name and password, for all accounts of one server. */
export const makePasswordDriver = (options: SuiteCrmServerOptions) =>
  driverOf("login", (credentials, server) =>
    logInByPassword(options.htmlEncodedPassword === true ? htmlEncoded(credentials) : credentials, server)
  )(options)

/** The login with user name and password of a directory, for all accounts of one server. */
export const makeDirectoryDriver = driverOf("loginToDirectory", logInByDirectory)
