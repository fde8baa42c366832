/** What the demo needs to know of a vendor. */
import type { AuthError, AuthorizedClient, Session, SessionManager } from "@crm-auth/core"
import type { Emulator } from "@crm-auth/core/testing"
import type * as Config from "effect/Config"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Scope from "effect/Scope"

/** The part of a manager that the demo uses. */
export type Manager<A> = Pick<SessionManager<A>, "session" | "client">

export interface Variable {
  readonly name: string
  readonly meaning: string
  readonly optional?: true
}

export interface VendorDemo<A> {
  /** As in the package's name. */
  readonly name: string
  readonly title: string
  /** The server, at its own address or at another one. */
  readonly emulator: (url?: string) => Effect.Effect<Emulator>
  /** The environment that names one of the emulator's accounts. */
  readonly environment: (url: string) => { readonly [name: string]: string }
  readonly variables: ReadonlyArray<Variable>
  /** The account that the environment names. */
  readonly manager: Effect.Effect<Manager<A>, AuthError | Config.ConfigError, HttpClient.HttpClient | Scope.Scope>
  /** A call that reads, and how to name it. */
  readonly reading: string
  readonly read: (client: AuthorizedClient) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>
  /** After so long without use a session is over. */
  readonly expiresAfter: Duration.Input
  /**
   * Ends a session behind the manager's back, at the server that the environment names. `undefined` where the vendor
   * gives no means that is sure to work.
   */
  readonly end:
    | ((session: Session<A>) => Effect.Effect<void, AuthError | Config.ConfigError, HttpClient.HttpClient>)
    | undefined
}
