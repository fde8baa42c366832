/** Our vendors, out of their fixtures: a manager of an emulator's account with right or wrong secrets, and a read. */
import type { AuthError } from "@crm-auth/core"
import type { AuthorizedClient, SessionManager } from "@crm-auth/core/SessionManager"
import { type Emulator, fixtureManager, fixtureSecrets } from "@crm-auth/core/testing"
import { loadFixtures } from "@crm-auth/packages/vendors"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Scope from "effect/Scope"

export type Manager = Pick<SessionManager<unknown>, "client" | "session">

export interface OurVendor {
  readonly name: string
  /** The secrets of the account: no print may show them. */
  readonly secrets: ReadonlyArray<string>
  readonly emulator: (url: string) => Effect.Effect<Emulator>
  readonly manager: (
    url: string,
    secrets?: "right" | "wrong"
  ) => Effect.Effect<
    Manager & { readonly renew: Effect.Effect<unknown, AuthError> },
    AuthError,
    HttpClient.HttpClient | Scope.Scope
  >
  readonly read: (client: AuthorizedClient) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>
  /** Login requests that one login with bad credentials may be made of. */
  readonly attempts: number
}

const fixtures = await loadFixtures()

export const ourVendors: ReadonlyArray<OurVendor> = fixtures.map((fixture) => {
  const [method] = fixture.methods
  return {
    name: fixture.vendor.name,
    secrets: fixtureSecrets(fixture, method),
    emulator: (url) => fixture.emulator({ url }),
    manager: (url, secrets) =>
      Effect.map(fixtureManager(fixture, method, { url }, secrets), ({ client, renew, session }) => ({
        client,
        session,
        renew: Effect.flatMap(session, renew)
      })),
    read: fixture.read.run,
    attempts: method.attempts
  }
})
