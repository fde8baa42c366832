/**
 * Replaces a session that was rejected or may be broken, and sends the request once more where that is harmless. Loaded
 * on demand, with what judges failures; what it needs of the rest is handed in, so that the two share no code.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Predicate from "effect/Predicate"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, ReplayImpossible } from "../../Reason.ts"
import type { ReplaySafe } from "../../ReplaySafe.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver, Verdict } from "../../SessionDriver.ts"

/** An answer to a request that carried a session, and what it means to that. */
export interface Answer {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly discard: Effect.Effect<void>
  readonly verdict: Exclude<Verdict, { readonly _tag: "unjudged" }>
}

/** The answer that rejected a session. */
export interface Rejected extends Answer {
  readonly verdict: Extract<Verdict, { readonly _tag: "refused" }>
}

type Failure = HttpClientError.HttpClientError | AuthError

/** What of an account's slot is looked at. */
export interface Slot<A> {
  readonly live: { readonly session: Session<A> } | undefined
  readonly account: {
    readonly isClosed: boolean
    readonly driver: Pick<SessionDriver<A>, "isSafe" | "keepAlive">
    readonly runtime: {
      readonly loginTimeout: Duration.Duration
      readonly store:
        | { readonly sharing: { readonly wasFound: (slot: object, session: Session<unknown>) => boolean } }
        | undefined
    }
  }
}

/** What it needs of the rest of core. */
export interface ReplayTools<A, S extends Slot<A>> {
  readonly ReplayImpossible: typeof ReplayImpossible
  readonly ReplaySafe: typeof ReplaySafe
  /** Sends the request once. */
  readonly attempt: (
    slot: S,
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>,
    resends: number
  ) => Effect.Effect<Answer, Failure>
  /** The response, or the refusal that it is. */
  readonly finish: (slot: S, answer: Answer) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError>
  readonly fail: (slot: S, reason: Reason) => Effect.Effect<never, AuthError>
  readonly isRejected: (answer: Answer) => answer is Rejected
  readonly drop: (slot: S, seen: Session<A>) => void
  readonly join: (slot: S, cause: "rejected") => Effect.Effect<Session<A>, AuthError>
  readonly reject: (slot: S, seen: Session<A>) => Effect.Effect<Session<A>, AuthError>
  readonly sessionOf: (slot: S) => Effect.Effect<Session<A>, AuthError>
}

/** Whether sending the body again sends the same bytes. A stream's second reading is silently empty. */
const isReplayable = ({ body }: HttpClientRequest.HttpClientRequest): boolean =>
  body._tag === "Empty" ||
  body._tag === "Uint8Array" ||
  body._tag === "FormData" ||
  (body._tag === "Raw" && (Predicate.isString(body.body) || body.body instanceof Uint8Array))

/**
 * An answer that names no session makes one suspect that the vendor has broken `seen`. It is replaced if the cheapest
 * call fails with it and a login works; else it is kept, and `undefined` says so.
 */
const suspect = <A, S extends Slot<A>>(
  { join, reject, sessionOf }: ReplayTools<A, S>,
  slot: S,
  seen: Session<A>
): Effect.Effect<Session<A> | undefined, AuthError> => {
  const { account } = slot
  const isCurrent = () => slot.live?.session === seen
  const replace = Effect.suspend(() => (isCurrent() ? join(slot, "rejected") : sessionOf(slot)))
  const replaced = Effect.catch(replace, (error) => (account.isClosed ? Effect.fail(error) : Effect.undefined))
  return Effect.suspend(() => {
    if (!isCurrent()) return sessionOf(slot)
    const { keepAlive } = account.driver
    if (keepAlive === undefined) return replaced
    return Effect.matchEffect(Effect.timeout(keepAlive(seen), account.runtime.loginTimeout), {
      onSuccess: () => Effect.undefined,
      onFailure: (error) =>
        error._tag === "AuthError" && error.reason._tag === "SessionRejected" ? reject(slot, seen) : replaced
    })
  })
}

const isHarmless = <A, S extends Slot<A>>(
  { ReplaySafe }: ReplayTools<A, S>,
  { account }: S,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<boolean> =>
  account.driver.isSafe(request) ? Effect.succeed(true) : Effect.map(ReplaySafe, (safe) => safe)

/** The session may be broken. Where it is replaced, a request is sent once more if it is known to be harmless. */
export const afterSuspicion = Effect.fnUntraced(function* <A, S extends Slot<A>>(
  tools: ReplayTools<A, S>,
  slot: S,
  request: HttpClientRequest.HttpClientRequest,
  session: Session<A>,
  first: Answer
): Effect.fn.Return<HttpClientResponse.HttpClientResponse, Failure> {
  const fresh = yield* suspect(tools, slot, session)
  if (fresh === undefined || !isReplayable(request) || !(yield* isHarmless(tools, slot, request))) return first.response
  yield* first.discard
  const answer = yield* tools.attempt(slot, request, fresh, 1)
  if (tools.isRejected(answer)) tools.drop(slot, fresh)
  return yield* tools.finish(slot, answer)
})

/** The session was rejected. The request is sent once more where that is harmless, and never in a loop. */
export const afterRejection = Effect.fnUntraced(function* <A, S extends Slot<A>>(
  tools: ReplayTools<A, S>,
  slot: S,
  request: HttpClientRequest.HttpClientRequest,
  session: Session<A>,
  first: Rejected
): Effect.fn.Return<HttpClientResponse.HttpClientResponse, Failure> {
  const { ReplayImpossible, attempt, drop, fail, finish, isRejected, reject } = tools
  yield* first.discard
  let fresh = yield* reject(slot, session)
  if (!isReplayable(request)) return yield* fail(slot, new ReplayImpossible({ because: "body" }))
  const harmless = yield* isHarmless(tools, slot, request)
  for (let before = first, resends = 1; ; resends++) {
    if (!harmless && !before.verdict.replay) {
      return yield* fail(slot, new ReplayImpossible({ because: "safety" }))
    }
    const answer = yield* attempt(slot, request, fresh, resends)
    if (!isRejected(answer)) return yield* finish(slot, answer)
    if (slot.account.runtime.store?.sharing.wasFound(slot, fresh) !== true) {
      // Rejected twice: it is not the session's age. The next request may try again, this one must not loop.
      drop(slot, fresh)
      return yield* finish(slot, answer)
    }
    // What another process had left was rejected with ours. No such session is found a second time.
    yield* answer.discard
    fresh = yield* reject(slot, fresh)
    before = answer
  }
})
