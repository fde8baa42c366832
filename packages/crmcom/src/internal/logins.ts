/** The four logins as requests: what each sends, whose session comes back, and which release brought it. */
import { type AuthError, InvalidConfiguration } from "@crm-auth/core"
import type { Server } from "@crm-auth/core/Driver"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type {
  CrmcomConsumerCredentials,
  CrmcomCredentials,
  CrmcomDeviceCredentials,
  CrmcomWebApiKeyCredentials
} from "../generated/credentials.ts"
import {
  createToken,
  createTokenFromConsumerApplicationKey,
  createTokenFromDeviceApplicationKey,
  createTokenFromWebApiKey
} from "../generated/operations.ts"
import type { TokenReply } from "../generated/schemas.ts"
import { type LoginId, releases } from "../generated/session.ts"
import type { CrmcomRelease, CrmcomServerOptions } from "../CrmcomOptions.ts"

/** One login. */
export interface CrmcomLogin<C> {
  readonly operation: LoginId
  /** The release that brought this login, or that brought it for these credentials. */
  readonly since: (credentials?: C) => CrmcomRelease
  /** Whose session it is. Secrets that identify the owner are among the parts. */
  readonly account: (credentials: C) => ReadonlyArray<string | Redacted.Redacted | undefined>
  readonly send: (credentials: C, server: Server) => Effect.Effect<TokenReply, AuthError, HttpClient.HttpClient>
}

/** An older release would answer with a page, which says nothing. */
const checkRelease = <C>(
  login: CrmcomLogin<C>,
  credentials: C,
  { release }: CrmcomServerOptions
): InvalidConfiguration | undefined => {
  const since = login.since(credentials)
  return release === undefined || releases.indexOf(release) >= releases.indexOf(since)
    ? undefined
    : new InvalidConfiguration({ field: "release", detail: `${release} has no such login; it came with ${since}` })
}

/** The key is the user name of HTTP Basic, which ends at the first colon. */
const checkKey = (field: string, key: Redacted.Redacted | undefined): InvalidConfiguration | undefined =>
  key !== undefined && Redacted.value(key).includes(":")
    ? new InvalidConfiguration({ field, detail: "must be the key alone, without a colon or a password" })
    : undefined

/** Checks credentials of a login against the server's release, and the key among them, if there is one. */
export const checkLogin =
  <C>(login: CrmcomLogin<C>, field?: keyof C & string, keyOf?: (credentials: C) => Redacted.Redacted | undefined) =>
  (credentials: C, options: CrmcomServerOptions): InvalidConfiguration | undefined =>
    (field === undefined ? undefined : checkKey(field, keyOf?.(credentials))) ??
    checkRelease(login, credentials, options)

export const userLogin: CrmcomLogin<CrmcomCredentials> = {
  operation: "createToken",
  since: () => "R8",
  account: ({ organisation, unit, username }) => [organisation, unit, username],
  send: ({ organisation, password, unit, username }, server) =>
    createToken({ username, password, organisation, ...(unit === undefined ? undefined : { unit }) }, server)
}

export const webApiKeyLogin: CrmcomLogin<CrmcomWebApiKeyCredentials> = {
  operation: "createTokenFromWebApiKey",
  since: () => "R10",
  account: ({ unit, webApiKey }) => [unit, webApiKey],
  send: ({ unit, webApiKey }, server) =>
    createTokenFromWebApiKey({ key: webApiKey, ...(unit === undefined ? undefined : { unit }) }, server)
}

export const consumerLogin: CrmcomLogin<CrmcomConsumerCredentials> = {
  operation: "createTokenFromConsumerApplicationKey",
  since: (credentials) => (credentials?.jwt === undefined ? "R15" : "R16.2"),
  account: ({ applicationKey, authenticationCode, identifier, jwt, organisationId, unit }) => [
    organisationId,
    unit,
    applicationKey,
    identifier,
    authenticationCode,
    jwt
  ],
  send: (consumer, server) => {
    if (consumer.jwt !== undefined) {
      const { jwt, organisationId } = consumer
      return createTokenFromConsumerApplicationKey({ jwt, organisation: organisationId }, server)
    }
    const { applicationKey, authenticationCode, identifier, passCode, unit } = consumer
    return createTokenFromConsumerApplicationKey(
      {
        access_token_identifier: {
          ...(identifier === undefined ? undefined : { identifier }),
          ...(passCode === undefined ? undefined : { pass_code: passCode }),
          ...(authenticationCode === undefined ? undefined : { authentication_code: authenticationCode })
        },
        key: applicationKey,
        ...(unit === undefined ? undefined : { unit })
      },
      server
    )
  }
}

export const deviceLogin: CrmcomLogin<CrmcomDeviceCredentials> = {
  operation: "createTokenFromDeviceApplicationKey",
  since: () => "R15",
  account: ({ applicationKey, installedItem }) => [installedItem, applicationKey],
  send: ({ applicationKey, installedItem, jwt }, server) =>
    createTokenFromDeviceApplicationKey(
      {
        installed_item_identifier: { number: installedItem },
        jwt_token: jwt,
        ...(applicationKey === undefined ? undefined : { key: applicationKey })
      },
      server
    )
}
