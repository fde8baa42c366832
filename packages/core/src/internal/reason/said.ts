/** What a vendor says of a failure, as fields of a reason and as words of its message. */
import * as Schema from "effect/Schema"

/**
 * What the vendor said: the HTTP `status`, its own `code` and its own text (`detail`, shortened, the request's secrets
 * taken out), and how long to wait before the next try makes sense.
 */
export const said = {
  status: Schema.optionalKey(Schema.Finite),
  code: Schema.optionalKey(Schema.String),
  detail: Schema.optionalKey(Schema.String),
  retryAfter: Schema.optionalKey(Schema.Duration)
}

/** The same, at the end of a message. */
export const quote = (said: { readonly code?: string; readonly detail?: string; readonly status?: number }): string => {
  const parts = [
    said.code === undefined ? undefined : `code ${said.code}`,
    said.detail === undefined || said.detail === "" ? undefined : `"${said.detail}"`,
    said.status === undefined ? undefined : `HTTP ${said.status}`
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`
}
