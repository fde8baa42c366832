/** How a Kayako session is made, carried and ended. */
import { type AuthError, SecondFactor } from "@crm-auth/core"
import { protocolServer, type ServerDriver, withOneTimeKey } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type { LoginDocument } from "../generated/schemas.ts"
import { login } from "../generated/operations.ts"
import { keepAlive, logout, protocol, sessionLifetime } from "../generated/session.ts"
import type { KayakoCredentials, KayakoServerOptions } from "../KayakoOptions.ts"
import { KayakoSession } from "../KayakoSession.ts"
import { parseReply } from "./reply.ts"
import { checkRoute } from "./route.ts"

type Settings = LoginDocument["option"]

/** Settings by name. A name of `__proto__` is a key like any other. */
const byName = (settings: Settings = []): { readonly [name: string]: string } =>
  Object.fromEntries(settings.map(({ name = "", value }) => [name, value]))

const toSession = (document: LoginDocument): KayakoSession =>
  new KayakoSession({
    sessionId: document.sessionid,
    options: byName(document.option),
    permissions: byName(document.permission),
    variables: byName(document.variable),
    ...(document.staffid === undefined ? undefined : { staffId: document.staffid }),
    ...(document.version === undefined ? undefined : { version: document.version }),
    ...(document.uniqueid === undefined ? undefined : { licence: document.uniqueid })
  })

/** What a desk that decodes a password twice has to be sent. */
const encodeOnce = (credentials: KayakoCredentials): KayakoCredentials => ({
  ...credentials,
  password: Redacted.make(encodeURIComponent(Redacted.value(credentials.password).toWellFormed()))
})

export const makePasswordDriver = /*#__PURE__*/ Effect.fnUntraced(function* (
  options: KayakoServerOptions
): Effect.fn.Return<ServerDriver<KayakoSession, KayakoCredentials>, AuthError, HttpClient.HttpClient> {
  const secondFactor = yield* SecondFactor
  const { driver, send, server } = yield* protocolServer<KayakoSession>(protocol, options, {
    secret: (session) => session.sessionId,
    parse: parseReply
  })
  const status = options.initialStatus === undefined ? undefined : { initialstatus: options.initialStatus }

  /** The desk keeps no challenge: name and password go again, with the key. */
  const answer = (credentials: KayakoCredentials, required: AuthError) =>
    withOneTimeKey(secondFactor, credentials.username, required, (twofactorkey) =>
      login({ ...credentials, ...status, twofactorkey }, server)
    )

  return {
    ...driver,
    attach: (request, session) => {
      const refusal = checkRoute(protocol.vendor, request)
      return refusal === undefined ? driver.attach(request, session) : Effect.fail(refusal)
    },
    login: (given) => {
      const credentials = options.decodesPasswordTwice === true ? encodeOnce(given) : given
      return login({ ...credentials, ...status }, server).pipe(
        Effect.catchIf(
          (error) => error.reason._tag === "SecondFactorRequired",
          (error) => answer(credentials, error)
        ),
        Effect.map((document) => ({
          value: toSession(document),
          lifetime: sessionLifetime("login", document)
        })),
        send
      )
    },
    keepAlive: ({ value }) => send(keepAlive(value.sessionId, server)),
    logout: ({ value }) => send(logout(value.sessionId, server)),
    sharing: { codec: KayakoSession, account: ({ username }) => [username] }
  }
})
