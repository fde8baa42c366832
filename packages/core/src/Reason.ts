/**
 * Why a session could not be obtained, kept or used: one tagged class per reason, and their union.
 *
 * A reason holds what a caller needs to act and nothing secret: no request, no response, no cause that prints one.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"

/**
 * Where the cause of a failure lies, and so who can do something about it.
 *
 * - `credentials`: they were refused and are not tried again until they change, `reset` is called or a guard ends.
 * - `account`: the vendor knows the account and does not let it in: its rights, its subscription, its second factor.
 * - `session`: the session was rejected.
 * - `transient`: the server, the way to it or a source of secrets failed. Trying again later may work.
 * - `local`: the program or its configuration. No server was asked, or asking it again would not help.
 *
 * @category models
 * @since 0.1.0
 */
export type ReasonKind = "credentials" | "account" | "session" | "transient" | "local"

/** What a vendor says of a failure. */
const vendorFields = {
  /** The HTTP status of the reply. */
  status: Schema.optionalKey(Schema.Finite),
  /** The vendor's own code. */
  code: Schema.optionalKey(Schema.String),
  /** The vendor's own text, at most 200 characters, without the secrets of the request. */
  detail: Schema.optionalKey(Schema.String),
  /**
   * How long to wait before the next try makes sense: the vendor's own figure, or what its specification says. As plain
   * milliseconds it is `retryAfterMillis` of the `AuthError`.
   */
  retryAfter: Schema.optionalKey(Schema.Duration)
  // Constant, so that the declarations of classes with more fields keep these docstrings.
} as const

/** The same, at the end of a message. */
const quote = (said: { readonly code?: string; readonly detail?: string; readonly status?: number }): string => {
  const parts = [
    said.code === undefined || said.code === "" ? undefined : `code ${said.code}`,
    said.detail === undefined || said.detail === "" ? undefined : `"${said.detail}"`,
    said.status === undefined ? undefined : `HTTP ${said.status}`
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`
}

/**
 * Returns the message of a reason, for a property of its own: `JSON.stringify` and `structuredClone` drop properties of
 * the prototype. Shortens the stack to this message: the `AuthError` that holds the reason has the same stack.
 */
const describe = (reason: Error & { readonly _tag: string }, message: string): string => {
  Object.defineProperty(reason, "stack", { value: `${reason._tag}: ${message}`, configurable: true, writable: true })
  return message
}

/** Which second factor is meant. */
const factor = /*#__PURE__*/ Schema.Literals(["oneTimeKey", "memorableWord"])

/**
 * The vendor refused the user name, password or key. It is not tried again until the credentials change, `reset` is
 * called, or, where the vendor's lockout window is known, twice that window has passed.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidCredentials
  extends /*#__PURE__*/ Schema.TaggedError<InvalidCredentials>()("InvalidCredentials", {
    ...vendorFields,
    /** What else makes this vendor refuse credentials that were good. */
    hint: Schema.optionalKey(Schema.String),
    /** Whether good credentials may have been refused because another client of the same user took the challenge. */
    possiblyLostChallenge: Schema.optionalKey(Schema.Boolean)
  })
{
  /** Where the cause lies. */
  get kind(): "credentials" {
    return "credentials"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    this.possiblyLostChallenge === true
      ? `the user name, password or key was refused${quote(this)}; either it is wrong${this.hint === undefined ? "" : ` (${this.hint})`}, or another client of this user logged in at the same moment and took the challenge: correct it, or let all processes of this user share a session store; it is tried again after a pause`
      : `the user name, password or key was refused${quote(this)}; correct it${this.hint === undefined ? "" : ` (${this.hint})`}: it is not tried again before it changes or \`reset\` is called`
  )
}

/**
 * The account is locked or disabled. Only its administrator, or time, unlocks it.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AccountLocked extends /*#__PURE__*/ Schema.TaggedError<AccountLocked>()("AccountLocked", vendorFields) {
  /** Where the cause lies. */
  get kind(): "credentials" {
    return "credentials"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the account is locked or disabled${quote(this)}; ask its administrator, then call \`reset\``
  )
}

/**
 * The password has expired and must be changed at the vendor. It is not tried again until the credentials change.
 *
 * @category reasons
 * @since 0.1.0
 */
export class PasswordExpired
  extends /*#__PURE__*/ Schema.TaggedError<PasswordExpired>()("PasswordExpired", vendorFields)
{
  /** Where the cause lies. */
  get kind(): "credentials" {
    return "credentials"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the password has expired${quote(this)}; change it at the vendor, and check it for stray quotes or spaces`
  )
}

/**
 * The account may not do this: a permission, an address rule, or an interface that is switched off.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AccessDenied extends /*#__PURE__*/ Schema.TaggedError<AccessDenied>()("AccessDenied", vendorFields) {
  /** Where the cause lies. */
  get kind(): "account" {
    return "account"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the account may not do this${quote(this)}; check its permissions and address rules at the vendor`
  )
}

