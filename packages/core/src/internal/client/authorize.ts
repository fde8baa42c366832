/** The authorised client: every request carries the session, and outlives the session's end once. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Predicate from "effect/Predicate"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { type Reason, ReplayImpossible } from "../../Reason.ts"
import { ReplaySafe } from "../../ReplaySafe.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver, Verdict } from "../../SessionDriver.ts"
import { send } from "../http/send.ts"
import { withinBase } from "../http/withinBase.ts"
import { CurrentCall } from "../protocol/currentCall.ts"
import { secretsIn } from "../secrets.ts"
import { failureSide } from "../account/failures.ts"
import type { Account, Parallel } from "../account/Account.ts"
import { observe, spanAttributes } from "../account/events.ts"
import { sessionOf } from "../account/login.ts"
import { drop, reject, suspect } from "../account/replace.ts"
import type { SessionSlot } from "../account/SessionSlot.ts"
import { noteUse } from "../account/sharing.ts"
import { afterLoading } from "../lazy.ts"
import { inspectBody, unread } from "./inspectBody.ts"
import type { Inspected } from "./rebuild.ts"
import { noteSecrets } from "./sessionSecrets.ts"

/** A client whose requests carry a session. `E` are failures of the application's own, such as a map's look-up. */
export type AuthorizedClient<E = never> = HttpClient.HttpClient.With<HttpClientError.HttpClientError | AuthError | E>

/** A lost request, where nothing could be loaded that says more. */
const unanswered = (request: HttpClientRequest.HttpClientRequest) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, description: "the connection failed" })
  })

interface Answer {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly discard: Effect.Effect<void>
  readonly verdict: Exclude<Verdict, { readonly _tag: "unjudged" }>
}

/** Whether sending the body again sends the same bytes. A stream's second reading is silently empty. */
const isReplayable = ({ body }: HttpClientRequest.HttpClientRequest): boolean =>
  body._tag === "Empty" ||
  body._tag === "Uint8Array" ||
  body._tag === "FormData" ||
  (body._tag === "Raw" && (Predicate.isString(body.body) || body.body instanceof Uint8Array))

const callError = <A, C>(driver: SessionDriver<A, C>, reason: Reason) =>
  new AuthError({ vendor: driver.vendor, operation: "call", reason })

