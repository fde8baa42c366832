/** What the tests of this package need to know of a vendor. */
import type { AuthError, Session, SessionEvent, SessionManager, SessionStatus } from "@crm-auth/core"
import type { Protocol, Refine, Server } from "@crm-auth/core/Driver"
import type { Connection, ConnectionLog } from "@crm-auth/core/Promise"
import type { AuthorizedClient } from "@crm-auth/core/SessionManager"
import type { Emulator } from "@crm-auth/core/testing"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"

/** A good answer, out of the spec's examples. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** An operation with an input. `role` is what a failure of it means. */
export interface Call {
  readonly vendor: string
  readonly protocol: Protocol
  readonly id: string
  readonly role: "login" | "logout" | "renew" | "call"
  /** With the input of its first example. */
  readonly run: (server: Server) => Effect.Effect<unknown, AuthError, HttpClient.HttpClient>
  /** With those of the others, which say more or less: what they hold must be shown nowhere either. */
  readonly otherRuns: ReadonlyArray<Call["run"]>
  readonly replies: ReadonlyArray<Reply>
}

/** A manager, the type of its session closed over. */
export interface Manager {
  readonly session: Effect.Effect<Session<unknown>, AuthError>
  readonly client: AuthorizedClient
  readonly renew: Effect.Effect<Session<unknown>, AuthError>
  readonly invalidate: Effect.Effect<void, AuthError>
  readonly logout: Effect.Effect<void>
  readonly reset: Effect.Effect<void>
  readonly status: Effect.Effect<SessionStatus>
  readonly events: Stream.Stream<SessionEvent>
  /** The manager itself: what has no member here, and what is printed. */
  readonly whole: SessionManager<unknown>
}

/** Options that all managers share. */
export interface Common {
  readonly url: string
  readonly allowInsecureHttp?: boolean
  readonly userAgent?: string
  readonly loginTimeout?: Duration.Input
  readonly propagateTraces?: boolean
  readonly refine?: Refine
}

type Made = Effect.Effect<Manager, AuthError, HttpClient.HttpClient | Scope.Scope>

export type Request = (
  client: AuthorizedClient
) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError>

/** An operation with an input, run by a manager's `call`. */
export interface Run {
  readonly id: string
  readonly with: (manager: SessionManager<unknown>) => Effect.Effect<unknown, AuthError>
}

/** A way to log in, from its options to a session. */
export interface Flow {
  readonly vendor: string
  readonly protocol: Protocol
  readonly name: string
  /** What is sent to log in, as the emulator names it. Empty where nothing is. */
  readonly steps: ReadonlyArray<string>
  /** Whether its session was made elsewhere: no emulator has opened it, and it is never renewed. */
  readonly isMadeElsewhere: boolean
  /** The emulator's name for `read`. */
  readonly reads: string
  readonly emulator: (url?: string) => Effect.Effect<Emulator>
  readonly manager: (options: Common) => Made
  /** The same with a secret that the server refuses. */
  readonly refused: (options: Common) => Made
  /** The same account for programs that await promises; `false` for a secret that the server refuses. */
  readonly connect: (
    url: string,
    fetch: typeof globalThis.fetch,
    right: boolean,
    logger: ConnectionLog
  ) => Promise<Connection<unknown>>
  readonly read: Request
  readonly write: Request
  /** The vendor's operations with a session, run by a manager. */
  readonly runs: ReadonlyArray<Run>
  /** What must be seen nowhere. Sessions, hashes and tokens are added as they are made. */
  readonly secrets: ReadonlyArray<string>
}

export interface Subject {
  readonly vendor: string
  readonly protocol: Protocol
  /** The operations that the vendor's package exports, by name. */
  readonly operations: { readonly [name: string]: unknown }
  readonly calls: ReadonlyArray<Call>
  readonly flows: ReadonlyArray<Flow>
}

/** Forgets the type of a manager's session. */
export const closed = <R>(
  made: Effect.Effect<SessionManager<unknown>, AuthError, R>
): Effect.Effect<Manager, AuthError, R> =>
  Effect.map(made, (manager) => ({
    session: manager.session,
    client: manager.client,
    renew: Effect.flatMap(manager.session, manager.renew),
    invalidate: Effect.flatMap(manager.session, manager.invalidate),
    logout: manager.logout,
    reset: manager.reset,
    status: manager.status,
    events: manager.events,
    whole: manager
  }))
