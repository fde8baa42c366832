/**
 * How the emulated CRM.COM server is set up.
 *
 * @since 0.1.0
 */
import {
  addressSchema,
  countSchema,
  durationSchema,
  type EmulatorOptionSchemas,
  type ServerLifetime
} from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { accountSchema, type CrmcomAccount, exampleAccount } from "./Account.ts"
import { type CrmcomRelease, isFrom, isRelease } from "./Release.ts"

/**
 * The `status.code` of each failure. No authentication code of this vendor is publicly known, so every default is
 * invented (`EXAMPLE.…`) and a client that knows any of them by heart is wrong.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomCodes {
  /** Wrong user name, password, organisation, unit, key, consumer or device. */
  readonly invalidLogin: string
  /** A login of an account that is locked. */
  readonly accountLocked: string
  /** A login from an address that the administrator's rules do not allow. */
  readonly addressRefused: string
  /** A login before the administrator has configured login settings. */
  readonly notConfigured: string
  /** A token that is missing, expired, released or in the wrong place. */
  readonly sessionRejected: string
  /** A body or field that no page describes. */
  readonly invalidRequest: string
  /** A contact that does not exist. */
  readonly notFound: string
  /** A consumer's token asking for more than that consumer's own data. */
  readonly notAllowed: string
}

/**
 * How long a token is valid. A missing limit is no limit.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomLifetime {
  /**
   * How long after its last use a token expires.
   *
   * @default no limit
   */
  readonly idle?: Duration.Input
  /**
   * How long after its login a token expires, used or not.
   *
   * @default no limit
   */
  readonly absolute?: Duration.Input
}

/**
 * Why no login of this account is taken, whatever it sends: an address rule, or login settings that were never
 * configured (then only super users may log in, and this account is not one). The vendor describes both for its users;
 * whether they bind Web API logins is unknown.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomRestriction = "addressRefused" | "notConfigured"

/**
 * Options of the emulated server. Those that choose among unknown behaviours say so; their defaults are the stricter
 * or the more probable choice.
 *
 * @category options
 * @since 0.1.0
 */
export interface CrmcomEmulatorOptions {
  /**
   * Base URL; the API lies under `/crmapi/rest/v2`.
   *
   * @default "https://crm.example"
   */
  readonly url?: string
  /**
   * The server's release. Before R10 there is only the user login; consumer and device logins come with R15.
   *
   * @default "R16.2"
   */
  readonly release?: CrmcomRelease
  /**
   * The accounts, each on top of the example's.
   *
   * @default the example's
   */
  readonly accounts?: ReadonlyArray<Partial<CrmcomAccount>>
  /**
   * The codes of failures whose real ones are unknown.
   *
   * @default invented ones, `EXAMPLE.…`
   */
  readonly codes?: Partial<CrmcomCodes>
  /**
   * HTTP status of failure envelopes, which is unknown.
   *
   * @default 200
   */
  readonly failureStatus?: number
  /**
   * What a failure envelope holds as `data`, which is unknown.
   *
   * @default "null"
   */
  readonly failureData?: "null" | "absent" | "empty"
  /**
   * What tokens look like.
   *
   * @default before R12 hexadecimal for the user login and digits for the key login, JWT from R12 on
   */
  readonly tokenFormat?: "hex" | "digits" | "jwt"
  /**
   * How JWT tokens write `exp` and `iat`: every token seen has texts; the vendor's page says numbers.
   *
   * @default "string"
   */
  readonly claimTimes?: "string" | "number"
  /**
   * How far the server's wall clock is ahead (or behind, if negative). Shows in JWT claims only.
   *
   * @default 0
   */
  readonly clockSkew?: Duration.Input
  /**
   * The lifetime of user-login tokens.
   *
   * @default 1 hour idle before R12, 2 hours absolute from R12 on
   */
  readonly userLifetime?: CrmcomLifetime
  /**
   * The lifetime of all other tokens.
   *
   * @default 2 hours absolute
   */
  readonly keyLifetime?: CrmcomLifetime
  /**
   * The claim that a consumer's JWT has beside `cii`: the page says `acr`, a sample has `ari`.
   *
   * @default "acr"
   */
  readonly consumerClaim?: "acr" | "ari"
  /**
   * Why the server refuses every login.
   *
   * @default logins are not restricted
   */
  readonly restriction?: CrmcomRestriction
  /**
   * How many tokens of one kind a user may have before the oldest ends, which is unknown.
   *
   * @default any number
   */
  readonly tokensPerUser?: number
  /**
   * What a release does from R12 on, which is unknown: nothing under `OK`, or a failure.
   *
   * @default "ignored"
   */
  readonly deprecatedRelease?: "ignored" | "refused"
  /**
   * Whether a percent-encoded `=` inside an identifier is understood, which is unknown.
   *
   * @default "accepted"
   */
  readonly encodedIdentifiers?: "accepted" | "refused"
  /**
   * The administrator's lockout setting. No default numbers are documented.
   *
   * @default bad logins lock no user
   */
  readonly lockout?: {
    /** This many bad logins … */
    readonly maxAttempts: number
    /** … within this time … */
    readonly window: Duration.Input
    /** … lock the user for this long. */
    readonly lock: Duration.Input
  }
}

