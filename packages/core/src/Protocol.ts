/**
 * The shape of what a vendor's spec says about sessions: where the session travels, how long it lasts, and which
 * answer means which reason. Codegen writes one value of this type per vendor (`generated/session.ts`); the engine
 * interprets it. It is data; what a vendor needs code for, such as putting its session into a request, is a function in it,
 * so that a bundle holds the functions of its own vendors only.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Redacted from "effect/Redacted"
import type * as Result from "effect/Result"
import type { InvalidConfiguration, ReasonTag } from "./Reason.ts"
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * A test on a value of a reply. Exactly one of the keys other than `at` is set.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplyTest {
  /** An RFC 6901 JSON pointer to the value. */
  readonly at: string
  /** The value equals this. Texts are compared without white space around them. */
  readonly is?: string | number | boolean | null
  /** The value does not equal this; also holds if there is none. */
  readonly not?: string | number | boolean | null
  /** The value equals one of these. */
  readonly in?: ReadonlyArray<string | number | boolean | null>
  /** The value has this JSON type. */
  readonly type?: JsonType
  /** Whether there is a value. `null` and the empty text do not count as one. */
  readonly present?: boolean
}

/**
 * A type of JSON values.
 *
 * @category models
 * @since 0.1.0
 */
export type JsonType = "string" | "number" | "boolean" | "object" | "array" | "null"

/**
 * How a vendor wraps its replies.
 *
 * @category models
 * @since 0.1.0
 */
export interface Envelope {
  /** The format of a document, which requests ask for. */
  readonly body: "json" | "xml"
  /** Reads a text as a document; `undefined` if it is not one. `firstJson` for JSON. */
  readonly parse: (text: string) => unknown
  /**
   * Loads what `parse` needs, such as a parser that is a dependency of its own. It runs before a text is read, and is
   * done at once from the second time on.
   *
   * @default nothing has to be loaded
   */
  readonly ready?: Effect.Effect<void>
  /**
   * The JSON types that a document may have.
   *
   * @default ["object"]
   */
  readonly types?: ReadonlyArray<JsonType>
  /** How a JSON document starts: where a body cannot be read as it is, what stands before the first of these is dropped. */
  readonly cutTo?: ReadonlyArray<string>
  /** A document is the envelope if all of these hold. */
  readonly present?: ReadonlyArray<ReplyTest>
  /** An envelope is a success if all of these hold, and the status is one of `success`. */
  readonly ok?: ReadonlyArray<ReplyTest>
  /** A JSON pointer to the code of a failure. */
  readonly code: string
  /** A JSON pointer to the message of a failure. */
  readonly message?: string
  /**
   * The statuses of a success.
   *
   * @default any status
   */
  readonly success?: ReadonlyArray<Status>
}

/**
 * An HTTP status, or a class of them.
 *
 * @category models
 * @since 0.1.0
 */
export type Status = number | "1XX" | "2XX" | "3XX" | "4XX" | "5XX"

/**
 * What may be done after a failure: nothing, one more try with a fresh challenge, or tries spaced by a growing delay.
 *
 * @category models
 * @since 0.1.0
 */
export type Retry = "never" | "freshChallenge" | "backoff"

/**
 * One row of a vendor's error table. All that it gives must hold, and the first row that matches an answer wins. A row
 * without `code`, `where` and `location` never matches an envelope that says success.
 *
 * @category models
 * @since 0.1.0
 */
export interface ErrorRow {
  /** Operation ids, the roles `@login`, `@logout`, `@renew` and `@call`, or `*` for all. */
  readonly operation: ReadonlyArray<string>
  /** The HTTP status is one of these. */
  readonly status?: ReadonlyArray<Status>
  /** What the body turned out to be. */
  readonly body?: "envelope" | "notEnvelope" | "empty" | "any"
  /** How a body that is not the envelope starts. */
  readonly text?: string
  /** The answer is a redirect, and its `Location` contains this. */
  readonly location?: string
  /** The envelope's code is one of these; `null` stands for no code. */
  readonly code?: ReadonlyArray<string | null>
  /** The body is the envelope, and all of these hold. */
  readonly where?: ReadonlyArray<ReplyTest>
  /** Field of the request -> whether it was sent. */
  readonly sent?: { readonly [field: string]: boolean }
  /** The request carried this one of `Protocol.tokens`. */
  readonly credential?: string
  /** No answer came. */
  readonly network?: true
  /** What the answer means; `none` if it is not a failure, and the operation counts as done. */
  readonly reason: ReasonTag | "none"
  /** What may be done about it; `safe` is for requests that may be repeated. */
  readonly retry: Retry | { readonly safe: Retry; readonly unsafe: Retry }
  /**
   * The maximum number of tries that `backoff` adds.
   *
   * @default 2
   */
  readonly tries?: number
  /** Whether the vendor rejects a session before it does any of the request's work. */
  readonly rejectedBeforeWork?: boolean
  /**
   * The duration of a lockout guard as ISO 8601: `PT30M`.
   *
   * @default until the credentials change
   */
  readonly guard?: string
}

/**
 * One limit of a session's life: an ISO 8601 duration, a number in the reply (`unit` is seconds or
 * milliseconds, `minus` points at a number to take from it), or what a function such as `jwtSpan` reads out of the reply.
 *
 * @category models
 * @since 0.1.0
 */
export type Limit =
  | string
  | { readonly at: string; readonly unit: "s" | "ms"; readonly minus?: string; readonly default?: string }
  | { readonly read: (document: unknown) => number | undefined; readonly default?: string }

