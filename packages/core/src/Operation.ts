/**
 * One request of a vendor's login protocol, typed from its spec: encode the input, send it once, decode the answer.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { AuthError } from "./AuthError.ts"
import { baseUrl } from "./BaseUrl.ts"
import { backoff } from "./internal/http/backoff.ts"
import { type Body, parseJson, readBody } from "./internal/envelope.ts"
import { readText } from "./internal/http/readBody.ts"
import { fieldOf } from "./internal/issue.ts"
import { isCarriable } from "./internal/place.ts"
import { isRedirect, redirectDetail } from "./internal/http/redirect.ts"
import { type EncodedRequest, encodeRequest } from "./internal/request.ts"
import { retryAfter } from "./internal/http/retryAfter.ts"
import { send as sendRequest } from "./internal/http/send.ts"
import { secretsIn } from "./internal/redaction.ts"
import { transportDetail } from "./internal/http/transport.ts"
import { type Circumstances, type Failure, judge, judgeFailure } from "./internal/verdict.ts"
import type { Place, Protocol } from "./Protocol.ts"
import { type Reason, UnexpectedResponse } from "./Reason.ts"
import type { Refine } from "./SessionDriver.ts"

/**
 * What the generator writes down about an operation. `path`, `query`, `form` and `json` list the input's encoded
 * fields by where they are sent; `constants` are sent always; the input field named by `basic` goes out as the user of
 * HTTP Basic with an empty password; with `session`, the server's session is put where the protocol says. Without
 * `output` the result is `void`.
 *
 * @category models
 * @since 0.1.0
 */
export interface OperationDefinition<I, IE, A, AE> {
  readonly id: string
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  readonly target: string
  readonly input: Schema.Codec<I, IE>
  readonly path?: ReadonlyArray<string>
  readonly query?: ReadonlyArray<string>
  readonly form?: ReadonlyArray<string>
  readonly json?: ReadonlyArray<string>
  readonly constants?: {
    readonly query?: { readonly [name: string]: string }
    readonly form?: { readonly [name: string]: string }
    readonly json?: { readonly [name: string]: string | number | boolean }
  }
  readonly basic?: string
  readonly session?: true
  readonly output?: Schema.Codec<A, AE>
  readonly parse?: (text: string) => unknown
}

/**
 * The server that an operation is sent to.
 *
 * - `url`: its base URL, in any of the forms that `baseUrl` accepts. Default: the vendor's one host, where it has one.
 * - `session`: the session, for operations that need one; `places`: where it goes, if not where the protocol says.
 * - `secrets`: what no failure may show beside the input's own secrets and the session, should the server repeat it.
 * - `userAgent`: sent as the `User-Agent`. Default: the HTTP client's own.
 * - `refine`: says what a vendor's code means, see `Refine`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Server {
  readonly url?: string | undefined
  readonly allowInsecureHttp?: boolean | undefined
  readonly session?: Redacted.Redacted | undefined
  readonly places?: ReadonlyArray<Place> | undefined
  readonly secrets?: ReadonlyArray<Redacted.Redacted> | undefined
  readonly userAgent?: string | undefined
  readonly propagateTraces?: boolean | undefined
  readonly refine?: Refine | undefined
}

/**
 * Sends one request and answers with the vendor's document. Fails with `AuthError`: `InvalidConfiguration` before
 * anything is sent (a URL, an input or a session that cannot be sent), else by the vendor's error rows. It is tried
 * again only where a row says so.
 *
 * @category models
 * @since 0.1.0
 */
export interface Operation<I, A> {
  (input: I, server: Server): Effect.Effect<A, AuthError, HttpClient.HttpClient>
  readonly id: string
  readonly method: string
  readonly target: string
}

/** An answer to a login is small; what is longer is none. */
const replyLimit = 1024 * 1024

const noBody: Body = { kind: "empty" }

/** A status that says "done" and has no body. */
const noContent: Body = { kind: "envelope", document: undefined, ok: true }

/**
 * Makes an operation of a protocol. Generated code calls it, once per operation of a spec.
 *
 * @category constructors
 * @since 0.1.0
 */
