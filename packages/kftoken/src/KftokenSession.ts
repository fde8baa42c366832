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
export class KftokenSession extends Schema.Class<KftokenSession>("@crm-auth/kftoken/KftokenSession")({
  sessionToken: Schema.Redacted(Schema.String),
  companyName: Schema.optionalKey(Schema.String),
  companyId: Schema.optionalKey(Schema.Int),
  tenantId: Schema.optionalKey(Schema.Int),
  userFullName: Schema.optionalKey(Schema.String),
  packageName: Schema.optionalKey(Schema.String),
  isAdmin: Schema.optionalKey(Schema.Boolean),
  subscriptionExpiryDate: Schema.optionalKey(Schema.String),
  subscriptionExpired: Schema.optionalKey(Schema.Boolean),
  hasTemporaryPassword: Schema.optionalKey(Schema.Boolean),
  isLockedOut: Schema.optionalKey(Schema.Boolean),
  disabled: Schema.optionalKey(Schema.Boolean)
}) {}
