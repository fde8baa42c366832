/** `fetch` with the session of a manager. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { AuthError } from "../../AuthError.ts"
import { type Reason, Transport, UnexpectedResponse } from "../../Reason.ts"
import { ReplaySafe } from "../../ReplaySafe.ts"
import { signalOf, toRequest } from "../http/fetchRequest.ts"
import { toResponse } from "../http/fetchResponse.ts"
import { failureSide } from "../account/failures.ts"
import type { AuthorizedClient } from "../client/authorize.ts"
import type { Caller } from "./Caller.ts"
import { type Running, runWith } from "./run.ts"

/** `client` fails where there is no manager, such as that of an account whose options cannot be looked up. */
export const fetcher = (
  client: Effect.Effect<AuthorizedClient, AuthError>,
  running: Running
): ((input: unknown, init: unknown, caller: Caller) => Promise<Response>) => {
  const { aborts, vendor } = running
  const fail = (reason: Reason) => new AuthError({ vendor, operation: "call", reason })
  const lost = (failure: unknown): Effect.Effect<AuthError> =>
    Effect.matchCause(failureSide, {
      onSuccess: ({ failureDetail }) => fail(new Transport({ detail: failureDetail(failure, []) })),
      onFailure: () => fail(new Transport({ detail: "the connection failed" }))
    })

  const send = Effect.fnUntraced(function* (
    input: unknown,
    init: unknown,
    signal: AbortSignal | undefined
  ): Effect.fn.Return<Response, AuthError> {
    const { request, wrongBody } = yield* Effect.mapError(toRequest(input, init), fail)
    const isReplaySafe = Predicate.hasProperty(init, "replaySafe") && init.replaySafe === true
    const response = yield* Effect.flatMap(client, (authorized) => authorized.execute(request)).pipe(
      Effect.provideService(ReplaySafe, isReplaySafe),
      Effect.catchTag("HttpClientError", (error) => {
        const wrong = wrongBody()
        return wrong === undefined ? Effect.flip(lost(error)) : Effect.fail(fail(wrong))
      })
    )
    const own = toResponse(response, { signal, aborts, toError: (failure) => Effect.runPromise(lost(failure)) })
    return own ?? (yield* fail(new UnexpectedResponse({ detail: "a redirect, which is not followed" })))
  })

  return (input, init, caller) => runWith(signalOf(input, init), (signal) => send(input, init, signal), running, caller)
}
