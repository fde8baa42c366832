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
import type { Reason } from "./Reason.ts"
import type { Session } from "./Session.ts"
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * Says what a vendor's code means to a caller who knows the installation better than any public source: return the
 * reason that fits, or `Option.none()` to keep `failure.reason`. `code` and `message` are the vendor's own, `message`
 * unabridged; `operation` is the operation's id, or `@call` for a request of the application.
 *
 * @category models
 * @since 0.1.0
 */
export type Refine = (failure: {
  readonly operation: string
  readonly code: string
  readonly message: string
  readonly status: number
  readonly reason: Reason
}) => Option.Option<Reason>

/**
 * What a login or a renewal gives.
 *
 * @category models
 * @since 0.1.0
 */
export interface Login<A> {
  readonly value: A
  readonly lifetime: SessionLifetime
}

/**
 * An answer to a request of the application. `body` is its text, or the first 64 KiB of it (`complete: false`); it is
 * `undefined` when `readsBody` said that the status tells enough. `secrets` are those of the session that was sent: no
 * reason may show them, should the vendor repeat one.
 *
 * @category models
 * @since 0.1.0
 */
export interface Reply {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly status: number
  readonly headers: Headers.Headers
  readonly body: string | undefined
  readonly complete: boolean
  readonly secrets: ReadonlyArray<string>
  /** The operation that the request is made for, if it is one of `call`. */
  readonly call?: { readonly id: string; readonly sent: (field: string) => boolean } | undefined
}

/**
 * What an answer means to the session: `accepted` (its idle clock starts again), `ignored` (it says nothing about the
 * session), or `refused` with a reason. `replay` says whether the vendor refuses a dead session before it does any
 * work, so that any request may be sent again. `suspected`: the answer names no session, but the session may be broken.
 * The engine tries it with `keepAlive`, replaces it if that fails and a login works, and keeps it otherwise.
 *
 * @category models
 * @since 0.1.0
 */
export type Verdict =
  | { readonly _tag: "accepted" }
  | { readonly _tag: "ignored" }
  | { readonly _tag: "suspected" }
  | { readonly _tag: "refused"; readonly reason: Reason; readonly replay: boolean }

/**
 * What it takes to share sessions with other processes through a `SessionStore`.
 *
 * - `codec` brings a session's value into a store and back.
 * - `account` says who logs in at the driver's `origin`: the way to log in, the tenant, the user's name. Sessions are
 *   handed to nobody who differs in any part. A part that is `Redacted` is a secret, kept as a keyed hash; a store
 *   without a key shares no session of such an account.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionSharing<A, C> {
  readonly codec: Schema.Codec<A, unknown>
  readonly account: (credentials: C) => ReadonlyArray<string | Redacted.Redacted | undefined>
}

/**
 * The vendor contract.
 *
 * - `vendor` and `origin` (the base URL) name the server in errors, logs and metrics.
 * - `credentials` is read before each login. Two values are the same credentials when `Equal.equals` says so;
 *   credentials of an effect that cannot be compared by value are refused. With
 *   `fixedCredentials` they never change, and are not read again to find out.
 * - `login` tries them once; a protocol that may refuse good credentials tries again inside its own login.
 * - `renew` makes a new session out of one that still lives. When it fails, the engine logs in.
 * - `keepAlive` is the cheapest call that uses a session, so that it does not idle out. It fails with
 *   `SessionRejected` when the session is dead. Without it, a session that has to be kept warm is replaced instead.
 * - `logout` ends a session at the vendor.
 * - `attach` puts a session into a request, or fails before anything is sent.
 * - `isSafe` tells whether doing a request twice is harmless.
 * - `sharing`: without it a session stays in its process, whatever store there is.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionDriver<A, C = unknown> {
  readonly vendor: string
  readonly origin: string
  readonly userAgent: { readonly value: string; readonly pinned: boolean }
  /** Names of headers, query parameters and fields that hold a secret; they are kept out of spans. */
  readonly redact: ReadonlyArray<string>
  /** The account's name as a person knows it, out of its credentials, for `check`. Never a secret. */
  accountName?(credentials: C): string | undefined
  readonly credentials: Effect.Effect<C, AuthError>
  readonly fixedCredentials: boolean
  readonly login: (credentials: C) => Effect.Effect<Login<A>, AuthError>
  readonly renew?: (session: Session<A>) => Effect.Effect<Login<A>, AuthError>
  readonly keepAlive?: (session: Session<A>) => Effect.Effect<void, AuthError>
  readonly logout?: (session: Session<A>) => Effect.Effect<void, AuthError>
  readonly attach: (
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>
  ) => Effect.Effect<HttpClientRequest.HttpClientRequest, AuthError>
  readonly readsBody: (status: number) => boolean
  readonly classify: (reply: Reply) => Verdict
  /**
   * Whether `classify` recognises the vendor's refusal of a session that has ended. Where it does not, a session whose
   * age the clock cannot tell is replaced.
   *
   * @default true
   */
  readonly knowsRejections?: boolean
  readonly isSafe: (request: HttpClientRequest.HttpClientRequest) => boolean
  /** Says what a vendor's code means, in failures of `call`. */
  readonly refine?: Refine | undefined
  /** The base URL of a session's requests, for vendors that tell it at login. Without it, that is `origin`. */
  readonly originOf?: (session: Session<A>) => string
  readonly sharing?: SessionSharing<A, C>
}