/** A request whose URL is below a base URL. */
const located = <A, C>(
  driver: SessionDriver<A, C>,
  base: string,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<HttpClientRequest.HttpClientRequest, AuthError> =>
  Effect.mapError(withinBase(base, request), (reason) => callError(driver, reason))

/** Sends one request with a slot's session. */
export type Perform<A, C> = (
  slot: SessionSlot<A, C>,
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError | AuthError>

export const performer = <A, C>(
  http: HttpClient.HttpClient,
  options: { readonly propagateTraces?: boolean | undefined }
): Perform<A, C> => {
  let last: { readonly session: Session<A>; readonly secrets: ReadonlyArray<string> } | undefined
  const secretsOf = (session: Session<A>): ReadonlyArray<string> => {
    if (last?.session !== session) last = { session, secrets: secretsIn(session.value) }
    return last.secrets
  }

  /** Sends the request once. */
  const attempt = Effect.fnUntraced(function* (
    slot: SessionSlot<A, C>,
    given: HttpClientRequest.HttpClientRequest,
    session: Session<A>,
    resends = 0
  ) {
    const { driver, runtime } = slot.account
    if (resends > 0) observe(slot.account, Metrics.replays, 1)
    // Only the session says where the requests of such a vendor go.
    const request = driver.originOf === undefined ? given : yield* located(driver, driver.originOf(session), given)
    const agent = driver.userAgent
    const named =
      agent.pinned || request.headers["user-agent"] === undefined
        ? HttpClientRequest.setHeader(request, "user-agent", agent.value)
        : request
    const attached = yield* driver.attach(named, session)
    const secrets = secretsOf(session)
    const call = yield* CurrentCall
    call?.sentWith(secrets)
    const sentAt = runtime.now()
    const classified = (inspected: Inspected): Effect.Effect<Answer> => {
      const { discard, response, ...read } = inspected
      const { headers, status } = response
      noteSecrets(response, secrets)
      const verdict = driver.classify({ request, status, headers, secrets, call, ...read })
      return verdict._tag === "unjudged"
        ? Effect.flatMap(verdict.load, () => classified(inspected))
        : Effect.succeed({ response, discard, verdict })
    }
    const attributes = () => ({
      ...spanAttributes(slot.account),
      "crm_auth.operation": call?.id ?? "@call",
      ...(resends > 0 ? { "http.request.resend_count": resends } : undefined)
    })
    const answer = yield* send(http, attached, { ...options, secrets, redact: driver.redact, attributes }).pipe(
      Effect.flatMap((response) =>
        driver.readsBody(response.status)
          ? Effect.flatMap(afterLoading(driver.ready, inspectBody(response, request)), classified)
          : classified(unread(response, request))
      ),
      Effect.catch((error) =>
        Effect.matchCauseEffect(failureSide, {
          onSuccess: ({ withoutSession }) => Effect.fail(withoutSession(error, request, secrets)),
          onFailure: () => Effect.fail(unanswered(request))
        })
      )
    )
    if (answer.verdict._tag === "accepted") noteUse(slot, session, sentAt)
    return answer
  })

  const finish = (driver: SessionDriver<A, C>, { discard, response, verdict }: Answer) =>
    verdict._tag === "refused"
      ? Effect.andThen(discard, Effect.fail(callError(driver, verdict.reason)))
      : Effect.succeed(response)

  const isHarmless = (driver: SessionDriver<A, C>, request: HttpClientRequest.HttpClientRequest) =>
    driver.isSafe(request) ? Effect.succeed(true) : Effect.map(ReplaySafe, (safe) => safe)

  /** The session may be broken. Where it is replaced, a request is sent once more if it is known to be harmless. */
  const afterSuspicion = Effect.fnUntraced(function* (
    slot: SessionSlot<A, C>,
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>,
    first: Answer
  ) {
    const { driver } = slot.account
    const fresh = yield* suspect(slot, session)
    if (fresh === undefined || !isReplayable(request) || !(yield* isHarmless(driver, request))) return first.response
    yield* first.discard
    const answer = yield* attempt(slot, request, fresh, 1)
    if (isRejected(answer)) drop(slot, fresh)
    return yield* finish(driver, answer)
  })

  /** The session was rejected. The request is sent once more where that is harmless, and never in a loop. */
  const afterRejection = Effect.fnUntraced(function* (
    slot: SessionSlot<A, C>,
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>,
    first: Rejected
  ) {
    const { driver } = slot.account
    yield* first.discard
    let fresh = yield* reject(slot, session)
    if (!isReplayable(request)) return yield* callError(driver, new ReplayImpossible({ because: "body" }))
    const harmless = yield* isHarmless(driver, request)
    for (let before = first, resends = 1; ; resends++) {
      if (!harmless && !before.verdict.replay) {
        return yield* callError(driver, new ReplayImpossible({ because: "safety" }))
      }
      const answer = yield* attempt(slot, request, fresh, resends)
      if (!isRejected(answer)) return yield* finish(driver, answer)
      if (slot.account.runtime.store?.sharing.wasFound(slot, fresh) !== true) {
        // Rejected twice: it is not the session's age. The next request may try again, this one must not loop.
        drop(slot, fresh)
        return yield* finish(driver, answer)
      }
      // What another process had left was rejected with ours. No such session is found a second time.
      yield* answer.discard
      fresh = yield* reject(slot, fresh)
      before = answer
    }
  })

  return Effect.fnUntraced(function* (slot: SessionSlot<A, C>, given: HttpClientRequest.HttpClientRequest) {
    const { driver } = slot.account
    const request = driver.originOf === undefined ? yield* located(driver, driver.origin, given) : given
    const session = yield* sessionOf(slot)
    const first = yield* attempt(slot, request, session)
    if (first.verdict._tag === "suspected") return yield* afterSuspicion(slot, request, session, first)
    return yield* isRejected(first) ? afterRejection(slot, request, session, first) : finish(driver, first)
  })
}

interface Rejected extends Answer {
  readonly verdict: Extract<Verdict, { readonly _tag: "refused" }>
}

const isRejected = (answer: Answer): answer is Rejected =>
  answer.verdict._tag === "refused" && answer.verdict.reason.kind === "session"

/** A client of one account, which may have several sessions. */
export const authorize = <A, C>(
  account: Account<A, C>,
  http: HttpClient.HttpClient,
  options: { readonly propagateTraces?: boolean | undefined; readonly parallel: Parallel | undefined }
): AuthorizedClient => {
  let made: Perform<A, C> | undefined
  const execute = (request: HttpClientRequest.HttpClientRequest) => {
    const perform = (made ??= performer<A, C>(http, options))
    return account.withSlot(options.parallel, (slot) => perform(slot, request))
  }
  return HttpClient.makeWith(Effect.flatMap(execute), http.preprocess)
}
