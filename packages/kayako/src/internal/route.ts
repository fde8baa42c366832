/** Guards the route of a request: the bare query string, such as `?/Tickets/Retrieve`. */
import { InvalidConfiguration } from "@crm-auth/core"
import type * as HttpBody from "effect/http/HttpBody"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"

const fieldOf = (body: HttpBody.HttpBody, name: string): string | undefined => {
  switch (body._tag) {
    case "Uint8Array":
      return new URLSearchParams(body.text ?? new TextDecoder().decode(body.body)).get(name) ?? undefined
    case "FormData": {
      const value = body.formData.get(name)
      return typeof value === "string" ? value : undefined
    }
    default:
      return undefined
  }
}

/**
 * Why a request would not reach the route that it names. A URL builder writes the whole query anew and turns the route
 * into `?%2FTickets%2FRetrieve=`, and the server prefers a route in the form field `e`.
 */
export const checkRoute = ({
  body,
  url,
  urlParams
}: HttpClientRequest.HttpClientRequest): InvalidConfiguration | undefined => {
  const rewritten = urlParams.params.some(([name]) => url.includes("?/") || name.startsWith("/"))
  if (rewritten) {
    const detail = "must be a text without query parameters, which would rewrite the route; put fields into the form"
    return new InvalidConfiguration({ field: "url", detail })
  }
  return fieldOf(body, "e")?.startsWith("/") === true
    ? new InvalidConfiguration({
        field: "e",
        detail: "must not start with a slash: the desk would take it for the route"
      })
    : undefined
}
