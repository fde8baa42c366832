/**
 * The driver of every vendor that speaks the `webservice.php` protocol: a challenge, an answer to it, a session.
 *
 * @since 0.1.0
 */
import { AuthError, InvalidCredentials, UnexpectedResponse } from "@crm-auth/core"
import {
  type Login,
  type Operation,
  type Place,
  type Protocol,
  protocolLifetime,
  protocolServer,
  type Server,
  type ServerDriver
} from "@crm-auth/core/Driver"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import { loadFurtherTries } from "./internal/loadFurtherTries.ts"
import { LoginTurns } from "./LoginTurns.ts"
import type { WebserviceServerOptions } from "./WebserviceOptions.ts"

/**
 * Where a reply has the session's id: servers send `sessionName`, some pages print `sessionId`.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceResult {
  /** The id, as servers send it. */
  readonly sessionName?: Redacted.Redacted
  /** The id, as some pages print it. */
  readonly sessionId?: Redacted.Redacted
}

/** A call about a session, as generated code makes it. */
type SessionCall = (session: Redacted.Redacted, server: Server) => Effect.Effect<void, AuthError, HttpClient.HttpClient>

/**
 * What a vendor of the family brings.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceVendor<A, C, R extends WebserviceResult> {
  /** What the vendor's spec says. */
  readonly protocol: Protocol
  /** Asks for a challenge. */
  readonly getChallenge: Operation<{ readonly username: string }, { readonly result: { readonly token: string } }>
  /** Answers a challenge. */
  readonly login: Operation<
    { readonly username: string; readonly accessKey: Redacted.Redacted },
    { readonly result: R }
  >
  /** Keeps a session alive, as generated. */
  readonly keepAlive: SessionCall
  /** Ends a session, as generated. */
  readonly logout: SessionCall
  /** Makes what `login` sends as `accessKey` of the challenge's token. */
  readonly answer: (token: string, credentials: C) => Effect.Effect<Redacted.Redacted>
  /** Brings a session's value into a store and back. */
  readonly codec: Schema.Codec<A, unknown>
  /** Makes a session's value of its id and what is said beside it: by the login, or by the session that had another id. */
  readonly toSession: (said: (A | R) & { readonly sessionName: Redacted.Redacted }) => A
  /**
   * Renews a session that is still valid.
   *
   * @default a renewal is a login
   */
  readonly extendSession?:
    | ((
        input: { readonly sessionName: Redacted.Redacted },
        server: Server
      ) => Effect.Effect<{ readonly result?: WebserviceResult }, AuthError, HttpClient.HttpClient>)
    | undefined
  /**
   * Where the session goes.
   *
   * @default where the protocol says
   */
  readonly places?: ReadonlyArray<Place> | undefined
  /**
   * What else helps where no place fits a request.
   *
   * @default nothing
   */
  readonly advice?: string | undefined
  /**
   * How often one login may ask for a challenge and answer it.
   *
   * @default 4
   */
  readonly mostTries?: number | undefined
  /**
   * What else may be wrong with credentials that are refused.
   *
   * @default nothing
   */
  readonly hint?: string | undefined
}

const mostTries = 4

/** How long a login may take that no manager makes, in milliseconds. */
const loginTimeout = 30_000

/** The id that a reply has, `sessionName` before `sessionId`. An empty id counts as missing. */
const idOf = ({ sessionId, sessionName }: WebserviceResult): Redacted.Redacted | undefined =>
  [sessionName, sessionId].find((id) => id !== undefined && Redacted.value(id) !== "")

const isSecret = (value: unknown): value is Redacted.Redacted =>
  Redacted.isRedacted(value) && Predicate.isString(Redacted.value(value))

/**
 * Makes a vendor's driver, for any number of accounts of one server. A challenge is asked for and answered as one step
 * per base URL and user: of two logins of one user in one process, one waits for the other (see `LoginTurns`). Logins of
 * other processes may still come between; the further tries are for them. A login that is refused after the last one
 * fails with `InvalidCredentials` and `possiblyLostChallenge`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category constructors
 * @since 0.1.0
 */
