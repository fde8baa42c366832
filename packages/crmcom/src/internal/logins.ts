/** The four ways to log in: which credentials each takes, and how they are sent. */
import {
  type AuthError,
  type CredentialOptions,
  type CredentialSource,
  InvalidConfiguration,
  readCredentials,
  type Server
} from "@crm-auth/core"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type { CrmcomDevice, CrmcomUser, CrmcomWebApiKey } from "../CrmcomCredentials.ts"
import {
  createToken,
  createTokenFromConsumerApplicationKey,
  createTokenFromDeviceApplicationKey,
  createTokenFromWebApiKey
} from "../generated/operations.ts"
import type { TokenReply } from "../generated/schemas.ts"
import type { releases } from "../generated/session.ts"

type Release = (typeof releases)[number]

type Secret = Redacted.Redacted | undefined

/** One way to log in. `since` is the release that brought it, or that brought it for these credentials. */
export interface CrmcomLogin<C> {
  readonly operation: string
  readonly since: (credentials?: C) => Release
  /** Whose session it is; secrets that name somebody among it. */
  readonly account: (credentials: C) => ReadonlyArray<string | Secret>
  readonly read: (options: CredentialOptions<C>) => Effect.Effect<CredentialSource<C>, AuthError>
  readonly send: (
    credentials: C,
    server: Server
  ) => Effect.Effect<typeof TokenReply.Type, AuthError, HttpClient.HttpClient>
}

const isBlank = (value: string | Secret): boolean =>
  value !== undefined && (Redacted.isRedacted(value) ? Redacted.value(value) : value).trim() === ""

const invalid = (field: string, detail: string) => new InvalidConfiguration({ field, detail })

/** What may be left out must not be blank: an empty unit is a unit that does not exist. */
const blank = (fields: { readonly [name: string]: string | Secret }): InvalidConfiguration | undefined => {
  const field = Object.keys(fields).find((name) => isBlank(fields[name]))
  return field === undefined ? undefined : invalid(field, "is blank; leave it out instead")
}

/** The key is the user name of HTTP Basic, which ends at the first colon. */
const badKey = (field: string, key: Secret): InvalidConfiguration | undefined =>
  key !== undefined && Redacted.value(key).includes(":")
    ? invalid(field, "must be the key alone, without a colon or a password")
    : undefined

export const byUser: CrmcomLogin<CrmcomUser> = {
  operation: "createToken",
  since: () => "R8",
  account: ({ organisation, unit, username }) => ["user", organisation, unit, username],
  read: (options) =>
    readCredentials("crmcom", options, {
      pick: ({ organisation, password, unit, username }) => ({ username, password, organisation, unit }),
      required: ["username", "password", "organisation"],
      check: ({ unit }) => blank({ unit })
    }),
  send: ({ organisation, password, unit, username }, server) =>
    createToken({ username, password, organisation, ...(unit === undefined ? undefined : { unit }) }, server)
}

export const byWebApiKey: CrmcomLogin<CrmcomWebApiKey> = {
  operation: "createTokenFromWebApiKey",
  since: () => "R10",
  account: ({ unit, webApiKey }) => ["key", unit, webApiKey],
  read: (options) =>
    readCredentials("crmcom", options, {
      pick: ({ unit, webApiKey }) => ({ webApiKey, unit }),
      required: ["webApiKey"],
      check: ({ unit, webApiKey }) => blank({ unit }) ?? badKey("webApiKey", webApiKey)
    }),
  send: ({ unit, webApiKey }, server) =>
    createTokenFromWebApiKey({ key: webApiKey, ...(unit === undefined ? undefined : { unit }) }, server)
}

/** A consumer's fields, before it is known which of them belong together. */
interface ConsumerFields {
  readonly applicationKey?: Secret
  readonly identifier?: Secret
  readonly passCode?: Secret
  readonly authenticationCode?: Secret
  readonly jwt?: Secret
  readonly organisationId?: string | undefined
  readonly unit?: string | undefined
}

/** Types say it as well, but credentials often come from where there are none. */
const checkConsumer = (fields: ConsumerFields): InvalidConfiguration | undefined => {
  const { applicationKey, authenticationCode, identifier, jwt, organisationId, passCode, unit } = fields
  const empty = blank({ applicationKey, authenticationCode, identifier, jwt, organisationId, passCode, unit })
  if (empty !== undefined) return empty
  if (jwt !== undefined) {
    if (organisationId === undefined)
      return invalid("organisationId", "is missing; the organisation's id goes with jwt")
    const others = { applicationKey, authenticationCode, identifier, passCode, unit }
    const other = Object.entries(others).find(([, value]) => value !== undefined)?.[0]
    return other === undefined ? undefined : invalid(other, "does not go with jwt; leave one of them out")
  }
  if (applicationKey === undefined) return invalid("applicationKey", "is missing; without it, jwt is wanted")
  if (organisationId !== undefined) return invalid("organisationId", "goes with jwt only; leave it out")
  if (identifier === undefined && authenticationCode === undefined) {
    return invalid("identifier", "is missing, and so is authenticationCode; one of them is wanted")
  }
  if (identifier !== undefined && passCode === undefined) return invalid("passCode", "is missing; identifier wants it")
  if (identifier === undefined && passCode !== undefined) return invalid("identifier", "is missing; passCode wants it")
  return badKey("applicationKey", applicationKey)
}

export const byConsumer: CrmcomLogin<ConsumerFields> = {
  operation: "createTokenFromConsumerApplicationKey",
  since: (credentials) => (credentials?.jwt === undefined ? "R15" : "R16.2"),
  account: ({ applicationKey, authenticationCode, identifier, jwt, organisationId, unit }) => [
    "consumer",
    organisationId,
    unit,
    applicationKey,
    identifier,
    authenticationCode,
    jwt
  ],
  read: (options) =>
    readCredentials("crmcom", options, {
      pick: ({ applicationKey, authenticationCode, identifier, jwt, organisationId, passCode, unit }) => ({
        applicationKey,
        authenticationCode,
        identifier,
        jwt,
        organisationId,
        passCode,
        unit
      }),
      required: [],
      check: checkConsumer
    }),
  send: ({ applicationKey, authenticationCode, identifier, jwt, organisationId, passCode, unit }, server) =>
    createTokenFromConsumerApplicationKey(
      jwt === undefined
        ? {
            access_token_identifier: {
              ...(identifier === undefined ? undefined : { identifier }),
              ...(passCode === undefined ? undefined : { pass_code: passCode }),
              ...(authenticationCode === undefined ? undefined : { authentication_code: authenticationCode })
            },
            ...(applicationKey === undefined ? undefined : { key: applicationKey }),
            ...(unit === undefined ? undefined : { unit })
          }
        : { jwt, ...(organisationId === undefined ? undefined : { organisation: organisationId }) },
      server
    )
}

export const byDevice: CrmcomLogin<CrmcomDevice> = {
  operation: "createTokenFromDeviceApplicationKey",
  since: () => "R15",
  account: ({ applicationKey, installedItem }) => ["device", installedItem, applicationKey],
  read: (options) =>
    readCredentials("crmcom", options, {
      pick: ({ applicationKey, installedItem, jwt }) => ({ installedItem, jwt, applicationKey }),
      required: ["installedItem", "jwt"],
      check: ({ applicationKey }) => blank({ applicationKey }) ?? badKey("applicationKey", applicationKey)
    }),
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
