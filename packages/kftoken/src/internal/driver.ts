/** How a KashFlow session is made, carried and ended. */
import {
  AuthError,
  type Reason,
  SecondFactor,
  SecondFactorRequired,
  type Session,
  SessionRejected,
  VendorFailure
} from "@crm-auth/core"
import {
  askSecondFactor,
  idleLifetime,
  type Login,
  protocolServer,
  type ServerDriver,
  unknownLifetime
} from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { createSessionToken, createTemporaryToken, exchangeExternalToken } from "../generated/operations.ts"
import type { SessionToken, TemporaryToken } from "../generated/schemas.ts"
import { keepAlive, type LoginId, logout, protocol, sessionLifetime } from "../generated/session.ts"
import type {
  KftokenCredentials,
  KftokenExternalTokenCredentials,
  KftokenServerOptions,
  KftokenSessionTokenCredentials,
  KftokenUserServerOptions
} from "../KftokenOptions.ts"
import { KftokenSession } from "../KftokenSession.ts"
import { answersTo } from "./memorableWord.ts"

type Known<A> = { [K in keyof A]?: NonNullable<A[K]> }

/** Leaves out what the server left out, and what it sent as null. */
const known = <A extends object>(fields: A): Known<A> => {
  const result: Known<A> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined && value !== null) result[name] = value
  }
  return result
}

/** A session out of the last reply, and out of the first step's where that said more. */
const toSession = (last: SessionToken, first?: TemporaryToken): KftokenSession =>
  new KftokenSession({
    sessionToken: last.SessionToken,
    ...known({
      companyName: last.CompanyName,
      companyId: last.CompanyId ?? first?.CompanyId,
      tenantId: last.TenantId ?? first?.TenantId,
      userFullName: last.CompanyUserFullName ?? first?.CompanyUserFullName,
      packageName: last.PackageName ?? first?.PackageName,
      isAdmin: last.IsAdmin ?? first?.IsAdmin,
      subscriptionExpiryDate: last.SubscriptionExpiryDate,
      subscriptionExpired: last.SubscriptionExpired ?? first?.SubscriptionExpired,
      hasTemporaryPassword: last.HasTemporaryPassword ?? first?.HasTemporaryPassword,
      isLockedOut: last.IsLockedOut ?? first?.IsLockedOut,
      disabled: last.Disabled ?? first?.Disabled
    })
  })

type Driver<C> = Effect.Effect<ServerDriver<KftokenSession, C>, AuthError, HttpClient.HttpClient>

const fail = (operation: string, reason: Reason) => new AuthError({ vendor: protocol.vendor, operation, reason })

/** No public page gives the code for wrong characters: any unknown refusal of the second step may be that. */
const explainWord = ({ operation, reason, vendor }: AuthError): AuthError => {
  if (reason._tag !== "VendorFailure") return new AuthError({ vendor, operation, reason })
  const hint = "the user name and password were right, so check the memorable word"
  return new AuthError({ vendor, operation, reason: new VendorFailure({ ...reason, hint }) })
}

/** What the three login methods have in common. */
const start = /*#__PURE__*/ Effect.fnUntraced(function* (options: KftokenServerOptions) {
  const { driver, send, server } = yield* protocolServer<KftokenSession>(protocol, options, {
    secret: (session) => session.sessionToken
  })
  // A server can be set up differently from what the vendor documents, and no reply says how.
  const configured = yield* Effect.fromResult(idleLifetime(protocol.vendor, options.idleTimeout))
  const loggedIn = (operation: LoginId, value: KftokenSession): Login<KftokenSession> => ({
    value,
    lifetime: { ...sessionLifetime(operation, value), ...configured }
  })
  /** For sessions that a login of ours has made. */
  const own = {
    ...driver,
    keepAlive: ({ value }: Session<KftokenSession>) => send(keepAlive(value.sessionToken, server)),
    logout: ({ value }: Session<KftokenSession>) => send(logout(value.sessionToken, server))
  }
  return { driver, loggedIn, own, send, server }
})

