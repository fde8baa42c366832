/**
 * One request of a vendor's protocol, typed from its spec: encode the input, send it once, decode the answer.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { AuthError } from "./AuthError.ts"
import { failureSide } from "./internal/account/failures.ts"
import { readText } from "./internal/http/readBody.ts"
import { isRedirect } from "./internal/http/redirect.ts"
import { send as sendRequest } from "./internal/http/send.ts"
import { fieldOf } from "./internal/issue.ts"
import { compile } from "./internal/protocol/compile.ts"
import { CurrentCall, OperationCall } from "./internal/protocol/currentCall.ts"
import { type EncodedRequest, encodeRequest } from "./internal/protocol/encodeRequest.ts"
import { afterLoading } from "./internal/lazy.ts"
import { type Body, readBody } from "./internal/protocol/envelope.ts"
import type { Circumstances, Failure } from "./internal/protocol/judge.ts"
import { isCarriable, placeSession } from "./internal/protocol/placeSession.ts"
import { secretsIn } from "./internal/secrets.ts"
import { withBaseUrl } from "./internal/withBaseUrl.ts"
import type { OperationDefinition } from "./OperationDefinition.ts"
import type { Place, Protocol } from "./Protocol.ts"
import { InvalidConfiguration, type Reason, Transport, UnexpectedResponse } from "./Reason.ts"
import { ReplaySafe } from "./ReplaySafe.ts"
import type { Refine } from "./SessionDriver.ts"

export type { OperationDefinition, RequestPart, RequestPieces } from "./OperationDefinition.ts"

/**
 * The server that an operation is sent to.
 *
 * @category models
 * @since 0.1.0
 */
export interface Server {
  /**
   * The base URL, in any of the forms that `baseUrl` accepts.
   *
   * @default the vendor's one host, if it has one
   */
  readonly url?: string | undefined
  /** The base URL of the operations that the spec sends to another host, in place of the spec's. */
  readonly loginUrl?: string | undefined
  /**
   * Permits `http:` to a host that is not this machine.
   *
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
  /** The session, for operations that carry one. */
  readonly session?: Redacted.Redacted | undefined
  /**
   * Where the session goes.
   *
   * @default where the protocol says
   */
  readonly places?: ReadonlyArray<Place> | undefined
  /** Further secrets that no failure may show if the server repeats them, beside those of the input and the session. */
  readonly secrets?: ReadonlyArray<Redacted.Redacted> | undefined
  /**
   * The `User-Agent`.
   *
   * @default the HTTP client's own
   */
  readonly userAgent?: string | undefined
  /**
   * Whether trace headers are sent.
   *
   * @default false
   */
  readonly propagateTraces?: boolean | undefined
  /** Says what a vendor's code means. */
  readonly refine?: Refine | undefined
}

/**
 * Sends one request and returns the vendor's document. Fails with `AuthError`: `InvalidConfiguration` before anything is
 * sent (a URL, an input or a session that cannot be sent), otherwise by the vendor's error rows. It is tried again only
 * where a row says so.
 *
 * @category models
 * @since 0.1.0
 */
export interface Operation<I, A> {
  /** Encodes `input`, sends the request to `server` and decodes the answer. */
  (input: I, server: Server): Effect.Effect<A, AuthError, HttpClient.HttpClient>
  /** The operation's name in its spec. */
  readonly id: string
  /** The HTTP method. */
  readonly method: string
  /** What follows the base URL. */
  readonly target: string
}

/**
 * What runs operations with a managed session.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionTarget {
  /** The vendor that the session is for. */
  readonly vendor: string
  /** Sends requests with the session, and again with a fresh one where that is harmless. */
  readonly client: HttpClient.HttpClient.With<HttpClientError.HttpClientError | AuthError>
  /** Says what a vendor's code means. */
  readonly refine?: Refine | undefined
}

/**
 * An operation that carries a session. A manager runs it with `call`; called directly, it takes the session from
 * `Server.session`. `IE` and `AE` are the encoded forms of input and reply, in which secrets are plain texts.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionOperation<I, A, IE = unknown, AE = unknown> extends Operation<I, A> {
  /** The vendor whose operation it is. */
  readonly vendor: string
  /** The schema of the input. */
  readonly input: Schema.Codec<I, IE>
  /** The schema of the reply; `undefined` if the result is `void`. */
  readonly output: Schema.Codec<A, AE> | undefined
  /**
   * Runs it with a managed session. Replies may have 16 MiB. Every failure is an `AuthError`: of the login, of the
   * session, or of the call itself, the vendor's own refusals included.
   */
  readonly run: (target: SessionTarget, input: I) => Effect.Effect<A, AuthError>
}

/** A reply to a login is small; what is longer is something else. */
const loginReplyLimit = 1024 * 1024

/** What an application asks for may be long. */
const callReplyLimit = 16 * 1024 * 1024

const noBody: Body = { kind: "empty" }

/** A status that says "done" and has no body. */
const noContent: Body = { kind: "envelope", document: undefined, ok: true }

