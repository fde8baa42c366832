/**
 * Emulators of the servers that speak the `webservice.php` protocol.
 *
 * @since 0.1.0
 */
import {
  addressSchema,
  durationSchema,
  type Emulator,
  type EmulatorOptionSchemas,
  makeEmulator
} from "@crm-auth/core/testing"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { loadFurtherTries } from "../internal/loadFurtherTries.ts"
import { Accounts, accountSchema, defaultAccounts, type User, type WebserviceAccount } from "./Accounts.ts"
import { Challenges } from "./Challenges.ts"
import type { Quirk, WebserviceDialect } from "./Dialect.ts"
import type { CreatedRecord, Credential, Installation } from "./Installation.ts"
import { release72 } from "./Releases.ts"
import { Sessions } from "./Sessions.ts"
import { md5, type Prepared, Tokens } from "./Tokens.ts"
import { authorize, operationOf, queueOf, respond } from "./Server.ts"

/**
 * How to set an emulated server up.
 *
 * @category options
 * @since 0.1.0
 */
export interface WebserviceEmulatorOptions {
  /**
   * Its base URL, with or without a trailing slash; the script is `<url>/webservice.php`.
   *
   * @default the one that the vendor's emulator names
   */
  readonly url?: string
  /**
   * The release it behaves as: a dialect, or the name of one of the vendor's.
   *
   * @default the vendor's current one
   */
  readonly dialect?: WebserviceDialect | string
  /**
   * Its users.
   *
   * @default `defaultAccounts`
   */
  readonly accounts?: ReadonlyArray<WebserviceAccount>
  /**
   * Its static tokens (coreBOS).
   *
   * @default none
   */
  readonly credentials?: ReadonlyArray<Credential>
  /**
   * How long a challenge is valid, and a session that is not used.
   *
   * @default those of the dialect
   */
  readonly lifetimes?: { readonly challenge?: Duration.Input; readonly idle?: Duration.Input }
  /**
   * Peculiarities of single installations, by name.
   *
   * @default none
   */
  readonly quirks?: ReadonlyArray<Quirk>
  /**
   * Ids to hand out before made-up ones.
   *
   * @default none
   */
  readonly prepared?: Prepared
}

const quirks: { readonly [Name in Quirk]: true } = {
  singleLogin: true,
  lifeSpanSetting: true,
  unboundUserAgent: true,
  displayErrors: true,
  brokenLogout: true,
  preventDuplicates: true,
  saml: true,
  noPortalUser: true
}

const isDialect = (value: unknown): value is WebserviceDialect =>
  Predicate.isObject(value) && Object.keys(release72).every((member) => member in value)

/** What each option takes, of an emulator that has dialects of these names. */
export const optionSchemasOf = (dialects: ReadonlyArray<string>): EmulatorOptionSchemas<WebserviceEmulatorOptions> => ({
  url: addressSchema,
  dialect: Schema.Union([Schema.Literals(dialects), Schema.declare(isDialect, { expected: "a whole dialect" })]),
  accounts: Schema.Array(accountSchema),
  credentials: Schema.Array(
    Schema.Struct({
      token: Schema.String,
      username: Schema.String,
      from: Schema.optionalKey(Schema.Finite),
      until: Schema.optionalKey(Schema.Finite)
    })
  ),
  lifetimes: Schema.Struct({
    challenge: Schema.optionalKey(durationSchema),
    idle: Schema.optionalKey(durationSchema)
  }),
  quirks: Schema.Array(Schema.Literals(Struct.keys(quirks))),
  prepared: Schema.Struct({
    tokens: Schema.optionalKey(Schema.Array(Schema.String)),
    sessionIds: Schema.optionalKey(Schema.Array(Schema.String))
  })
})