/** Both steps, once each: a second try of either may be counted towards a lockout. */
export const makePasswordDriver = (options: KftokenUserServerOptions): Driver<KftokenCredentials> =>
  Effect.gen(function* () {
    const { loggedIn, own, send, server } = yield* start(options)
    const secondFactor = yield* SecondFactor
    const { keepUserLoggedIn: KeepUserLoggedIn } = options
    const keep = KeepUserLoggedIn === undefined ? undefined : { KeepUserLoggedIn }

    /** A word is asked for only when characters of it are wanted, and never kept. */
    const askWord = (account: string) =>
      Effect.flatMap(
        askSecondFactor(secondFactor, { vendor: protocol.vendor, account, kind: "memorableWord" }),
        Option.match({
          onNone: () => Effect.fail(fail("createSessionToken", new SecondFactorRequired({ factor: "memorableWord" }))),
          onSome: Effect.succeed
        })
      )

    const answers = Effect.fnUntraced(function* (
      { memorableWord, username }: KftokenCredentials,
      wanted: TemporaryToken["MemorableWordList"]
    ) {
      if (wanted.length === 0) return []
      const word = memorableWord ?? (yield* askWord(username))
      return yield* Effect.mapError(Effect.fromResult(answersTo(wanted, word)), (reason) =>
        fail("createSessionToken", reason)
      )
    })

    const login = Effect.fnUntraced(function* (credentials: KftokenCredentials) {
      const { password, username } = credentials
      const first = yield* createTemporaryToken({ UserName: username, Password: password }, server)
      const { MemorableWordList: wanted, TemporaryToken } = first
      const MemorableWordList = yield* answers(credentials, wanted)
      const last = yield* Effect.mapError(
        createSessionToken({ TemporaryToken, MemorableWordList, ...keep }, server),
        (error) => (wanted.length === 0 ? error : explainWord(error))
      )
      return loggedIn("createSessionToken", toSession(last, first))
    }, send)

    return {
      ...own,
      login,
      sharing: { codec: KftokenSession, account: ({ username }) => [username] }
    }
  })

export const makeExternalTokenDriver = (options: KftokenServerOptions): Driver<KftokenExternalTokenCredentials> =>
  Effect.map(start(options), ({ loggedIn, own, send, server }) => ({
    ...own,
    login: ({ externalToken, uid }) =>
      send(exchangeExternalToken({ externalToken, uid }, server)).pipe(
        Effect.map((document) => loggedIn("exchangeExternalToken", toSession(document)))
      ),
    sharing: { codec: KftokenSession, account: ({ uid }) => [String(uid)] }
  }))

/**
 * Nothing is sent to log in, and nothing to log out: who made the token ends it. How long it has been idle is not
 * known, so only the server can say that it is over; then another one is wanted.
 */
export const makeSessionTokenDriver = (options: KftokenServerOptions): Driver<KftokenSessionTokenCredentials> =>
  Effect.map(start(options), ({ driver }) => ({
    ...driver,
    login: ({ sessionToken }) =>
      Effect.succeed({ value: new KftokenSession({ sessionToken }), lifetime: unknownLifetime })
  }))

/** One account's login by session token, which takes each token once. */
export const takingOnce = ({
  login
}: Pick<ServerDriver<KftokenSession, KftokenSessionTokenCredentials>, "login">): Pick<
  ServerDriver<KftokenSession, KftokenSessionTokenCredentials>,
  "login"
> => {
  let given: Redacted.Redacted | undefined
  return {
    login: (credentials) =>
      Effect.suspend(() => {
        if (given !== undefined && Equal.equals(given, credentials.sessionToken)) {
          const detail = "the session token that was given is used up; give another"
          return Effect.fail(fail("login", new SessionRejected({ detail })))
        }
        given = credentials.sessionToken
        return login(credentials)
      })
  }
}
