/**
 * What a Kafinea login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of a Kafinea instance. `sessionName` (which the vendor's page prints as `sessionId`) and `userId` (`19x7`)
 * are opaque. `version` is that of the interface (`0.22`), `kafineaVersion` that of the product.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
 * @category models
 * @since 0.1.0
 */
export class KafineaSession
  extends /*#__PURE__*/ Schema.Class<KafineaSession>("@crm-auth/kafinea/KafineaSession")({
    /** The session's id, which requests carry. It is opaque. */
    sessionName: Schema.Redacted(Schema.String),
    /** The user's id, such as `19x7`. It is opaque. */
    userId: Schema.String,
    /** The version of the interface, such as `0.22`. */
    version: Schema.optionalKey(Schema.String),
    /** The version of the product. */
    kafineaVersion: Schema.optionalKey(Schema.String)
  }) {}