/**
 * An emulated server, and what its operator can do to it. Naming a user that does not exist is a defect. Its requests
 * and faults go by the operations `getChallenge`, `login`, `loginPortal`, `extendSession`, `logout`, `listTypes`,
 * `describe`, `query`, `retrieve`, `create`, `update`, `revise`, `delete`, `relatedTypes` (vtiger) and `sync` (coreBOS).
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceEmulator extends Emulator {
  /** Gives a user a new access key (made up unless given) and returns it; sessions stay valid. */
  readonly rotateKey: (username: string, accessKey?: string) => Effect.Effect<string>
  /** Sets a user's password, which also replaces the access key; returns the new key. */
  readonly changePassword: (username: string, password: string) => Effect.Effect<string>
  /** Shuts a user out of new logins, or lets them in again. */
  readonly setActive: (username: string, active: boolean) => Effect.Effect<void>
  /** Writes what the table of users says, which coreBOS does not ask at a login. */
  readonly setStatus: (username: string, status: "Active" | "Inactive") => Effect.Effect<void>
  /** Sets how many logins failed in the web interface: 5 lock the password, not the key. */
  readonly setWebFailures: (username: string, failures: number) => Effect.Effect<void>
  /** Adds a user. */
  readonly addAccount: (account: WebserviceAccount) => Effect.Effect<void>
  /** Deletes a user. */
  readonly removeAccount: (username: string) => Effect.Effect<void>
  /** Ends every challenge. */
  readonly expireChallenges: Effect.Effect<void>
  /**
   * Asks for a challenge as another client of a user, which ends the one before it on servers that keep only the newest.
   * Returns the token.
   */
  readonly askChallenge: (username: string) => Effect.Effect<string>
  /** Ends a user's sessions of the API. */
  readonly evict: (username: string) => Effect.Effect<void>
  /** Makes the next use of each session end it with a code. */
  readonly markSessions: (code: "SESSION_EXPIRED" | "SESSION_LEFT_IDLE") => Effect.Effect<void>
  /** Logs a user in in the web interface; returns the `Cookie` header that extendsession looks for. */
  readonly browserLogin: (username: string) => Effect.Effect<string>
  /** Makes the script fail (HTTP 500 without a body), as when the database is down, or work again. */
  readonly setOutage: (on: boolean) => Effect.Effect<void>
  /** Switches the web service off or on; a dialect without a text for that takes no notice. */
  readonly setMaintenance: (on: boolean) => Effect.Effect<void>
  /** Adds a static token. */
  readonly grant: (credential: Credential) => Effect.Effect<void>
  /** The records that clients created and did not delete. */
  readonly records: Effect.Effect<ReadonlyArray<CreatedRecord>>
}

const idleOf = (dialect: WebserviceDialect, options: WebserviceEmulatorOptions): Duration.Input => {
  const phpDefault = options.quirks?.includes("lifeSpanSetting") === true
  return options.lifetimes?.idle ?? Duration.seconds(phpDefault ? 1440 : dialect.session.idleSeconds)
}

const install = (url: URL, dialect: WebserviceDialect, options: WebserviceEmulatorOptions): Installation => {
  const tokens = new Tokens(options.prepared)
  const challengeLife = Duration.toSeconds(options.lifetimes?.challenge ?? Duration.seconds(dialect.challenge.seconds))
  const place = `${url.host}${url.pathname}`.replaceAll(/[^A-Za-z0-9]/g, "")
  return {
    dialect,
    quirks: new Set(options.quirks),
    path: `${url.pathname.replace(/\/$/, "")}/webservice.php`,
    cookieName: `cb${md5(place)}`,
    callCookieName: `cb${md5(`cbws${place}`)}`,
    accounts: new Accounts(options.accounts ?? defaultAccounts, dialect.users),
    challenges: new Challenges(dialect.challenge, challengeLife, (now) => tokens.token(now)),
    sessions: new Sessions({ idle: Duration.toMillis(idleOf(dialect, options)) }),
    tokens,
    credentials: [...(options.credentials ?? [])],
    records: [],
    created: 0,
    logins: 0,
    outage: false,
    maintenance: false
  }
}

