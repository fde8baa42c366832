/**
 * What a vtiger login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of a vtiger CRM. `sessionName` and `userId` (`19x7`) are opaque. `version` is that of the interface
 * (`0.22`), `vtigerVersion` that of the product.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category models
 * @since 0.1.0
 */
export class VtigerSession
  extends /*#__PURE__*/ Schema.Class<VtigerSession>("@crm-auth/vtiger/VtigerSession")({
    /** The session's id, which requests carry. It is opaque. */
    sessionName: Schema.Redacted(Schema.String),
    /** The user's id, such as `19x7`. It is opaque. */
    userId: Schema.String,
    /** The version of the interface, such as `0.22`. */
    version: Schema.optionalKey(Schema.String),
    /** The version of the product. */
    vtigerVersion: Schema.optionalKey(Schema.String)
  }) {}