export const makeWebserviceDriver = /*#__PURE__*/ Effect.fnUntraced(function* <
  A extends { readonly sessionName: Redacted.Redacted },
  C extends { readonly username: string },
  R extends WebserviceResult
>(
  vendor: WebserviceVendor<A, C, R>,
  options: WebserviceServerOptions
): Effect.fn.Return<ServerDriver<A, C>, AuthError, HttpClient.HttpClient> {
  const { extendSession, getChallenge, keepAlive, login, logout, places, protocol } = vendor
  const turns = yield* LoginTurns
  const { driver, send, server } = yield* protocolServer<A>(protocol, options, {
    secret: ({ sessionName }) => sessionName,
    advice: vendor.advice,
    ...(places === undefined ? undefined : { places })
  })
  // A login method has checked the option: see `webserviceOptionChecks`.
  const idle = options.idleTimeout === undefined ? {} : { idleTimeout: Duration.fromInputUnsafe(options.idleTimeout) }

  const logIn = Effect.fnUntraced(function* (credentials: C, until?: number) {
    const { username } = credentials
    const now = yield* Clock.currentTimeMillis
    const deadline = until ?? now + loginTimeout
    // The key itself is never sent, but the server knows it.
    const own = { ...server, secrets: Object.values<unknown>(credentials).filter(isSecret) }
    // A challenge is used at once and never kept: the next one of this user may replace it.
    const answered = Effect.flatMap(getChallenge({ username }, own), ({ result }) =>
      Effect.flatMap(vendor.answer(result.token, credentials), (accessKey) => login({ username, accessKey }, own))
    )
    // A login that waited for half of its time tries without its turn: the other half is for its own tries.
    const inTurn = turns.inTurn(`${server.url} ${username.trimEnd().toLowerCase()}`, Math.max(0, (deadline - now) / 2))
    const attempt = inTurn(Effect.timed(Effect.result(answered)))
    const first = yield* attempt
    const [, outcome] = first
    if (outcome._tag === "Success") return outcome.success
    if (outcome.failure.operation !== login.id) return yield* outcome.failure
    // The refusal has to be told before the deadline: a login that is given up says nothing of its credentials.
    const left = deadline - (yield* Clock.currentTimeMillis)
    const tries = yield* Effect.timeoutOption(loadFurtherTries, left / 2)
    return yield* tries._tag === "None" || tries.value === undefined
      ? outcome.failure
      : tries.value.tryAgain({
          first,
          attempt,
          most: options.freshChallengeRetry === false ? 1 : (vendor.mostTries ?? mostTries),
          deadline,
          protocol,
          login: login.id,
          hint: vendor.hint,
          classes: { AuthError, InvalidCredentials }
        })
  })

  const opened = (document: { readonly result: R }): Effect.Effect<Login<A>, AuthError> => {
    const sessionName = idOf(document.result)
    const lifetime = { ...protocolLifetime(protocol, login.id, document), ...idle }
    if (sessionName !== undefined) {
      return Effect.succeed({ value: vendor.toSession({ ...document.result, sessionName }), lifetime })
    }
    const reason = new UnexpectedResponse({ status: 200, detail: "a login reply without a session id" })
    return Effect.fail(new AuthError({ vendor: protocol.vendor, operation: login.id, reason }))
  }

  const made: ServerDriver<A, C> = {
    ...driver,
    login: (credentials, deadline) => logIn(credentials, deadline).pipe(Effect.flatMap(opened), send),
    keepAlive: ({ value }) => send(keepAlive(value.sessionName, { ...server, places })),
    logout: ({ value }) => send(logout(value.sessionName, server)),
    sharing: { codec: vendor.codec, account: ({ username }) => [username] }
  }
  if (extendSession === undefined) return made
  return {
    ...made,
    renew: ({ lifetime, value }) =>
      extendSession({ sessionName: value.sessionName }, server).pipe(
        Effect.map(({ result = {} }) => {
          const id = idOf(result)
          // The same id is the same session: a copy of it would be logged out as the one that was replaced.
          const same = id === undefined || Redacted.value(id) === Redacted.value(value.sessionName)
          return { value: same ? value : vendor.toSession({ ...value, sessionName: id }), lifetime }
        }),
        send
      )
  }
})
