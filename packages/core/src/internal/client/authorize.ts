/** The authorised client: every request carries the session, and outlives the session's end once. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Predicate from "effect/Predicate"
import { AuthError } from "../../AuthError.ts"
import { type Reason, ReplayImpossible } from "../../Reason.ts"
import { ReplaySafe } from "../../ReplaySafe.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver, Verdict } from "../../SessionDriver.ts"
import { send } from "../http/send.ts"
import { withinBase } from "../http/withinBase.ts"
import { secretsIn } from "../redaction.ts"
import { withoutSession } from "./CallerResponse.ts"
import type { Engine } from "../account/Account.ts"
import { withLane } from "../account/parallel.ts"
import { look, type Looked, unread } from "./inspectBody.ts"

/** A client whose requests carry a session. */
export type AuthorizedClient = HttpClient.HttpClient.With<HttpClientError.HttpClientError | AuthError>

interface Answer {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly discard: Effect.Effect<void>
  readonly verdict: Verdict
}

/** Whether sending the body again sends the same bytes. A stream's second reading is silently empty. */
const isReplayable = ({ body }: HttpClientRequest.HttpClientRequest): boolean =>
  body._tag === "Empty" ||
  body._tag === "Uint8Array" ||
  body._tag === "FormData" ||
  (body._tag === "Raw" && (Predicate.isString(body.body) || body.body instanceof Uint8Array))

const callError = <A, C>(driver: SessionDriver<A, C>, reason: Reason) =>
  new AuthError({ vendor: driver.vendor, operation: "call", reason })

/** Sends one request with an engine's session. */
export type Perform<A, C> = (
  engine: Engine<A, C>,
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

  const attempt = Effect.fnUntraced(function* (
    engine: Engine<A, C>,
    request: HttpClientRequest.HttpClientRequest,
    session: Session<A>
  ) {
    const { driver } = engine
    const agent = driver.userAgent
    const named =
      agent.pinned || request.headers["user-agent"] === undefined
        ? HttpClientRequest.setHeader(request, "user-agent", agent.value)
        : request
    const attached = yield* driver.attach(named, session)
    const secrets = secretsOf(session)
    const sentAt = engine.around.now()
    const judged = ({ discard, response, ...read }: Looked): Answer => {
      const { headers, status } = response
      return { response, discard, verdict: driver.classify({ request, status, headers, secrets, ...read }) }
    }
    const answer = yield* send(http, attached, { ...options, secrets, redact: driver.redact }).pipe(
      Effect.flatMap((response) =>
        driver.readsBody(response.status)
          ? Effect.map(look(response, request), judged)
          : Effect.succeed(judged(unread(response, request)))
      ),
      Effect.mapError((error) => withoutSession(error, request, secrets))
    )
    if (answer.verdict._tag === "accepted") engine.touch(session, sentAt)
    return answer
  })

  const finish = (driver: SessionDriver<A, C>, { discard, response, verdict }: Answer) =>
    verdict._tag === "refused"
      ? Effect.andThen(discard, Effect.fail(callError(driver, verdict.reason)))
      : Effect.succeed(response)

  return Effect.fnUntraced(function* (engine: Engine<A, C>, given: HttpClientRequest.HttpClientRequest) {
    const { driver } = engine
    const request = yield* Effect.mapError(Effect.fromResult(withinBase(driver.origin, given)), (reason) =>
      callError(driver, reason)
    )
    const session = yield* engine.session
    const first = yield* attempt(engine, request, session)
    if (first.verdict._tag === "suspected") {
      const fresh = yield* engine.suspect(session)
      const repeats = isReplayable(request) && (driver.isSafe(request) || (yield* ReplaySafe))
      if (fresh === undefined || !repeats) return first.response
      yield* first.discard
      const answer = yield* attempt(engine, request, fresh)
      if (isDead(answer)) engine.drop(fresh)
      return yield* finish(driver, answer)
    }
    if (!isDead(first)) return yield* finish(driver, first)

    yield* first.discard
    const replacement = yield* engine.reject(session)
    const harmless = driver.isSafe(request) || (yield* ReplaySafe)
    const unsafe = callError(driver, new ReplayImpossible({ because: "safety" }))
    if (!isReplayable(request)) return yield* callError(driver, new ReplayImpossible({ because: "body" }))
    if (!harmless && !first.verdict.replay) return yield* unsafe
    for (let fresh = replacement; ;) {
      const answer = yield* attempt(engine, request, fresh)
      if (!isDead(answer)) return yield* finish(driver, answer)
      if (!engine.found.includes(fresh)) {
        // Refused twice: it is not the session's age. The next request may try again, this one must not loop.
        engine.drop(fresh)
        return yield* finish(driver, answer)
      }
      // What another process had left died with ours. No such session is found a second time.
      yield* answer.discard
      fresh = yield* engine.reject(fresh)
      if (!harmless && !answer.verdict.replay) return yield* unsafe
    }
  })
}

interface Refused extends Answer {
  readonly verdict: Extract<Verdict, { readonly _tag: "refused" }>
}

const isDead = (answer: Answer): answer is Refused =>
  answer.verdict._tag === "refused" && answer.verdict.reason._tag === "SessionRejected"

/** A client of one account, which may have several sessions. */
export const authorize = <A, C>(
  engine: Engine<A, C>,
  http: HttpClient.HttpClient,
  options: { readonly propagateTraces?: boolean | undefined; readonly parallelSessions?: number | undefined }
): AuthorizedClient => {
  let made: Perform<A, C> | undefined
  const limit = options.parallelSessions ?? 1
  const execute = (request: HttpClientRequest.HttpClientRequest) => {
    const perform = (made ??= performer<A, C>(http, options))
    return limit > 1 ? withLane(engine, limit, (lane) => perform(lane, request)) : perform(engine, request)
  }
  return HttpClient.makeWith(Effect.flatMap(execute), http.preprocess)
}
