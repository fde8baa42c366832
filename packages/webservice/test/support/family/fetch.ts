// The same over fetch, to see what it was told besides the request.
import type { SessionManager } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as Scope from "effect/Scope"
import { type FamilySession, type FamilySubject, jane } from "./subject.ts"

/** Does something with a manager that sends by fetch, and tells with which settings fetch was called. */
export const overFetch = <A extends FamilySession, E>(
  subject: FamilySubject<A>,
  use: (manager: SessionManager<A>) => Effect.Effect<unknown, E, Scope.Scope>
) =>
  Effect.gen(function* () {
    const server = yield* subject.emulator()
    const sent: Array<RequestInit> = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      sent.push(init ?? {})
      return server.handler(new Request(input, init))
    }
    yield* Effect.flatMap(subject.manager({ url: server.url, ...jane }), use).pipe(
      Effect.provide(FetchHttpClient.layer),
      Effect.provideService(FetchHttpClient.Fetch, fetch)
    )
    return sent
  })