const code = /*#__PURE__*/ Schema.optionalKey(Schema.String)

const lifetime = /*#__PURE__*/ Schema.Struct({
  idle: Schema.optionalKey(durationSchema),
  absolute: Schema.optionalKey(durationSchema)
})

/** What each option takes. */
export const optionSchemas = {
  url: addressSchema,
  release: Schema.declare(isRelease, { expected: "a release such as R16.2" }),
  accounts: Schema.Array(accountSchema),
  codes: Schema.Struct({
    invalidLogin: code,
    accountLocked: code,
    addressRefused: code,
    notConfigured: code,
    sessionRejected: code,
    invalidRequest: code,
    notFound: code,
    notAllowed: code
  } satisfies { readonly [Name in keyof CrmcomCodes]: unknown }),
  failureStatus: Schema.Int.check(
    Schema.isBetween({ minimum: 200, maximum: 599 }, { expected: "an HTTP status from 200 to 599" })
  ),
  failureData: Schema.Literals(["null", "absent", "empty"]),
  tokenFormat: Schema.Literals(["hex", "digits", "jwt"]),
  claimTimes: Schema.Literals(["string", "number"]),
  clockSkew: durationSchema,
  userLifetime: lifetime,
  keyLifetime: lifetime,
  consumerClaim: Schema.Literals(["acr", "ari"]),
  restriction: Schema.Literals(["addressRefused", "notConfigured"]),
  tokensPerUser: countSchema,
  deprecatedRelease: Schema.Literals(["ignored", "refused"]),
  encodedIdentifiers: Schema.Literals(["accepted", "refused"]),
  lockout: Schema.Struct({ maxAttempts: countSchema, window: durationSchema, lock: durationSchema })
} satisfies EmulatorOptionSchemas<CrmcomEmulatorOptions>

/** Options with every default filled in, durations in milliseconds. */
export interface Settings {
  readonly url: string
  readonly release: CrmcomRelease
  readonly accounts: ReadonlyArray<CrmcomAccount>
  readonly codes: CrmcomCodes
  readonly failureStatus: number
  readonly failureData: "null" | "absent" | "empty"
  readonly tokenFormat: "hex" | "digits" | "jwt" | undefined
  readonly claimTimes: "string" | "number"
  readonly clockSkew: number
  readonly userLifetime: ServerLifetime
  readonly keyLifetime: ServerLifetime
  readonly consumerClaim: "acr" | "ari"
  readonly restriction: CrmcomRestriction | undefined
  readonly tokensPerUser: number
  readonly deprecatedRelease: "ignored" | "refused"
  readonly encodedIdentifiers: "accepted" | "refused"
  readonly lockout: { readonly maxAttempts: number; readonly window: number; readonly lock: number } | undefined
}

const toServerLifetime = (lifetime: CrmcomLifetime): ServerLifetime => ({
  ...(lifetime.idle === undefined ? {} : { idle: Duration.toMillis(lifetime.idle) }),
  ...(lifetime.absolute === undefined ? {} : { absolute: Duration.toMillis(lifetime.absolute) })
})

const inventedCodes: CrmcomCodes = {
  invalidLogin: "EXAMPLE.INVALID_LOGIN",
  accountLocked: "EXAMPLE.ACCOUNT_LOCKED",
  addressRefused: "EXAMPLE.ADDRESS_REFUSED",
  notConfigured: "EXAMPLE.NOT_CONFIGURED",
  sessionRejected: "EXAMPLE.SESSION_REJECTED",
  invalidRequest: "EXAMPLE.INVALID_REQUEST",
  notFound: "EXAMPLE.NOT_FOUND",
  notAllowed: "EXAMPLE.NOT_ALLOWED"
}

/** Fills in the defaults. */
export const settingsOf = (options: CrmcomEmulatorOptions): Settings => {
  const release = options.release ?? "R16.2"
  const { lockout } = options
  return {
    url: (options.url ?? "https://crm.example").replace(/\/+$/, ""),
    release,
    accounts: (options.accounts ?? [{}]).map((account) => ({ ...exampleAccount, ...account })),
    codes: { ...inventedCodes, ...options.codes },
    failureStatus: options.failureStatus ?? 200,
    failureData: options.failureData ?? "null",
    tokenFormat: options.tokenFormat,
    claimTimes: options.claimTimes ?? "string",
    clockSkew: Duration.toMillis(options.clockSkew ?? 0),
    userLifetime: toServerLifetime(
      options.userLifetime ?? (isFrom(release, 12) ? { absolute: "2 hours" } : { idle: "1 hour" })
    ),
    keyLifetime: toServerLifetime(options.keyLifetime ?? { absolute: "2 hours" }),
    consumerClaim: options.consumerClaim ?? "acr",
    restriction: options.restriction,
    tokensPerUser: options.tokensPerUser ?? Infinity,
    deprecatedRelease: options.deprecatedRelease ?? "ignored",
    encodedIdentifiers: options.encodedIdentifiers ?? "accepted",
    lockout:
      lockout === undefined
        ? undefined
        : {
            maxAttempts: lockout.maxAttempts,
            window: Duration.toMillis(lockout.window),
            lock: Duration.toMillis(lockout.lock)
          }
  }
}
