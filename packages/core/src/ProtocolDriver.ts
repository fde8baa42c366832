/**
 * The part of a driver that a vendor's spec says all of: where a session goes, and what an answer means to it.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AuthError } from "./AuthError.ts"
import { failureSide, loadedFailures } from "./internal/account/failures.ts"
import { compile } from "./internal/protocol/compile.ts"
import { readBody } from "./internal/protocol/envelope.ts"
import { placeSession } from "./internal/protocol/placeSession.ts"
import { rawAt } from "./internal/protocol/pointer.ts"
import { secretsIn } from "./internal/secrets.ts"
import type { Place, Protocol } from "./Protocol.ts"
import type { Reason } from "./Reason.ts"
import type { Session } from "./Session.ts"
import type { Refine, SessionDriver } from "./SessionDriver.ts"
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * What a driver says about its sessions beside the protocol.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtocolDriverOptions<A> {
  /** Where the server is, as the function `baseUrl` returns it. */
  readonly baseUrl: string
  /** What a session's value puts into a request. */
  readonly secret: (value: A) => Redacted.Redacted
  /**
   * The base URL of a session's requests, for vendors that tell it at login. A fixed path of the spec is added.
   *
   * @default `baseUrl`
   */
  readonly origin?: (value: A) => string
  /**
   * Where the session goes.
   *
   * @default where the protocol says
   */
  readonly places?: ReadonlyArray<Place>
  /**
   * What else helps where no place fits a request, such as an option.
   *
   * @default the error names the places only
   */
  readonly advice?: string | undefined
  /**
   * Reads a reply's envelope; it gets the first 64 KiB of a longer one.
   *
   * @default the reader of `Protocol.envelope`
   */
  readonly parse?: (text: string, complete: boolean) => unknown
  /**
   * The kind of credential that requests carry, for error rows that ask for it.
   *
   * @default no such row applies
   */
  readonly credential?: string
  /**
   * The `User-Agent`.
   *
   * @default `crm-auth-` and the vendor's name
   */
  readonly userAgent?: string | undefined
  /**
   * Says what a vendor's code means.
   *
   * @default codes mean what the protocol says
   */
  readonly refine?: Refine | undefined
}

/**
 * The reasons that concern the account or its session. Everything else that a vendor answers to an application's
 * request is the application's to read.
 */
const concernsSession = ({ _tag, kind }: Reason): boolean =>
  kind === "credentials" || kind === "session" || (kind === "account" && _tag !== "AccessDenied")

/**
 * What a driver needs beside its logins, out of its protocol.
 *
 * @category constructors
 * @since 0.1.0
 */
export const protocolDriver = <A>(
  protocol: Protocol,
  options: ProtocolDriverOptions<A>
): Pick<
  SessionDriver<A>,
  | "vendor"
  | "origin"
  | "originOf"
  | "userAgent"
  | "redact"
  | "attach"
  | "readsBody"
  | "ready"
  | "classify"
  | "isSafe"
  | "knowsRejections"
  | "refine"
