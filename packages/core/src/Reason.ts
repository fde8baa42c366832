/**
 * Why a session could not be had, kept or used: one tagged class per reason, and their union.
 *
 * A reason holds what a caller needs to act and nothing secret: no request, no response, no cause that prints one.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * What the vendor said: the HTTP `status`, its own `code` and its own text (`detail`, shortened, the request's secrets
 * taken out), and how long to wait before the next try makes sense.
 */
const said = {
  status: Schema.optionalKey(Schema.Finite),
  code: Schema.optionalKey(Schema.String),
  detail: Schema.optionalKey(Schema.String),
  retryAfter: Schema.optionalKey(Schema.Duration)
}

const quote = (said: { readonly code?: string; readonly detail?: string; readonly status?: number }): string => {
  const parts = [
    said.code === undefined ? undefined : `code ${said.code}`,
    said.detail === undefined || said.detail === "" ? undefined : `"${said.detail}"`,
    said.status === undefined ? undefined : `HTTP ${said.status}`
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`
}

/**
 * The vendor refused the user name, password or key. It is not tried again until the credentials change, `reset` is
 * called, or, where the vendor's lockout window is known, twice that window has passed. `hint` is what else makes this
 * vendor refuse credentials that were good.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidCredentials extends Schema.TaggedError<InvalidCredentials>()("InvalidCredentials", {
  ...said,
  hint: Schema.optionalKey(Schema.String)
}) {
  override get message(): string {
    const hint = this.hint === undefined ? "" : ` (${this.hint})`
    return `the user name, password or key was refused${quote(this)}; correct it${hint}: it is not tried again before it changes or the manager is reset`
  }
}

/**
 * The account is locked or disabled. Only its administrator, or time, unlocks it.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AccountLocked extends Schema.TaggedError<AccountLocked>()("AccountLocked", said) {
  override get message(): string {
    return `the account is locked or disabled${quote(this)}; ask its administrator, then reset the manager`
  }
}

/**
 * The account may not do this: a permission, an address rule, or an interface that is switched off.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AccessDenied extends Schema.TaggedError<AccessDenied>()("AccessDenied", said) {
  override get message(): string {
    return `the account may not do this${quote(this)}; check its permissions and address rules at the vendor`
  }
}

/**
 * The account's subscription has lapsed.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SubscriptionExpired extends Schema.TaggedError<SubscriptionExpired>()("SubscriptionExpired", said) {
  override get message(): string {
    return `the subscription has expired${quote(this)}; renew it at the vendor`
  }
}

/**
 * The password has expired and must be changed at the vendor. It is not tried again until the credentials change.
 *
 * @category reasons
 * @since 0.1.0
 */
export class PasswordExpired extends Schema.TaggedError<PasswordExpired>()("PasswordExpired", said) {
  override get message(): string {
    return `the password has expired${quote(this)}; change it at the vendor, and check it for stray quotes or spaces`
  }
}

/**
 * A second factor is wanted and none was given: provide a `SecondFactor`.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SecondFactorRequired extends Schema.TaggedError<SecondFactorRequired>()("SecondFactorRequired", {
  kind: Schema.Literals(["oneTimeKey", "memorableWord"]),
  ...said
}) {
  override get message(): string {
    return `a second factor (${this.kind}) is wanted${quote(this)}; provide a SecondFactor that answers it`
  }
}

/**
 * The second factor was refused, or cannot answer what is asked (a memorable word too short for a position).
 *
 * @category reasons
 * @since 0.1.0
 */
export class SecondFactorRejected extends Schema.TaggedError<SecondFactorRejected>()("SecondFactorRejected", {
  kind: Schema.Literals(["oneTimeKey", "memorableWord"]),
  ...said
}) {
  override get message(): string {
    return `the second factor (${this.kind}) was refused${quote(this)}; correct it, then reset the manager`
  }
}

/**
 * The challenge of a login was stale, unknown or already replaced. Nothing is known about the credentials.
 *
 * @category reasons
 * @since 0.1.0
 */
export class ChallengeRejected extends Schema.TaggedError<ChallengeRejected>()("ChallengeRejected", said) {
  override get message(): string {
    return `the login's challenge was refused${quote(this)}; another client may log in as the same user: try again later`
  }
}

