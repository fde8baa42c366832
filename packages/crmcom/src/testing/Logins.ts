/**
 * The four logins of CRM.COM and the release of a token.
 *
 * @since 0.1.0
 */
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type EmulatorReply, type EmulatorRequest, jsonBody } from "@crm-auth/core/testing"
import type { CrmcomAccount } from "./Account.ts"
import { isFrom } from "./Release.ts"
import { okCodeLast, okDataFirst, okWithNulls, refuse } from "./Replies.ts"
import type { State } from "./State.ts"

/** Answers one request to one operation. */
export type Handler = (state: State, request: EmulatorRequest) => EmulatorReply

// A field that no page describes is a mistake of the client's, so it is refused rather than dropped.
const strict = { excess: "refuse" } as const

/** The key of a Basic header: exactly base64 of `key:`, so a missing colon or a password makes it no key. */
const basicKey = (request: EmulatorRequest): string | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(request.headers["authorization"] ?? "")?.[1]
  if (encoded === undefined) return undefined
  const decoded = Result.getOrElse(Base64.decodeString(encoded), () => "")
  return /^[^:]+:$/.test(decoded) ? decoded.slice(0, -1) : undefined
}

const isBare = (request: EmulatorRequest): boolean => request.headers["authorization"] === undefined

const hasUnit = (account: CrmcomAccount, unit: string | null | undefined): boolean =>
  unit === undefined || unit === null || unit === account.unit || unit === account.otherUnit

/** The first account that a login is right for. */
const accountOf = (state: State, isRight: (account: CrmcomAccount) => boolean): CrmcomAccount | undefined =>
  state.people.find(({ account }) => isRight(account))?.account

/** Members that may be left out may be `null` as well, as in the vendor's own sample. */
const optional = Schema.optionalKey(Schema.NullOr(Schema.String))

const readUserLogin = jsonBody(
  Schema.Struct({
    token: Schema.optionalKey(Schema.Null),
    username: Schema.String,
    password: Schema.String,
    organisation: Schema.String,
    unit: optional
  }),
  strict
)

/** `POST authentication/token`: user name, password, organisation name, unit id. */
export const createToken: Handler = (state, request) => {
  const { settings, tokens } = state
  const input = readUserLogin(request)
  if (input === undefined || !isBare(request)) return refuse(settings, "invalidRequest")
  const person = state.people.find(({ account }) => account.username === input.username)
  if (person === undefined) return refuse(settings, "invalidLogin")
  const { account, lockout } = person
  if (lockout.isLocked(request.at)) return refuse(settings, "accountLocked")
  if (
    input.password !== account.password ||
    input.organisation !== account.organisation ||
    !hasUnit(account, input.unit)
  ) {
    lockout.failed(request.at)
    return refuse(settings, "invalidLogin")
  }
  lockout.succeeded()
  const { organisation, unit, username } = account
  const token = tokens.issue({ login: "user", user: username, organisation, unit: input.unit ?? unit }, request.at)
  return isFrom(settings.release, 12) ? okDataFirst({ token }) : okWithNulls({ token })
}

const readKeyLogin = jsonBody(Schema.Struct({ unit: optional }), strict)

/** `POST authentication/web_api_key/token`: the key as Basic user, `{}` or a unit id as body. */
export const createTokenFromWebApiKey: Handler = (state, request) => {
  const { settings, tokens } = state
  const input = readKeyLogin(request)
  if (input === undefined) return refuse(settings, "invalidRequest")
  const account = accountOf(state, ({ webApiKey }) => webApiKey === basicKey(request))
  if (account === undefined || !hasUnit(account, input.unit)) return refuse(settings, "invalidLogin")
  const { organisation, unit, username } = account
  return okDataFirst({
    token: tokens.issue({ login: "key", user: username, organisation, unit: input.unit ?? unit }, request.at)
  })
}