export const operation = <I, IE, A = void, AE = void>(
  protocol: Protocol,
  definition: OperationDefinition<I, IE, A, AE>
): Operation<I, A> => {
  const { id, method, target } = definition
  // Trying credentials is never harmless to repeat, whatever the method.
  const safe = !(id in protocol.logins) && (method === "GET" || protocol.safe.includes(`${method} ${target}`))
  const fail = (reason: Reason) => new AuthError({ vendor: protocol.vendor, operation: id, reason })

  // Made when first used: a program imports more operations than it calls.
  let encodeInput: ((input: unknown) => Result.Result<IE, SchemaIssue.Issue>) | undefined
  let decodeOutput: ((document: unknown) => Effect.Effect<A, SchemaIssue.Issue>) | undefined

  const decode = (body: Body, status: number): Effect.Effect<A, AuthError> => {
    // The type of an operation without a document is `void`.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (definition.output === undefined) return Effect.succeed(undefined as A)
    const document = body.kind === "envelope" ? body.document : undefined
    if (!isCarriable(protocol, document)) {
      return Effect.fail(fail(new UnexpectedResponse({ status, detail: "a session that no request can carry" })))
    }
    decodeOutput ??= SchemaParser.decodeUnknownEffect(definition.output)
    return decodeOutput(document).pipe(
      Effect.mapError((issue) =>
        fail(
          new UnexpectedResponse({ status, detail: `a reply whose ${fieldOf(issue)} is missing or of another type` })
        )
      )
    )
  }

  const send = Effect.fnUntraced(function* (
    { request, sent }: EncodedRequest,
    server: Server,
    secrets: ReadonlyArray<string>
  ): Effect.fn.Return<A, Failure | AuthError, HttpClient.HttpClient> {
    const http = yield* HttpClient.HttpClient
    const known: Circumstances = { safe, secrets, refine: server.refine }
    const showing = { secrets, redact: protocol.redact, propagateTraces: server.propagateTraces }
    const { complete, response, text } = yield* http.preprocess(request).pipe(
      Effect.flatMap((prepared) => sendRequest(http, prepared, showing)),
      Effect.flatMap((response) => Effect.map(readText(response, replyLimit), (read) => ({ response, ...read }))),
      Effect.mapError((error) => {
        const answer = { operation: id, status: undefined, body: noBody, text: "", sent }
        return judgeFailure(protocol, answer, { ...known, transport: transportDetail(error, secrets) })
      })
    )
    const status = response.status
    if (isRedirect(response)) {
      return yield* fail(new UnexpectedResponse({ status, detail: redirectDetail(response, secrets) }))
    }
    const parse = definition.parse ?? parseJson
    const body = status === 204 ? noContent : readBody(text, { envelope: protocol.envelope, status, complete, parse })
    const failure = judge(
      protocol,
      { operation: id, status, body, text, sent },
      {
        ...known,
        retryAfter: retryAfter(response.headers, yield* Clock.currentTimeMillis),
        contentType: response.headers["content-type"]
      }
    )
    return yield* failure === undefined ? decode(body, status) : Effect.fail(failure)
  })

  const call = Effect.fnUntraced(function* (
    input: I,
    server: Server
  ): Effect.fn.Return<A, AuthError, HttpClient.HttpClient> {
    const base = yield* Effect.fromResult(baseUrl(protocol, server))
    encodeInput ??= SchemaParser.encodeUnknownResult(definition.input)
    const encoded = yield* Effect.fromResult(
      Result.mapError(encodeRequest(protocol, definition, encodeInput, base, input, server), fail)
    )
    const secrets = secretsIn([input, server.session, server.secrets])
    return yield* send(encoded, server, secrets).pipe(
      // A logout is best effort, and closing waits for it: it is sent once, whatever the server answers.
      protocol.logout?.operation === id ? identity : backoff,
      Effect.mapError((error) => (error instanceof AuthError ? error : fail(error.reason)))
    )
  })

  return Object.assign(call, { id, method, target })
}