/** The steps that every operation is made of. Schemas are compiled when first used: programs import more than they call. */
const stepsOf = <I, IE, A, AE>(protocol: Protocol, definition: OperationDefinition<I, IE, A, AE>) => {
  const { id, method, target } = definition
  // Trying credentials is never harmless to repeat, whatever the method.
  const safe = !(id in protocol.logins) && (method === "GET" || protocol.safe.includes(`${method} ${target}`))
  const fail = (reason: Reason) => new AuthError({ vendor: protocol.vendor, operation: id, reason })
  const invalid = (field: string, detail: string) => fail(new InvalidConfiguration({ field, detail }))

  let encodeInput: ((input: unknown) => Result.Result<IE, SchemaIssue.Issue>) | undefined
  let decodeOutput: ((document: unknown) => Effect.Effect<A, SchemaIssue.Issue>) | undefined

  const encode = (input: I, origin: string, userAgent?: string): Result.Result<EncodedRequest, AuthError> => {
    encodeInput ??= SchemaParser.encodeUnknownResult(definition.input)
    return Result.mapError(encodeRequest(compile(protocol), definition, encodeInput, origin, input, userAgent), fail)
  }

  const decode = (body: Body, status: number): Effect.Effect<A, AuthError> => {
    // The type of an operation without a document is `void`.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (definition.output === undefined) return Effect.succeed(undefined as A)
    const document = body.kind === "envelope" ? body.document : undefined
    if (definition.session !== true && !isCarriable(compile(protocol), document)) {
      return Effect.fail(fail(new UnexpectedResponse({ status, detail: "a session that no request can carry" })))
    }
    decodeOutput ??= SchemaParser.decodeUnknownEffect(definition.output)
    return Effect.mapError(decodeOutput(document), (issue) =>
      fail(new UnexpectedResponse({ status, detail: `a reply whose ${fieldOf(issue)} is missing or of another type` }))
    )
  }

  /** Judges an answer, and decodes the document of a success. */
  const outcomeOf = (
    response: HttpClientResponse.HttpClientResponse,
    { complete, text }: { readonly complete: boolean; readonly text: string },
    sent: EncodedRequest["sent"],
    known: Circumstances,
    now: () => number
  ): Effect.Effect<A, Failure | AuthError> => {
    const compiled = compile(protocol)
    const { status } = response
    const isElsewhere = isRedirect(response)
    const body =
      status === 204
        ? noContent
        : readBody(text, {
            envelope: compiled.envelope,
            status,
            complete,
            parse: definition.parse ?? protocol.envelope.parse
          })
    const location = isElsewhere ? response.headers["location"] : undefined
    const answer = { operation: id, status, body, text, sent, location }
    const isStray = isElsewhere && compiled.rows.find(answer)?.row.location === undefined
    if (!isStray && compiled.rows.accepts(answer)) return decode(body, status)
    return Effect.flatMap(failureSide, ({ judge, redirectDetail, retryAfter }) => {
      const { headers } = response
      return Effect.fail(
        isStray
          ? fail(new UnexpectedResponse({ status, detail: redirectDetail(response, known.secrets) }))
          : judge(compiled, answer, {
              ...known,
              contentType: headers["content-type"],
              retryAfter: retryAfter(headers, now())
            })
      )
    })
  }

  /** Reads the answer, judges it, and decodes the document of a success. */
  const read = (
    response: HttpClientResponse.HttpClientResponse,
    sent: EncodedRequest["sent"],
    known: Circumstances,
    limit: number
  ): Effect.Effect<A, Failure | AuthError | HttpClientError.HttpClientError> =>
    Effect.withFiber((fiber) => {
      const clock = fiber.getRef(Clock.Clock)
      return Effect.flatMap(afterLoading(protocol.envelope.ready, readText(response, limit)), (body) =>
        outcomeOf(response, body, sent, known, () => clock.currentTimeMillisUnsafe())
      )
    })

  /** Says what it means that no answer came. */
  const answered = <R>(
    exchange: Effect.Effect<A, Failure | AuthError | HttpClientError.HttpClientError, R>,
    sent: EncodedRequest["sent"],
    known: Circumstances
  ): Effect.Effect<A, Failure | AuthError, R> =>
    Effect.catchIf(exchange, isHttp, (error) =>
      Effect.matchCauseEffect(failureSide, {
        onSuccess: ({ failureDetail, judge }) =>
          Effect.fail(
            judge(
              compile(protocol),
              { operation: id, status: undefined, body: noBody, text: "", sent },
              { ...known, transport: failureDetail(error, known.secrets) }
            )
          ),
        onFailure: () => Effect.fail(fail(new Transport({ detail: "the connection failed" })))
      })
    )

  // A logout is best effort, and closing waits for it: it is sent once, whatever the server answers.
  const isLogout = protocol.logout?.operation === id

  /** Tries again where a row allows it, and fails with what is left. */
  const finish = <R>(exchange: Effect.Effect<A, Failure | AuthError, R>): Effect.Effect<A, AuthError, R> =>
    Effect.mapError(
      isLogout
        ? exchange
        : Effect.catchIf(exchange, isRetried, (error) =>
            Effect.flatMap(failureSide, ({ backoff }) => backoff(exchange, error))
          ),
      (error) => (error instanceof AuthError ? error : fail(error.reason))
    )

  return { safe, fail, invalid, encode, read, answered, finish }
}

