/**
 * What a CRM.COM login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of the CRM.COM V4 Web API. `token` is opaque: hexadecimal, digits or a JWT, always text. Of a JWT only the
 * span between its times is read; nothing in it is trusted, for its signature cannot be checked outside the vendor.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/x/ppIH
 * @category models
 * @since 0.1.0
 */
export class CrmcomSession
  extends /*#__PURE__*/ Schema.Class<CrmcomSession>("@crm-auth/crmcom/CrmcomSession")({
    /** The token, which requests carry: hexadecimal, digits or a JWT, always text. */
    token: Schema.Redacted(Schema.String)
  }) {}
