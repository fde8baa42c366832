/**
 * What a login of SuiteCRM gives.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A session of SuiteCRM's v4.1 REST API.
 *
 * @category models
 * @since 0.1.0
 */
export class SuiteCrmSession extends Schema.Class<SuiteCrmSession>("@crm-auth/example-suitecrm/SuiteCrmSession")({
  /** What requests carry, and a login to the web interface as well. It is opaque. */
  id: Schema.Redacted(Schema.String),
  /** What the login told of the user, by name, such as `user_id`. What the server left out or sent as null is absent. */
  user: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Boolean]))
}) {}
