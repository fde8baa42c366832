/**
 * The part of a driver that a vendor's spec says all of: where a session goes, and what an answer means to it.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AuthError } from "./AuthError.ts"
import { parseJson, readBody } from "./internal/envelope.ts"
import { lifetimeOf } from "./internal/lifetime.ts"
import { placeSession } from "./internal/place.ts"
import { secretsIn } from "./internal/redaction.ts"
import { judge } from "./internal/verdict.ts"
import type { Place, Protocol } from "./Protocol.ts"
import { InvalidConfiguration, type Reason } from "./Reason.ts"
import type { Refine, SessionDriver } from "./SessionDriver.ts"
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * - `baseUrl`: where the server is, as the function `baseUrl` returns it.
 * - `secret`: what a session's value puts into a request.
 * - `places`: where, if not where the protocol says; `advice`: what else helps where no place fits, such as an option.
 * - `parse`: reads a reply's envelope; it gets the first 64 KiB of a longer one. Default: JSON.
 * - `credential`: the kind of credential that requests carry, for error rows that ask for it.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtocolDriverOptions<A> {
  readonly baseUrl: string
  readonly secret: (value: A) => Redacted.Redacted
  readonly places?: ReadonlyArray<Place>
  readonly advice?: string | undefined
  readonly parse?: (text: string, complete: boolean) => unknown
  readonly credential?: string
  readonly userAgent?: string | undefined
  readonly refine?: Refine | undefined
}

/**
 * The reasons that concern the account or its session. Everything else that a vendor answers to an application's
 * request is the application's to read.
 */
const concernsSession = ({ _tag, kind }: Reason): boolean =>
  kind === "credentials" || kind === "session" || (kind === "account" && _tag !== "AccessDenied")

/** Servers take headers of 4 to 16 KiB. A shorter session is not what made them too long. */
const longHeader = (secrets: ReadonlyArray<string>): InvalidConfiguration | undefined => {
  const length = Math.max(0, ...secrets.map((secret) => secret.length))
  if (length < 2048) return undefined
  const detail = `takes ${length} bytes of a header, more than the server, or a proxy before it, accepts (HTTP 431); raise that limit`
  return new InvalidConfiguration({ field: "session", detail })
}

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
  "vendor" | "origin" | "userAgent" | "redact" | "attach" | "readsBody" | "classify" | "isSafe" | "knowsRejections"
> => {
  const { envelope, vendor } = protocol
  const origin = options.baseUrl + protocol.server.path
  const places = options.places ?? protocol.place
  const parse = options.parse ?? parseJson
  const anyReplySlides = Object.values(protocol.logins).some(({ lifetime }) => lifetime.slides === "anyReply")
  const media = envelope.body === "xml" ? "text/xml" : "application/json"
  const isSafe = (request: HttpClientRequest.HttpClientRequest) =>
    request.method === "GET" ||
    request.method === "HEAD" ||
    protocol.safe.includes(`${request.method} ${request.url.slice(origin.length)}`)
  return {
    vendor,
    origin,
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
    readsBody: (status) => (envelope.ok ?? []).length > 0 || status < 200 || status >= 300,
    classify: ({ body: text, complete, headers, request, secrets, status }) => {
      const tooLong = status === 431 && places.some((place) => place.in === "header") ? longHeader(secrets) : undefined
      if (tooLong !== undefined) return { _tag: "refused", reason: tooLong, replay: false }
      const read = (candidate: string) => parse(candidate, complete)
      const body =
        text === undefined
          ? ({ kind: "envelope", document: undefined, ok: true } as const)
          : readBody(text, { envelope, status, complete, parse: read })
      const failure = judge(
        protocol,
        {
          operation: "@call",
          status,
          body,
          text: text ?? "",
          sent: () => false,
          ...(options.credential === undefined ? undefined : { credential: options.credential })
        },
        {
          // Read only of what failed.
          get safe() {
            return isSafe(request)
          },
          get secrets() {
            return [...secrets, ...secretsIn(request.urlParams)]
          },
          contentType: headers["content-type"],
          refine: options.refine
        }
      )
      if (failure === undefined) return { _tag: "accepted" }
      if (concernsSession(failure.reason)) {
        return { _tag: "refused", reason: failure.reason, replay: failure.rejectedBeforeWork }
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
): SessionLifetime => lifetimeOf(protocol, login, document, release)