> => {
  const { vendor } = protocol
  const { envelope, safe } = compile(protocol)
  const { path } = protocol.server
  const origin = options.baseUrl + path
  const places = options.places ?? protocol.place
  const parse = options.parse ?? protocol.envelope.parse
  const anyReplySlides = Object.values(protocol.logins).some(({ lifetime }) => lifetime.slides === "anyReply")
  const media = protocol.envelope.body === "xml" ? "text/xml" : "application/json"
  const sessionOrigin = options.origin
  const isSafe = (request: HttpClientRequest.HttpClientRequest) =>
    request.method === "GET" ||
    request.method === "HEAD" ||
    (sessionOrigin === undefined
      ? safe.has(`${request.method} ${request.url.slice(origin.length)}`)
      : [...safe].some(
          (one) => one.startsWith(`${request.method} `) && request.url.endsWith(one.slice(one.indexOf(" ") + 1))
        ))
  return {
    vendor,
    origin,
    refine: options.refine,
    ...(sessionOrigin === undefined
      ? undefined
      : { originOf: (session: Session<A>) => sessionOrigin(session.value).replace(/(?<!\/)\/+$/, "") + path }),
    userAgent: { value: options.userAgent ?? `crm-auth-${vendor}`, pinned: protocol.userAgent === "pinned" },
    redact: protocol.redact,
    isSafe,
    knowsRejections: protocol.errors.some(({ reason }) => reason === "SessionRejected"),
    attach: (request, session) => {
      const placed = placeSession(
        request.headers["accept"] === undefined ? HttpClientRequest.accept(request, media) : request,
        options.secret(session.value),
        places,
        options.advice
      )
      return Result.isSuccess(placed)
        ? Effect.succeed(placed.success)
        : Effect.fail(new AuthError({ vendor, operation: "call", reason: placed.failure }))
    },
    // A status that alone means success needs no look at the body.
    ready: protocol.envelope.ready,
    readsBody: (status) => envelope.ok.length > 0 || status < 200 || status >= 300,
    classify: ({ body: text, call, complete, headers, request, secrets, status }) => {
      const [tooLong] = status === 431 ? places.flatMap((place) => place.tooLong?.(secrets) ?? []) : []
      if (tooLong !== undefined) return { _tag: "refused", reason: tooLong, replay: false }
      const read = (candidate: string) => parse(candidate, complete)
      const body =
        text === undefined
          ? ({ kind: "envelope", document: undefined, ok: true } as const)
          : readBody(text, { envelope, status, complete, parse: read })
      const compiled = compile(protocol)
      const answer = {
        operation: call?.id ?? "@call",
        status,
        body,
        text: text ?? "",
        location: status >= 300 && status < 400 ? headers["location"] : undefined,
        sent: call?.sent ?? (() => false),
        ...(options.credential === undefined ? undefined : { credential: options.credential })
      }
      if (compiled.rows.accepts(answer)) return { _tag: "accepted" }
      // What is no envelope, and what no row knows, says nothing of the session.
      if (body.kind === "envelope" || compiled.rows.find(answer) !== undefined) {
        const side = loadedFailures()
        if (side === undefined) return { _tag: "unjudged", load: failureSide }
        const { reason, rejectedBeforeWork } = side.judge(compiled, answer, {
          safe: isSafe(request),
          secrets: [...secrets, ...secretsIn(request.urlParams)],
          contentType: headers["content-type"],
          refine: options.refine
        })
        if (concernsSession(reason)) return { _tag: "refused", reason, replay: rejectedBeforeWork }
      }
      // A refusal is short: a long answer to an accepted status is the vendor's data.
      const long = body.kind === "unread" && status >= 200 && status < 300
      return { _tag: long || (anyReplySlides && body.kind === "envelope") ? "accepted" : "ignored" }
    }
  }
}

/**
 * The lifetime of a session that the operation `login` made, out of its decoded reply. `release` is the vendor's
 * release that the caller named; without one the strictest rule holds.
 *
 * @category combinators
 * @since 0.1.0
 */
export const protocolLifetime = (
  protocol: Protocol,
  login: string,
  document: unknown,
  release?: string | undefined
): SessionLifetime => protocol.logins[login]?.lifetime.read?.(document, release) ?? {}

/**
 * The session that the operation `login` made, out of its decoded reply: the first of the places that the spec names
 * where there is a text that is not empty.
 *
 * @category combinators
 * @since 0.1.0
 */
export const protocolSecret = (protocol: Protocol, login: string, document: unknown): Redacted.Redacted | undefined => {
  for (const path of compile(protocol).logins.get(login)?.session ?? []) {
    const found = rawAt(document, path)
    const text = Redacted.isRedacted(found) ? Redacted.value(found) : found
    if (Predicate.isString(text) && text !== "") return Redacted.make(text)
  }
  return undefined
}
