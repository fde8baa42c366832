/** Reasons that lie with the server or the way to it. */
import * as Schema from "effect/Schema"
import { quote, said } from "./said.ts"

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