/**
 * The account's subscription has lapsed.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SubscriptionExpired
  extends /*#__PURE__*/ Schema.TaggedError<SubscriptionExpired>()("SubscriptionExpired", vendorFields)
{
  /** Where the cause lies. */
  get kind(): "account" {
    return "account"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the subscription has expired${quote(this)}; renew it at the vendor`
  )
}

/**
 * The vendor wants a second factor and none was given: provide a `SecondFactor`.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SecondFactorRequired
  extends /*#__PURE__*/ Schema.TaggedError<SecondFactorRequired>()("SecondFactorRequired", {
    /** The second factor that is wanted. */
    factor,
    ...vendorFields
  })
{
  /** Where the cause lies. */
  get kind(): "account" {
    return "account"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `a second factor (${this.factor}) is wanted${quote(this)}; provide a SecondFactor, or the option \`secondFactor\`, that answers it`
  )
}

/**
 * The second factor was refused, or cannot answer what is asked (a memorable word too short for a position).
 * A memorable word is as fixed as a password, so it counts as `credentials`; a one-time key is another one each time.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SecondFactorRejected
  extends /*#__PURE__*/ Schema.TaggedError<SecondFactorRejected>()("SecondFactorRejected", {
    /** The second factor that was refused. */
    factor,
    ...vendorFields
  })
{
  /** Where the cause lies. */
  get kind(): "credentials" | "account" {
    return this.factor === "memorableWord" ? "credentials" : "account"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    this.factor === "memorableWord"
      ? `the memorable word was refused${quote(this)}; correct it, then call \`reset\``
      : `the one-time key was refused${quote(this)}; it is asked for again after a pause, or when \`reset\` is called`
  )
}

/**
 * The session was rejected, and a fresh one as well, or there was no way to get a fresh one.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SessionRejected
  extends /*#__PURE__*/ Schema.TaggedError<SessionRejected>()("SessionRejected", {
    ...vendorFields,
    /** What the vendor's package knows of the cause; told instead of the usual advice. */
    hint: Schema.optionalKey(Schema.String)
  })
{
  /** Where the cause lies. */
  get kind(): "session" {
    return "session"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the session was rejected${quote(this)}; ${this.hint ?? "if a fresh one is rejected too, look for another client of this user, an address rule, or a proxy that changes requests"}`
  )
}

/**
 * The session was rejected and there is a fresh one now, but the request was not sent again. Send it again if that is
 * right.
 *
 * @category reasons
 * @since 0.1.0
 */
export class ReplayImpossible
  extends /*#__PURE__*/ Schema.TaggedError<ReplayImpossible>()("ReplayImpossible", {
    /** The body cannot be read twice (`body`), or the vendor may have done part of the work already (`safety`). */
    because: Schema.Literals(["body", "safety"])
  })
{
  /** Where the cause lies. */
  get kind(): "session" {
    return "session"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    this.because === "body"
      ? "the session was rejected and is renewed, but the request's body cannot be read twice; send the request again"
      : "the session was rejected and is renewed, but the vendor may already have done part of this request; send it again only if doing it twice is harmless"
  )
}

/**
 * The challenge of a login was stale, unknown or already replaced. Nothing is known about the credentials.
 *
 * @category reasons
 * @since 0.1.0
 */
export class ChallengeRejected
  extends /*#__PURE__*/ Schema.TaggedError<ChallengeRejected>()("ChallengeRejected", vendorFields)
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the login's challenge was refused${quote(this)}; another client may log in as the same user: try again later`
  )
}

/**
 * Too many requests. `retryAfter` is the vendor's own figure, where it gave one.
 *
 * @category reasons
 * @since 0.1.0
 */
export class RateLimited extends /*#__PURE__*/ Schema.TaggedError<RateLimited>()("RateLimited", vendorFields) {
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `too many requests${quote(this)}; try again later`)
}

/**
 * The server, or a proxy in front of it, is overloaded, in maintenance or broken for now.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Unavailable extends /*#__PURE__*/ Schema.TaggedError<Unavailable>()("Unavailable", vendorFields) {
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `the server is unavailable${quote(this)}; try again later`)
}

/**
 * No reply came: DNS, TLS, connection, a cut body, or a deadline.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Transport
  extends /*#__PURE__*/ Schema.TaggedError<Transport>()("Transport", {
    /** Which of them, in words. */
    detail: Schema.String,
    /** How long to wait before the next try; `retryAfterMillis` of the `AuthError` in plain milliseconds. */
    retryAfter: Schema.optionalKey(Schema.Duration)
  })
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `no answer: ${this.detail}`)
}

