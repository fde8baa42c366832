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
export class KayakoSession extends Schema.Class<KayakoSession>("@crm-auth/kayako/KayakoSession")({
  sessionId: Schema.Redacted(Schema.String),
  staffId: Schema.optionalKey(Schema.String),
  version: Schema.optionalKey(Schema.String),
  licence: Schema.optionalKey(Schema.String),
  options: Schema.Record(Schema.String, Schema.String),
  permissions: Schema.Record(Schema.String, Schema.String),
  variables: Schema.Record(Schema.String, Schema.String)
}) {}
