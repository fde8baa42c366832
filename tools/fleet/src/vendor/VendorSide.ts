/** A vendor as a fleet sees it: the small one of the simulation, or a real package with its emulator. */
import type { AuthError, Session, SessionManager } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Scope from "effect/Scope"
import type { Member } from "../Member.ts"

/** One account in one process, whatever its sessions hold. */
export interface AccountClient {
  readonly ask: Effect.Effect<void, AuthError>
  readonly call: (safe: boolean) => Effect.Effect<unknown, unknown>
  /** Something about the session that the application saw last. */
  readonly withSeen: Readonly<Record<"renew" | "invalidate" | "touch", Effect.Effect<void, AuthError>>>
  readonly logout: Effect.Effect<void>
  readonly reset: Effect.Effect<void>
}

export interface VendorSide {
  /** The vendor gives no cause to fail, unless the program says so. */
  readonly isSound: boolean
  readonly http: (member: Member) => HttpClient.HttpClient
  /** Makes what the application of a process uses, account by account. */
  readonly clients: (
    member: Member
  ) => Effect.Effect<ReadonlyArray<AccountClient>, AuthError, HttpClient.HttpClient | Scope.Scope>
  readonly endAll: (account?: number) => void
  /** Checks what is left when every process is closed. */
  readonly finish: () => void
}

/** `onSession` is told which session the application was given. */
export const accountClient = <A>(
  manager: SessionManager<A>,
  request: (safe: boolean) => HttpClientRequest.HttpClientRequest,
  onSession: (session: Session<A>) => void
): AccountClient => {
  let seen: Session<A> | undefined
  const take = (session: Session<A>) =>
    Effect.sync(() => {
      onSession(session)
      seen = session
    })
  const withSeen = (use: (session: Session<A>) => Effect.Effect<void, AuthError>) =>
    Effect.suspend(() => (seen === undefined ? Effect.void : use(seen)))
  return {
    ask: Effect.flatMap(manager.session, take),
    call: (safe) => manager.client.execute(request(safe)),
    withSeen: {
      renew: withSeen((session) => Effect.flatMap(manager.renew(session), take)),
      invalidate: withSeen(manager.invalidate),
      touch: withSeen(manager.touch)
    },
    logout: manager.logout,
    reset: manager.reset
  }
}
