/** The authorised client: every request carries the session, and outlives the session's end once. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { type Reason, ReplayImpossible } from "../../Reason.ts"
import { ReplaySafe } from "../../ReplaySafe.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import { send } from "../http/send.ts"
import { withinBase } from "../http/withinBase.ts"
import { CurrentCall } from "../protocol/currentCall.ts"
import { secretsIn } from "../secrets.ts"
import { failureSide } from "../account/failures.ts"
import type { Account, Parallel } from "../account/Account.ts"
import { observe, spanAttributes } from "../account/events.ts"
import { join, sessionOf } from "../account/login.ts"
import { drop, reject } from "../account/replace.ts"
import type { SessionSlot } from "../account/SessionSlot.ts"
import { noteUse } from "../account/sharing.ts"
import { afterLoading } from "../lazy.ts"
import { inspectBody, unread } from "./inspectBody.ts"
import type { Inspected } from "./rebuild.ts"
import type { Answer, Rejected, ReplayTools } from "./replay.ts"
import { noteSecrets } from "./sessionSecrets.ts"

/** A client whose requests carry a session. `E` are failures of the application's own, such as a map's look-up. */
export type AuthorizedClient<E = never> = HttpClient.HttpClient.With<HttpClientError.HttpClientError | AuthError | E>

/** A lost request, where nothing could be loaded that says more. */
const unanswered = (request: HttpClientRequest.HttpClientRequest) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, description: "the connection failed" })
  })

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
    slot.find(session)?.noteSent(sentAt)
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

  const fail = ({ account }: SessionSlot<A, C>, reason: Reason) => Effect.fail(callError(account.driver, reason))

  const finish = (slot: SessionSlot<A, C>, { discard, response, verdict }: Answer) =>
    verdict._tag === "refused" ? Effect.andThen(discard, fail(slot, verdict.reason)) : Effect.succeed(response)

  /** What replaces a session is handed it: that is loaded when it is needed. */
  const tools: ReplayTools<A, SessionSlot<A, C>> = {
    ReplayImpossible,
    ReplaySafe,
    attempt,
    drop,
    fail,
    finish,
    isRejected,
    join,
    reject,
    sessionOf
  }

  return Effect.fnUntraced(function* (slot: SessionSlot<A, C>, given: HttpClientRequest.HttpClientRequest) {
    const { driver } = slot.account
    const request = driver.originOf === undefined ? yield* located(driver, driver.origin, given) : given
    const session = yield* sessionOf(slot)
    const first = yield* attempt(slot, request, session)
    if (isRejected(first)) {
      const { afterRejection } = yield* failureSide
      return yield* afterRejection(tools, slot, request, session, first)
    }
    if (first.verdict._tag !== "suspected") return yield* finish(slot, first)
    const { afterSuspicion } = yield* failureSide
    return yield* afterSuspicion(tools, slot, request, session, first)
  })
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
