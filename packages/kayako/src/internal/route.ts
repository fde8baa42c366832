/** Guards the route of a request: the bare query string, such as `?/Tickets/Retrieve`. */
import type { AuthError } from "@crm-auth/core"
import { misconfigured } from "@crm-auth/core/Driver"
import type * as HttpBody from "effect/http/HttpBody"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"

/** A field of a form: a text or a file, `null` or `undefined` without such a field. */
const fieldOf = (body: HttpBody.HttpBody, name: string): unknown => {
  if (body._tag === "FormData") return body.formData.get(name)
  return body._tag === "Uint8Array"
    ? new URLSearchParams(body.text ?? new TextDecoder().decode(body.body)).get(name)
    : undefined
}

/**
 * Why a request would not reach the route that it names. A URL builder writes the whole query anew and turns the route
 * into `?%2FTickets%2FRetrieve=`, and the server prefers a route in the form field `e`.
 */
export const checkRoute = (
  vendor: string,
  { body, url, urlParams }: HttpClientRequest.HttpClientRequest
): AuthError | undefined => {
  const refused = (field: string, detail: string) => misconfigured(vendor, field, detail, "call")
  if (urlParams.params.some(([name]) => url.includes("?/") || name.startsWith("/"))) {
    return refused(
      "url",
      "must be a text without query parameters, which would rewrite the route; put fields into the form"
    )
  }
  const route = fieldOf(body, "e")
  return typeof route === "string" && route.startsWith("/")
    ? refused("e", "must not start with a slash: the desk would take it for the route")
    : undefined
}