/**
 * Makes an operation of a protocol. Generated code calls it, once per operation of a spec.
 *
 * @category constructors
 * @since 0.1.0
 */
export const operation = <I, IE, A = void, AE = void>(
  protocol: Protocol,
  definition: OperationDefinition<I, IE, A, AE>
): Operation<I, A> => direct(protocol, definition, stepsOf(protocol, definition))

const direct = <I, IE, A, AE>(
  protocol: Protocol,
  definition: OperationDefinition<I, IE, A, AE>,
  { encode, finish, invalid, read, safe, answered }: ReturnType<typeof stepsOf<I, IE, A, AE>>
): Operation<I, A> => {
  const { id, method, target } = definition

  /** Where an operation is sent that the spec sends to another host. */
  const elsewhere =
    definition.origin === undefined
      ? undefined
      : { vendor: protocol.vendor, server: { strip: [], default: definition.origin } }

  const send = (
    { request, sent }: EncodedRequest,
    server: Server,
    secrets: ReadonlyArray<string>
  ): Effect.Effect<A, Failure | AuthError, HttpClient.HttpClient> => {
    const known: Circumstances = { safe, secrets, refine: server.refine }
    const showing = { secrets, redact: protocol.redact, propagateTraces: server.propagateTraces }
    const exchange = Effect.flatMap(HttpClient.HttpClient, (http) =>
      Effect.flatMap(
        Effect.flatMap(http.preprocess(request), (prepared) => sendRequest(http, prepared, showing)),
        (response) => read(response, sent, known, loginReplyLimit)
      )
    )
    return answered(exchange, sent, known)
  }

  const placed = ({ request, sent }: EncodedRequest, server: Server): Result.Result<EncodedRequest, AuthError> => {
    if (definition.session !== true) return Result.succeed({ request, sent })
    if (server.session === undefined) return Result.fail(invalid("session", "is missing; this operation needs one"))
    return Result.mapBoth(placeSession(request, server.session, server.places ?? protocol.place), {
      onSuccess: (carrying): EncodedRequest => ({ request: carrying, sent }),
      onFailure: ({ detail, field }) => invalid(field, detail)
    })
  }

  const call = (input: I, server: Server): Effect.Effect<A, AuthError, HttpClient.HttpClient> =>
    Effect.suspend(() =>
      withBaseUrl(
        elsewhere ?? protocol,
        elsewhere === undefined ? server : { ...server, url: server.loginUrl },
        (base) => {
          const origin = elsewhere === undefined ? base + protocol.server.path : base
          const encoded = Result.flatMap(encode(input, origin, server.userAgent), (request) => placed(request, server))
          if (Result.isFailure(encoded)) return Effect.fail(encoded.failure)
          const secrets = secretsIn([input, server.session, server.secrets])
          return finish(send(encoded.success, server, secrets))
        }
      )
    )

  return Object.assign(call, { id, method, target })
}

const isHttp = (
  error: Failure | AuthError | HttpClientError.HttpClientError
): error is HttpClientError.HttpClientError => !(error instanceof AuthError) && "_tag" in error

const isRetried = (error: Failure | AuthError): error is Failure => "retry" in error && error.retry === "backoff"

/**
 * Makes an operation that carries a session. Generated code calls it, once per such operation of a spec.
 *
 * @category constructors
 * @since 0.1.0
 */
export const sessionOperation = <I, IE, A = void, AE = void>(
  protocol: Protocol,
  definition: OperationDefinition<I, IE, A, AE>
): SessionOperation<I, A, IE, AE> => {
  const steps = stepsOf(protocol, definition)
  const { answered, encode, fail, finish, read, safe } = steps
  const { id } = definition

  /** A failure of the request itself names this operation; a failure of a login keeps the name of the login. */
  const named = (error: AuthError): AuthError => (error.operation === "call" ? fail(error.reason) : error)

  const run = Effect.fnUntraced(function* (
    { client, refine }: SessionTarget,
    input: I
  ): Effect.fn.Return<A, AuthError> {
    const { request, sent } = yield* Effect.fromResult(encode(input, ""))
    const own = secretsIn(input)
    const exchange = Effect.suspend(() => {
      const call = new OperationCall(id, sent)
      const known: Circumstances = {
        safe,
        refine,
        get secrets() {
          return [...own, ...call.secrets]
        }
      }
      const exchange = client.execute(request).pipe(
        Effect.provideService(CurrentCall, call),
        Effect.mapError((error) => (error instanceof AuthError ? named(error) : error)),
        Effect.flatMap((response) => read(response, sent, known, callReplyLimit))
      )
      return answered(exchange, sent, known)
    })
    return yield* finish(safe ? Effect.provideService(exchange, ReplaySafe, true) : exchange)
  })

  return Object.assign(direct(protocol, definition, steps), {
    vendor: protocol.vendor,
    input: definition.input,
    output: definition.output,
    run
  })
}
