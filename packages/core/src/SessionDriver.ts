/**
 * What the engine asks of a vendor.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Headers from "effect/http/Headers"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type { AuthError } from "./AuthError.ts"
import type { AccountField } from "./LoginCredentials.ts"
import type { Reason } from "./Reason.ts"
import type { Session } from "./Session.ts"
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * Says what a vendor's code means to a caller who knows the installation better than any public source: return the
 * reason that fits, or `Option.none()` to keep `failure.reason`.
 *
 * @category models
 * @since 0.1.0
 */
export type Refine = (failure: {
  /** The operation's id, or `@call` for a request of the application. */
  readonly operation: string
  /** The vendor's own code. */
  readonly code: string
  /** The vendor's own text, unabridged. */
  readonly message: string
  /** The HTTP status of the reply. */
  readonly status: number
  /** The reason that the failure has unless another one is returned. */
  readonly reason: Reason
}) => Option.Option<Reason>

/**
 * What a login or a renewal gives.
 *
 * @category models
 * @since 0.1.0
 */
export interface Login<A> {
  /** What the vendor gave, its secrets `Redacted`. */
  readonly value: A
  /** The session's limits, as far as the vendor or the configuration tells them. */
  readonly lifetime: SessionLifetime
}

/**
 * An answer to a request of the application.
 *
 * @category models
 * @since 0.1.0
 */
export interface Reply {
  /** The request as it was sent, with its session. */
  readonly request: HttpClientRequest.HttpClientRequest
  /** The HTTP status. */
  readonly status: number
  /** The headers of the answer. */
  readonly headers: Headers.Headers
  /** The text of the body, at most its first 64 KiB; `undefined` if `readsBody` said that the status tells enough. */
  readonly body: string | undefined
  /** Whether `body` is the whole text. */
  readonly complete: boolean
  /** The secrets of the session that was sent. The vendor may repeat one; no reason may show it. */
  readonly secrets: ReadonlyArray<string>
  /** The operation that the request is made for, if it is one of `call`. */
  readonly call?: { readonly id: string; readonly sent: (field: string) => boolean } | undefined
}

/**
 * What an answer means to the session: `accepted` (its idle clock starts again), `ignored` (it says nothing about the
 * session), or `refused` with a reason. `replay` says whether the vendor refuses an expired session before it does any
 * work, so that any request may be sent again. `suspected`: the answer names no session, but the session may be broken.
 * The engine tries it with `keepAlive`, replaces it if that fails and a login works, and keeps it otherwise. `unjudged`:
 * what judges this answer has not been loaded yet. The engine loads it and asks again.
 *
 * @category models
 * @since 0.1.0
 */
export type Verdict =
  | { readonly _tag: "accepted" }
  | { readonly _tag: "ignored" }
  | { readonly _tag: "suspected" }
  | { readonly _tag: "refused"; readonly reason: Reason; readonly replay: boolean }
  | { readonly _tag: "unjudged"; readonly load: Effect.Effect<unknown> }

/**
 * What it takes to share sessions with other processes through a `SessionStore`.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionSharing<A, C> {
  /** Encodes a session's value for a store, and decodes it. */
  readonly codec: Schema.Codec<A, unknown>
  /**
   * The parts that identify the account at the driver's `origin`: the way to log in, the tenant, the user's name. A
   * session is shared only between accounts that agree in every part. A part that is `Redacted` is a secret, kept as a
   * keyed hash; a store without a key shares no session of such an account.
   */
  readonly account: (credentials: C) => ReadonlyArray<string | Redacted.Redacted | undefined>
}

/**
 * The vendor contract: how the engine logs in to a vendor, uses a session and recognises its end.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionDriver<A, C = unknown> {
  /** The vendor's name in errors, logs and metrics, such as `kayako`. */
  readonly vendor: string
  /** The base URL, which names the server in errors, logs and metrics. */
  readonly origin: string
  /** The User-Agent of requests. A `pinned` one replaces that of the application; any other is a default. */
  readonly userAgent: {
    /** The header's value. */
    readonly value: string
    /** Whether the session is tied to it, or the vendor refuses another. */
    readonly pinned: boolean
  }
  /** Names of headers, query parameters and fields that hold a secret; they are kept out of spans. */
  readonly redact: ReadonlyArray<string>
  /** The account's name as a person knows it, out of its credentials, for `check`. Never a secret. */
  accountName?(credentials: C): string | undefined
  /** The fields of its credentials: without `accountName`, those that are not secret name the account. */
  readonly credentialFields?: ReadonlyArray<AccountField>
  /**
   * Reads the credentials, before each login. Two values are the same credentials when `Equal.equals` says so;
   * credentials of an effect that cannot be compared by value are refused.
   */
  readonly credentials: Effect.Effect<C, AuthError>
  /** Whether the credentials never change, so that they are not read again to find out. */
  readonly fixedCredentials: boolean
  /**
   * Tries the credentials once. A protocol that may refuse good credentials tries again inside its own login. `deadline`
   * says when the login is given up, in milliseconds of Effect's `Clock`, so that a driver that tries more than once can
   * end with the vendor's answer instead; it is missing where no manager makes the login.
   */
  readonly login: (credentials: C, deadline?: number) => Effect.Effect<Login<A>, AuthError>
  /**
   * Makes a new session out of one that has not expired. When it fails, the engine logs in.
   *
   * @default the engine logs in
   */
  readonly renew?: (session: Session<A>) => Effect.Effect<Login<A>, AuthError>
  /**
   * Makes the cheapest call that uses a session, so that it does not idle out. Fails with `SessionRejected` if the
   * session has ended.
   *
   * @default a session that has to be kept warm is replaced
   */
  readonly keepAlive?: (session: Session<A>) => Effect.Effect<void, AuthError>
  /**
   * Ends a session at the vendor.
   *
   * @default sessions are dropped without a request
   */
  readonly logout?: (session: Session<A>) => Effect.Effect<void, AuthError>
  /** Puts a session into a request, or fails before anything is sent. */
  readonly attach: (
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>
  ) => Effect.Effect<HttpClientRequest.HttpClientRequest, AuthError>
  /** Whether `classify` needs the body of an answer with this HTTP status. */
  readonly readsBody: (status: number) => boolean
  /**
   * Loads what `classify` needs to read a body. It runs before each body that is read.
   *
   * @default nothing has to be loaded
   */
  readonly ready?: Effect.Effect<void> | undefined
  /** Judges what an answer means to the session that was sent. */
  readonly classify: (reply: Reply) => Verdict
  /**
   * Whether `classify` recognises the vendor's refusal of a session that has ended. Where it does not, a session whose
   * age the clock cannot tell is replaced.
   *
   * @default true
   */
  readonly knowsRejections?: boolean
  /** Whether doing a request twice is harmless. */
  readonly isSafe: (request: HttpClientRequest.HttpClientRequest) => boolean
  /** Says what a vendor's code means, in failures of `call`. */
  readonly refine?: Refine | undefined
  /** The base URL of a session's requests, for vendors that tell it at login. Without it, that is `origin`. */
  readonly originOf?: (session: Session<A>) => string
  /**
   * How sessions are shared with other processes.
   *
   * @default a session stays in its process, whatever store there is
   */
  readonly sharing?: SessionSharing<A, C>
}
