/**
 * The shape of what a vendor's spec says about sessions: where the session travels, how long it lives, and which
 * answer means which reason. Codegen writes one value of this type per vendor (`generated/session.ts`); the engine
 * interprets it. It is plain data, so that it can be printed, compared and bundled without running anything.
 *
 * @since 0.1.0
 */
import type { ReasonTag } from "./Reason.ts"

/**
 * A test on a value of a reply, addressed by an RFC 6901 JSON pointer. Exactly one of the other keys is set.
 * `present: false` also holds for `null` and for the empty string.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplyTest {
  readonly at: string
  readonly is?: string | number | boolean | null
  readonly not?: string | number | boolean | null
  readonly in?: ReadonlyArray<string | number | boolean | null>
  readonly type?: "string" | "number" | "boolean" | "object" | "array" | "null"
  readonly present?: boolean
}

/**
 * How a vendor wraps its replies. A body that parses as `body` and passes every `present` test is the envelope; an
 * envelope that passes every `ok` test, under a status listed in `success` (default: any status), is a success.
 * `code` and `message` point at what a failure says. `cutTo` lists the literal starts of a document: junk before the
 * first of them is dropped when the body does not parse as it came.
 *
 * @category models
 * @since 0.1.0
 */
export interface Envelope {
  readonly body: "json" | "xml"
  readonly root?: string
  readonly cutTo?: ReadonlyArray<string>
  readonly present?: ReadonlyArray<ReplyTest>
  readonly ok?: ReadonlyArray<ReplyTest>
  readonly code: string
  readonly message?: string
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
 * What may be done after a failure: nothing, one more try after a new login, one more try with a fresh challenge,
 * or tries spaced by a growing delay.
 *
 * @category models
 * @since 0.1.0
 */
export type Retry = "never" | "afterLogin" | "freshChallenge" | "backoff"

/**
 * One row of a vendor's error table. The first row that matches an answer wins. A row without `code` and without
 * `where` never matches an envelope that says success. `operation` holds operation ids or the roles `@login`,
 * `@logout`, `@renew`, `@call`, or `*`. `sent` asks whether a field of the request was there. `network: true` matches
 * when no answer came. `reason: "none"` means that the failure is none: the operation is as good as done.
 *
 * @category models
 * @since 0.1.0
 */
export interface ErrorRow {
  readonly operation: ReadonlyArray<string>
  readonly status?: ReadonlyArray<Status>
  readonly body?: "envelope" | "notEnvelope" | "empty" | "any"
  readonly text?: string
  readonly code?: ReadonlyArray<string | null>
  readonly where?: ReadonlyArray<ReplyTest>
  readonly sent?: { readonly [field: string]: boolean }
  readonly credential?: string
  readonly network?: true
  readonly reason: ReasonTag | "none"
  readonly retry: Retry | { readonly safe: Retry; readonly unsafe: Retry }
  /** How many tries `backoff` may add. Default: 2. */
  readonly tries?: number
  /** Whether the vendor refuses a dead session before it does any of the request's work. */
  readonly rejectedBeforeWork?: boolean
  /** A lockout guard's duration as ISO 8601 (`PT30M`). Default: until the credentials change. */
  readonly guard?: string
}

/**
 * One limit of a session's life: an ISO 8601 duration, `"unknown"`, a number in the reply (`unit` seconds or
 * milliseconds, less the number at `minus`), or the span between a JWT's `iat` and `exp`.
 *
 * @category models
 * @since 0.1.0
 */
export type Limit =
  | string
  | { readonly at: string; readonly unit: "s" | "ms"; readonly minus?: string; readonly default?: string }
  | { readonly jwt: string; readonly default?: string }

/**
 * The limits of a login's sessions; of several, the least that can be read counts. `slides` says which reply moves
 * the idle clock. `from` replaces the whole when the caller names that release or a later one.
 *
 * @category models
 * @since 0.1.0
 */
export interface LifetimeRule {
  readonly idle?: ReadonlyArray<Limit>
  readonly absolute?: ReadonlyArray<Limit>
  readonly slides?: "anyReply" | "okReply" | "never"
  readonly from?: { readonly [release: string]: LifetimeRule }
}

/**
 * Where a session is put into a request. The first place whose `when` holds is used; if none holds the request fails
 * before it is sent.
 *
 * @category models
 * @since 0.1.0
 */
export interface Place {
  readonly when?: {
    readonly method?: ReadonlyArray<string>
    readonly body?: "none" | "form" | "json"
  }
  readonly in: "header" | "query" | "form" | "json"
  readonly name: string
  /** A header's authentication scheme, sent before the session with one space. */
  readonly scheme?: string
}

/**
 * One way to log in: the operations sent before it, in order (`steps`), where its reply holds the session (the first
 * pointer that is present), and how long that session lives.
 *
 * @category models
 * @since 0.1.0
 */
export interface LoginRule {
  readonly steps?: ReadonlyArray<string>
  readonly exclusive?: "user" | "none"
  readonly session: ReadonlyArray<string>
  readonly secondFactor?: { readonly field?: string; readonly kind: "oneTimeKey" | "memorableWord" }
  readonly lifetime: LifetimeRule
}

/**
 * A vendor's protocol, as its spec states it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Protocol {
  readonly vendor: string
  /**
   * `path` is what follows the base URL in every request; `strip` lists the endings that users copy along with a
   * base URL and that are taken off it; `default` is the base URL of a vendor that has one host for all.
   */
  readonly server: { readonly path: string; readonly strip: ReadonlyArray<string>; readonly default?: string }
  readonly userAgent: "pinned" | "any"
  readonly releases: ReadonlyArray<string>
  readonly envelope: Envelope
  readonly logins: { readonly [operation: string]: LoginRule }
  readonly tokens: { readonly [id: string]: { readonly place: Place; readonly lifetime?: LifetimeRule } }
  readonly renew?: string
  readonly keepAlive?: string
  readonly logout?: { readonly operation: string; readonly uselessFrom?: string }
  readonly place: ReadonlyArray<Place>
  readonly errors: ReadonlyArray<ErrorRow>
  /** The operations that may be repeated though their method says otherwise, as `METHOD target`. */
  readonly safe: ReadonlyArray<string>
  /** Names of headers, query parameters and fields that hold a secret. */
  readonly redact: ReadonlyArray<string>
}
