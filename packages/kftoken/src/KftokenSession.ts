/**
 * What a KashFlow login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of the KashFlow REST API. `sessionToken` is opaque.
 *
 * A login that succeeds does not mean a healthy account: look at `subscriptionExpired`, `hasTemporaryPassword`,
 * `isLockedOut` and `disabled`. `subscriptionExpiryDate` is text of an unknown format. What a server leaves out is
 * absent, and a session of a ready-made token has nothing else.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category models
 * @since 0.1.0
 */
export class KftokenSession
  extends /*#__PURE__*/ Schema.Class<KftokenSession>("@crm-auth/kftoken/KftokenSession")({
    /** The session's token, which requests carry. It is opaque. */
    sessionToken: Schema.Redacted(Schema.String),
    /** The company's name. */
    companyName: Schema.optionalKey(Schema.String),
    /** The company's number. */
    companyId: Schema.optionalKey(Schema.Int),
    /** The tenant's number. */
    tenantId: Schema.optionalKey(Schema.Int),
    /** The user's full name. */
    userFullName: Schema.optionalKey(Schema.String),
    /** The package that the company has bought. */
    packageName: Schema.optionalKey(Schema.String),
    /** Whether the user is an administrator. */
    isAdmin: Schema.optionalKey(Schema.Boolean),
    /** When the subscription ends: a text of an unknown format. */
    subscriptionExpiryDate: Schema.optionalKey(Schema.String),
    /** Whether the subscription has ended. */
    subscriptionExpired: Schema.optionalKey(Schema.Boolean),
    /** Whether the password is a temporary one. */
    hasTemporaryPassword: Schema.optionalKey(Schema.Boolean),
    /** Whether the user is locked out. */
    isLockedOut: Schema.optionalKey(Schema.Boolean),
    /** Whether the user is disabled. */
    disabled: Schema.optionalKey(Schema.Boolean)
  }) {}
