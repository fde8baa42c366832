/**
 * Emulators of the servers that speak the `webservice.php` protocol.
 *
 * @since 0.1.0
 */
import { type Emulator, makeEmulator } from "@crm-auth/core/testing"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Accounts, defaultAccounts, type User, type WebserviceAccount } from "./Accounts.ts"
import { Challenges } from "./Challenges.ts"
import type { Quirk, WebserviceDialect } from "./Dialect.ts"
import type { CreatedRecord, Credential, Installation } from "./Installation.ts"
import { Sessions } from "./Sessions.ts"
import { md5, type Prepared, Tokens } from "./Tokens.ts"
import { authorize, operationOf, queueOf, respond } from "./Server.ts"

/**
 * How to set an emulated server up.
 *
 * - `url` is its base URL, with or without a trailing slash; the script is `<url>/webservice.php`.
 * - `dialect` is the release it behaves as.
 * - `accounts` are its users; `credentials` its static tokens (coreBOS).
 * - `lifetimes` replace the dialect's: of a challenge, and of a session that is not used.
 * - `quirks` are named peculiarities of single installations.
 * - `prepared` are ids to hand out before made-up ones.
 *
 * @category options
 * @since 0.1.0
 */
export interface WebserviceEmulatorOptions {
  readonly url?: string
  readonly dialect?: WebserviceDialect
  readonly accounts?: ReadonlyArray<WebserviceAccount>
  readonly credentials?: ReadonlyArray<Credential>
  readonly lifetimes?: { readonly challenge?: Duration.Input; readonly idle?: Duration.Input }
  readonly quirks?: ReadonlyArray<Quirk>
  readonly prepared?: Prepared
}

/**
 * An emulated server, and what its operator can do to it. Naming a user that does not exist is a defect. Its requests
 * and faults go by the operations `getChallenge`, `login`, `loginPortal`, `extendSession`, `logout`, `listTypes`,
 * `describe`, `query`, `retrieve`, `create`, `update`, `revise`, `delete`, `relatedTypes` (vtiger) and `sync` (coreBOS).
 *
 * - `rotateKey` gives a user a new access key (made up unless given) and returns it; sessions stay alive.
 * - `changePassword` sets a user's password, which also replaces the access key; it returns the new key.
 * - `setWebFailures` sets how many logins failed in the web interface: 5 lock the password, not the key.
 * - `setStatus` writes what the table of users says, which coreBOS does not ask at a login.
 * - `setActive` and `removeAccount` shut a user out of new logins; `addAccount` makes a new one.
 * - `expireChallenges` ends every challenge; `askChallenge` is another client of a user asking for one, which on
 *   servers that keep only the newest kills the one before it. It returns the token.
 * - `evict` ends a user's API sessions; `markSessions` makes the next use of each end it with that code.
 * - `browserLogin` is a login in the web interface; it returns the `Cookie` header that extendsession looks for.
 * - `setOutage` makes the script die (HTTP 500 without a body), as when the database is down.
 * - `setMaintenance` switches the web service off; a dialect without a text for that takes no notice.
 * - `grant` adds a static token. `records` are the records created so far.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceEmulator extends Emulator {
  readonly rotateKey: (username: string, accessKey?: string) => Effect.Effect<string>
  readonly changePassword: (username: string, password: string) => Effect.Effect<string>
  readonly setActive: (username: string, active: boolean) => Effect.Effect<void>
  readonly setStatus: (username: string, status: "Active" | "Inactive") => Effect.Effect<void>
  readonly setWebFailures: (username: string, failures: number) => Effect.Effect<void>
  readonly addAccount: (account: WebserviceAccount) => Effect.Effect<void>
  readonly removeAccount: (username: string) => Effect.Effect<void>
  readonly expireChallenges: Effect.Effect<void>
  readonly askChallenge: (username: string) => Effect.Effect<string>
  readonly evict: (username: string) => Effect.Effect<void>
  readonly markSessions: (code: "SESSION_EXPIRED" | "SESSION_LEFT_IDLE") => Effect.Effect<void>
  readonly browserLogin: (username: string) => Effect.Effect<string>
  readonly setOutage: (on: boolean) => Effect.Effect<void>
  readonly setMaintenance: (on: boolean) => Effect.Effect<void>
  readonly grant: (credential: Credential) => Effect.Effect<void>
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
 * Makes an emulator of a dialect.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeWebserviceEmulator = (
  url: string,
  dialect: WebserviceDialect,
  options: WebserviceEmulatorOptions = {}
): Effect.Effect<WebserviceEmulator> =>
  Effect.suspend(() => {
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
    return Effect.map(emulator, (kit): WebserviceEmulator => ({ ...kit, ...controls(installation) }))
  })