/**
 * The session was refused, and a fresh one as well, or there was no way to get a fresh one.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SessionRejected extends Schema.TaggedError<SessionRejected>()("SessionRejected", said) {
  override get message(): string {
    return `the session was refused${quote(this)}; if a fresh one is refused too, look for another client of this user, an address rule, or a proxy that changes requests`
  }
}

/**
 * Too many requests. `retryAfter` is the vendor's own figure, where it gave one.
 *
 * @category reasons
 * @since 0.1.0
 */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", said) {
  override get message(): string {
    return `too many requests${quote(this)}; try again later`
  }
}

/**
 * The server, or a proxy in front of it, is overloaded, in maintenance or broken for now.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", said) {
  override get message(): string {
    return `the server is unavailable${quote(this)}; try again later`
  }
}

/**
 * No answer came: DNS, TLS, connection, a cut body, or a deadline. `detail` says which.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Transport extends Schema.TaggedError<Transport>()("Transport", {
  detail: Schema.String,
  retryAfter: Schema.optionalKey(Schema.Duration)
}) {
  override get message(): string {
    return `no answer: ${this.detail}`
  }
}

/**
 * Something answered, but not in this vendor's protocol: an HTML page, an empty or cut body, a redirect, a missing
 * field. Usually the base URL is wrong or a proxy is in the way. `detail` says what was found, without the body.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnexpectedResponse extends Schema.TaggedError<UnexpectedResponse>()("UnexpectedResponse", {
  ...said,
  detail: Schema.String
}) {
  override get message(): string {
    return `not an answer of this vendor: ${this.detail}${quote({ ...this, detail: "" })}; check the base URL`
  }
}

/**
 * The session was refused and there is a fresh one now, but the request was not sent again: its body could not be
 * read twice (`body`), or the vendor may have done part of the work already (`safety`). Send it again if that is right.
 *
 * @category reasons
 * @since 0.1.0
 */
export class ReplayImpossible extends Schema.TaggedError<ReplayImpossible>()("ReplayImpossible", {
  because: Schema.Literals(["body", "safety"])
}) {
  override get message(): string {
    return this.because === "body"
      ? "the session was refused and is renewed, but the request's body cannot be read twice; send the request again"
      : "the session was refused and is renewed, but the vendor may already have done part of this request; send it again only if doing it twice is harmless"
  }
}

/**
 * A session store failed, or held something that it should not.
 *
 * @category reasons
 * @since 0.1.0
 */
export class StoreFailure extends Schema.TaggedError<StoreFailure>()("StoreFailure", { detail: Schema.String }) {
  override get message(): string {
    return `the session store failed: ${this.detail}`
  }
}

/**
 * An option, a variable or a request is wrong. `field` names it, `detail` says what to write instead.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidConfiguration extends Schema.TaggedError<InvalidConfiguration>()("InvalidConfiguration", {
  field: Schema.String,
  detail: Schema.String
}) {
  override get message(): string {
    return `${this.field}: ${this.detail}`
  }
}

/**
 * Every place of a session map is taken by an account in use.
 *
 * @category reasons
 * @since 0.1.0
 */
export class CapacityExceeded extends Schema.TaggedError<CapacityExceeded>()("CapacityExceeded", {
  capacity: Schema.Finite
}) {
  override get message(): string {
    return `all ${this.capacity} places for accounts are in use; raise the capacity or try again later`
  }
}

/**
 * The manager's scope was closed: there are no sessions any more.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Closed extends Schema.TaggedError<Closed>()("Closed", {}) {
  override get message(): string {
    return "the session manager is closed"
  }
}

/**
 * The vendor refused with a code that no public source explains. Pass `refine` to the layer to say what it means.
 *
 * @category reasons
 * @since 0.1.0
 */
export class VendorFailure extends Schema.TaggedError<VendorFailure>()("VendorFailure", {
  ...said,
  code: Schema.String
}) {
  override get message(): string {
    return `the vendor refused${quote(this)}; if you know what this code means, say so with the layer's \`refine\``
  }
}

/**
 * All reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export const Reason = Schema.Union([
  InvalidCredentials,
  AccountLocked,
  AccessDenied,
  SubscriptionExpired,
  PasswordExpired,
  SecondFactorRequired,
  SecondFactorRejected,
  ChallengeRejected,
  SessionRejected,
  RateLimited,
  Unavailable,
  Transport,
  UnexpectedResponse,
  ReplayImpossible,
  StoreFailure,
  InvalidConfiguration,
  CapacityExceeded,
  Closed,
  VendorFailure
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
