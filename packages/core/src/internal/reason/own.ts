/** Reasons of our own: no server said so. */
import * as Schema from "effect/Schema"

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
