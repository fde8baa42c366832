/**
 * What a coreBOS login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of a coreBOS installation. `sessionName` and `userId` (`19x7`) are opaque. `version` is that of the
 * interface (`0.22`); `vtigerVersion` that of the database schema, not of the product.
 *
 * With a credential token there is no login: `sessionName` is the token, and nothing else is known.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
 * @category models
 * @since 0.1.0
 */
export class CorebosSession
  extends /*#__PURE__*/ Schema.Class<CorebosSession>("@crm-auth/corebos/CorebosSession")({
    /** The session's id, which requests carry. It is opaque. */
    sessionName: Schema.Redacted(Schema.String),
    /** The user's id, such as `19x7`. It is opaque. */
    userId: Schema.optionalKey(Schema.String),
    /** The version of the interface, such as `0.22`. */
    version: Schema.optionalKey(Schema.String),
    /** The version of the database schema, not of the product. */
    vtigerVersion: Schema.optionalKey(Schema.String)
  }) {}