/**
 * The limits of a login's sessions. Of several, the least that can be read counts.
 *
 * @category models
 * @since 0.1.0
 */
export interface LifetimeRule {
  /** How long a session lasts without use. */
  readonly idle?: ReadonlyArray<Limit>
  /** How long a session lasts, used or not. */
  readonly absolute?: ReadonlyArray<Limit>
  /** Which reply starts the idle time again: any that does not reject the session, a successful one, or none. */
  readonly slides?: "anyReply" | "okReply" | "never"
}

/**
 * Limits, and how they are read. `limits` and `limitsSince` make it.
 *
 * @category models
 * @since 0.1.0
 */
export interface LimitedLifetime extends LifetimeRule {
  /** Reads the lifetime out of the login's reply; `release` is the vendor's release that the caller named. */
  readonly read: (document: unknown, release: string | undefined) => SessionLifetime
}

/**
 * A lifetime without limits: a session is used until the vendor rejects it.
 *
 * @category models
 * @since 0.1.0
 */
export interface UnlimitedLifetime {
  /** Which reply starts the idle time again: any that does not reject the session, a successful one, or none. */
  readonly slides?: "anyReply" | "okReply" | "never"
  /** Limits are read by `limits`. */
  readonly idle?: never
  /** Limits are read by `limits`. */
  readonly absolute?: never
  /** There is nothing to read. */
  readonly read?: never
}

/**
 * How long a login's sessions last.
 *
 * @category models
 * @since 0.1.0
 */
export type LoginLifetime = LimitedLifetime | UnlimitedLifetime

/**
 * Which requests a place is for.
 *
 * @category models
 * @since 0.1.0
 */
export interface PlaceCondition {
  /** The request has one of these methods. */
  readonly method?: ReadonlyArray<string>
  /** The request has a body of this kind. */
  readonly body?: "none" | "form" | "json"
}

/**
 * Where a session is put into a request. The first place that fits is used; if none does, the request fails before it is
 * sent.
 *
 * @category models
 * @since 0.1.0
 */
export interface Place {
  /** Which requests this place is for. */
  readonly when?: PlaceCondition
  /** The part of the request. */
  readonly in: "header" | "query" | "form" | "json"
  /** The name of the header, parameter, field or member. */
  readonly name: string
  /** For `form`: the field holds JSON. `/name` puts the session into an object as that member, `/0` first into an array. */
  readonly json?: string
  /** For `header`: the authentication scheme, sent before the session with one space. */
  readonly scheme?: string
  /** Which body a request needs, as the end of a sentence for the caller; missing if every body will do. */
  readonly advice?: string
  /** The sessions that it can carry. */
  readonly carries: RegExp
  /** For `header`: what is wrong when the server answers that the headers are too long, if these secrets made them so. */
  readonly tooLong?: (secrets: ReadonlyArray<string>) => InvalidConfiguration | undefined
  /** Whether a request fits; every one does without it. */
  readonly fits?: (request: HttpClientRequest.HttpClientRequest) => boolean
  /** Puts a session into a request. Nothing is overwritten. */
  readonly put: (
    request: HttpClientRequest.HttpClientRequest,
    session: Redacted.Redacted
  ) => Result.Result<HttpClientRequest.HttpClientRequest, InvalidConfiguration>
}

/**
 * One way to log in.
 *
 * @category models
 * @since 0.1.0
 */
export interface LoginRule {
  /** The operations sent before it, in order. */
  readonly steps?: ReadonlyArray<string>
  /** JSON pointers into the reply: the session is at the first that meets something other than null and the empty text. */
  readonly session: ReadonlyArray<string>
  /** A JSON pointer to the base URL of the session's requests, for vendors that tell it in the reply. */
  readonly origin?: string
  /** What the vendor may ask for beside the credentials. */
  readonly secondFactor?: { readonly kind: "oneTimeKey" | "memorableWord" }
  /** How long a session lasts. */
  readonly lifetime: LoginLifetime
}

/**
 * A vendor's protocol, as its spec states it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Protocol {
  /** The vendor's name, as errors and variables have it. */
  readonly vendor: string
  /**
   * `path` is what follows the base URL in every request; `strip` lists the endings that users copy along with a
   * base URL and that are taken off it; `default` is the base URL of a vendor that has one host for all.
   */
  readonly server: { readonly path: string; readonly strip: ReadonlyArray<string>; readonly default?: string }
  /** `pinned` if a session is tied to the User-Agent of its login, or the vendor refuses that of an HTTP library. */
  readonly userAgent: "pinned" | "any"
  /** The releases that a caller may name, oldest first. */
  readonly releases: ReadonlyArray<string>
  /** How replies are wrapped. */
  readonly envelope: Envelope
  /** The logins, by operation id. */
  readonly logins: { readonly [operation: string]: LoginRule }
  /** Credentials that need no login, by id, with the place where they travel. */
  readonly tokens: { readonly [id: string]: { readonly place: Place } }
  /** The operation that renews a session. */
  readonly renew?: string
  /** The operation that ends a session. */
  readonly logout?: { readonly operation: string }
  /** Where the session goes; the first place that fits a request is used. */
  readonly place: ReadonlyArray<Place>
  /** What answers mean; the first row that matches wins. */
  readonly errors: ReadonlyArray<ErrorRow>
  /** The operations that may be repeated although their method says otherwise, as `METHOD target`. */
  readonly safe: ReadonlyArray<string>
  /** Names of headers, query parameters and fields that hold a secret. */
  readonly redact: ReadonlyArray<string>
}