/**
 * Something replied, but not in this vendor's protocol: an HTML page, an empty or cut body, a redirect, a missing field.
 * Usually the base URL is wrong or a proxy is in the way.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnexpectedResponse
  extends /*#__PURE__*/ Schema.TaggedError<UnexpectedResponse>()("UnexpectedResponse", {
    ...vendorFields,
    /** What was found, without the body. */
    detail: Schema.String
  })
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `not an answer of this vendor: ${this.detail}${quote({ ...this, detail: "" })}; check the base URL`
  )
}

/**
 * The vendor refused with a code that no public source explains. Pass `refine` to the layer to say what it means.
 *
 * @category reasons
 * @since 0.1.0
 */
export class VendorFailure
  extends /*#__PURE__*/ Schema.TaggedError<VendorFailure>()("VendorFailure", {
    ...vendorFields,
    /** The vendor's own code, as it was sent. */
    code: Schema.String,
    /** What the vendor's package takes for a likely cause. */
    hint: Schema.optionalKey(Schema.String)
  })
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `the vendor refused${quote(this)}; ${this.hint === undefined ? "" : `${this.hint}; `}if you know what this code means, say so with the option \`refine\``
  )
}

/**
 * The credentials, or a second factor, could not be read from where they are kept: a vault that is down, a prompt that
 * failed. The vendor was not asked.
 *
 * @category reasons
 * @since 0.1.0
 */
export class CredentialsUnavailable
  extends /*#__PURE__*/ Schema.TaggedError<CredentialsUnavailable>()("CredentialsUnavailable", {
    /** What failed, in words. */
    detail: Schema.String,
    /** How long to wait before the next try; `retryAfterMillis` of the `AuthError` in plain milliseconds. */
    retryAfter: Schema.optionalKey(Schema.Duration)
  })
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `the credentials could not be read: ${this.detail}`)
}

/**
 * A session store failed, or held something that it should not.
 *
 * @category reasons
 * @since 0.1.0
 */
export class StoreFailure
  extends /*#__PURE__*/ Schema.TaggedError<StoreFailure>()("StoreFailure", {
    /** What failed, in words. */
    detail: Schema.String
  })
{
  /** Where the cause lies. */
  get kind(): "transient" {
    return "transient"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `the session store failed: ${this.detail}`)
}

/**
 * An option, a variable or a request is wrong.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidConfiguration
  extends /*#__PURE__*/ Schema.TaggedError<InvalidConfiguration>()("InvalidConfiguration", {
    /** The option, variable or part of the request. */
    field: Schema.String,
    /** What is wrong with it, and what to write instead. */
    detail: Schema.String
  })
{
  /** Where the cause lies. */
  get kind(): "local" {
    return "local"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(this, `${this.field} ${this.detail}`)
}

/**
 * Every place of a session map is taken by an account in use.
 *
 * @category reasons
 * @since 0.1.0
 */
export class CapacityExceeded
  extends /*#__PURE__*/ Schema.TaggedError<CapacityExceeded>()("CapacityExceeded", {
    /** The map's capacity. */
    capacity: Schema.Finite
  })
{
  /** Where the cause lies. */
  get kind(): "local" {
    return "local"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    `all ${this.capacity} places for accounts are in use; raise the capacity or try again later`
  )
}

/**
 * The connection was closed, or the scope of the manager: there are no sessions any more.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Closed extends /*#__PURE__*/ Schema.TaggedError<Closed>()("Closed", {}) {
  /** Where the cause lies. */
  get kind(): "local" {
    return "local"
  }
  /** What happened, and what to do about it. */
  override readonly message: string = describe(
    this,
    "closed: this was used after close(), or after its scope was closed"
  )
}

/**
 * All reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export const Reason = /*#__PURE__*/ Schema.Union([
  InvalidCredentials,
  AccountLocked,
  PasswordExpired,
  AccessDenied,
  SubscriptionExpired,
  SecondFactorRequired,
  SecondFactorRejected,
  SessionRejected,
  ReplayImpossible,
  ChallengeRejected,
  RateLimited,
  Unavailable,
  Transport,
  UnexpectedResponse,
  VendorFailure,
  CredentialsUnavailable,
  StoreFailure,
  InvalidConfiguration,
  CapacityExceeded,
  Closed
])

/**
 * Any of the reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export type Reason = typeof Reason.Type

/**
 * The tags of the reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export type ReasonTag = Reason["_tag"]

/**
 * How long the vendor, or its specification, asks to wait before the next try; `undefined` where nothing is known.
 *
 * @category getters
 * @since 0.1.0
 */
export const retryAfterOf = (reason: Reason): Duration.Duration | undefined =>
  "retryAfter" in reason ? reason.retryAfter : undefined
