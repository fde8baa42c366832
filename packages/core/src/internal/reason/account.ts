/** Reasons that lie with the account: its credentials, its rights, its second factor. */
import * as Schema from "effect/Schema"
import { quote, said } from "./said.ts"

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