/** A user by name, of whom the caller is sure. */
const known = (installation: Installation, username: string): Effect.Effect<User> =>
  Effect.suspend(() => {
    const user = installation.accounts.find(username)
    return user === undefined
      ? Effect.die(new Error(`The emulator has no account "${username}"`))
      : Effect.succeed(user)
  })

const controls = (installation: Installation) => {
  const { accounts, challenges, credentials, dialect, records, sessions, tokens } = installation
  const onUser =
    <Args extends ReadonlyArray<unknown>, A>(change: (user: User, ...args: Args) => A) =>
    (username: string, ...args: Args): Effect.Effect<A> =>
      Effect.map(known(installation, username), (user) => change(user, ...args))
  const rotate = (user: User, key = tokens.accessKey()): string => {
    user.accessKey = key
    return key
  }
  return {
    rotateKey: onUser((user, key?: string) => rotate(user, key)),
    changePassword: onUser((user, password: string) => {
      user.password = password
      return rotate(user)
    }),
    setActive: onUser((user, active: boolean) => {
      user.inactive = !active
      user.status = active ? "Active" : "Inactive"
    }),
    setStatus: onUser((user, status: "Active" | "Inactive") => {
      user.status = status
    }),
    setWebFailures: onUser((user, failures: number) => {
      user.webFailures = failures
    }),
    addAccount: (account: WebserviceAccount) => Effect.sync(() => accounts.add(account)),
    removeAccount: onUser((user) => accounts.remove(user)),
    expireChallenges: Effect.sync(() => challenges.clear()),
    askChallenge: (username: string) =>
      Effect.zipWith(known(installation, username), Clock.currentTimeMillis, (user, now) => {
        return challenges.ask(user, now).token
      }),
    evict: onUser((user) => sessions.evict(user)),
    markSessions: (code: "SESSION_EXPIRED" | "SESSION_LEFT_IDLE") => Effect.sync(() => sessions.markAll(code)),
    browserLogin: (username: string) =>
      Effect.zipWith(known(installation, username), Clock.currentTimeMillis, (user, now) => {
        const id = tokens.sessionId(dialect.session.id)
        sessions.open(id, { user, origin: "browser", userAgent: undefined }, now)
        return `${dialect.extendSession === "cookie" ? installation.cookieName : "PHPSESSID"}=${id}`
      }),
    setOutage: (on: boolean) => Effect.sync(() => void (installation.outage = on)),
    setMaintenance: (on: boolean) => Effect.sync(() => void (installation.maintenance = on)),
    grant: (credential: Credential) => Effect.sync(() => void credentials.push(credential)),
    records: Effect.sync(() => [...records])
  }
}

/**
 * Makes an emulator that behaves as one of the dialects, the first unless `options` say otherwise.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeWebserviceEmulator = (
  url: string,
  dialects: { readonly [name: string]: WebserviceDialect },
  options: WebserviceEmulatorOptions = {}
): Effect.Effect<WebserviceEmulator> =>
  Effect.suspend(() => {
    const { dialect: wanted = Object.values(dialects)[0] } = options
    const dialect = typeof wanted === "string" ? dialects[wanted] : wanted
    if (dialect === undefined) {
      const known = Object.keys(dialects).join(", ")
      return Effect.die(new Error(`The emulator has no dialect "${String(wanted)}". It has: ${known}`))
    }
    const base = (options.url ?? url).replace(/\/+$/, "")
    const installation = install(new URL(base), dialect, options)
    const emulator = makeEmulator({
      vendor: dialect.vendor,
      url: base,
      accounts: installation.accounts.printable,
      operationOf: (request) => operationOf(installation, request),
      isLogin: (operation) => operation === "login",
      queueOf: (request) => queueOf(installation, request),
      respond: (request) => respond(installation, request),
      authorize: (request) => authorize(installation, request),
      logins: () => installation.logins,
      sessions: (now) => installation.sessions.count(now),
      expireSessions: () => installation.sessions.expireAll()
    })
    return Effect.map(Effect.andThen(loadFurtherTries, emulator), (kit): WebserviceEmulator => ({
      ...kit,
      ...controls(installation)
    }))
  })