const readConsumerLogin = jsonBody(
  Schema.Struct({
    access_token_identifier: Schema.optionalKey(
      Schema.NullOr(
        Schema.Struct({
          authentication_code: optional,
          identifier: optional,
          pass_code: optional
        })
      )
    ),
    jwt: optional,
    organisation: optional,
    unit: optional
  }),
  strict
)

type ConsumerLogin = NonNullable<ReturnType<typeof readConsumerLogin>>

/** Either an identifier under the key or, from R16.2 on, a JWT with an organisation id and nothing else. */
const isWellFormed = (state: State, input: ConsumerLogin): boolean => {
  const { access_token_identifier: identifier, jwt, organisation, unit } = input
  if (jwt != null) {
    return isFrom(state.settings.release, 16, 2) && identifier == null && unit == null
  }
  if (identifier == null || organisation != null) return false
  return identifier.identifier == null ? identifier.authentication_code != null : identifier.pass_code != null
}

const isConsumer = (account: CrmcomAccount, request: EmulatorRequest, input: ConsumerLogin): boolean => {
  if (input.jwt != null) {
    const key = isBare(request) ? account.consumerKey : basicKey(request)
    return (
      input.jwt === account.consumerJwt && input.organisation === account.organisationId && key === account.consumerKey
    )
  }
  const { authentication_code, identifier, pass_code } = input.access_token_identifier ?? {}
  return (
    basicKey(request) === account.consumerKey &&
    hasUnit(account, input.unit) &&
    (authentication_code == null || authentication_code === account.consumerAuthenticationCode) &&
    (identifier == null || identifier === account.consumerIdentifier) &&
    (pass_code == null || pass_code === account.consumerPassCode)
  )
}

/** `POST authentication/consumer_application_key/token`: a token limited to one consumer's data. */
export const createTokenFromConsumerApplicationKey: Handler = (state, request) => {
  const { settings, tokens } = state
  const input = readConsumerLogin(request)
  if (input === undefined || !isWellFormed(state, input)) return refuse(settings, "invalidRequest")
  const account = accountOf(state, (one) => isConsumer(one, request, input))
  if (account === undefined) return refuse(settings, "invalidLogin")
  const { consumerNumber: contact, organisation, unit, username: user } = account
  return okDataFirst({
    token: tokens.issue({ login: "consumer", user, organisation, unit: input.unit ?? unit, contact }, request.at)
  })
}

const readDeviceLogin = jsonBody(
  Schema.Struct({
    installed_item_identifier: Schema.Struct({ number: Schema.String }),
    jwt_token: Schema.String
  }),
  strict
)

/** `POST authentication/device_application_key/token`. Whether it needs the key is unknown: none or the right one. */
export const createTokenFromDeviceApplicationKey: Handler = (state, request) => {
  const { settings, tokens } = state
  const input = readDeviceLogin(request)
  if (input === undefined) return refuse(settings, "invalidRequest")
  const isDevice = (account: CrmcomAccount): boolean =>
    input.installed_item_identifier.number === account.deviceItem &&
    input.jwt_token === account.deviceJwt &&
    (isBare(request) || basicKey(request) === account.deviceKey)
  const account = accountOf(state, isDevice)
  if (account === undefined) return refuse(settings, "invalidLogin")
  const { organisation, unit, username: user } = account
  return okDataFirst({ token: tokens.issue({ login: "device", user, organisation, unit }, request.at) })
}

const readRelease = jsonBody(Schema.Struct({ token: Schema.String }), strict)

/** `POST authentication/token/release`: ends the token before R12, deprecated and without effect from R12 on. */
export const releaseToken: Handler = ({ settings, tokens }, request) => {
  const input = readRelease(request)
  if (input === undefined || !isBare(request)) return refuse(settings, "invalidRequest")
  const deprecated = isFrom(settings.release, 12)
  if (deprecated && settings.deprecatedRelease === "refused") return refuse(settings, "invalidRequest")
  if (!tokens.isLive(input.token, request.at)) return refuse(settings, "sessionRejected")
  if (!deprecated) tokens.close(input.token)
  return okCodeLast({})
}
