/**
 * What a Kayako login gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of a Kayako Classic desk. `sessionId` is opaque. `version` is the desk's display text, no number. The
 * settings are by their name, as the desk sends them; a desk may send none.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In
 * @category models
 * @since 0.1.0
 */
export class KayakoSession
  extends /*#__PURE__*/ Schema.Class<KayakoSession>("@crm-auth/kayako/KayakoSession")({
    /** The session's id, which requests carry. It is opaque. */
    sessionId: Schema.Redacted(Schema.String),
    /** The staff member's id. */
    staffId: Schema.optionalKey(Schema.String),
    /** The desk's version as it displays it, which is no number. */
    version: Schema.optionalKey(Schema.String),
    /** The desk's licence, sent as `uniqueid`. */
    licence: Schema.optionalKey(Schema.String),
    /** The desk's options, by name. A desk may send none. */
    options: Schema.Record(Schema.String, Schema.String),
    /** The staff member's permissions, by name. A desk may send none. */
    permissions: Schema.Record(Schema.String, Schema.String),
    /** The desk's variables, by name. A desk may send none. */
    variables: Schema.Record(Schema.String, Schema.String)
  }) {}
