/** How a session is written for other programs: as a header, a parameter, or a configuration of curl. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type CliFailure, failure } from "./failure.ts"
import type { Method, Place, VendorEntry } from "./vendors.ts"

/** The ways in which `token` prints a session. */
export const forms = ["value", "header", "query", "form", "curl"] as const

/** A way in which `token` prints a session. */
export type Form = (typeof forms)[number]

/** The place that a form stands for; the vendor's usual one where the form leaves it open. */
export const placeFor = ({ label }: VendorEntry, { places }: Method, form: Form): Effect.Effect<Place, CliFailure> => {
  const usual = places[0] ?? { in: "header", name: "" }
  if (form === "value" || form === "curl") return Effect.succeed(usual)
  const place = places.find((place) => place.in === form)
  if (place !== undefined) return Effect.succeed(place)
  const known = [...new Set(places.map((place) => place.in))].join(" or ")
  const instead = usual.in === "json" ? "value" : usual.in
  const message = `${label} takes its session in the ${known}, not in the ${form}; use --as ${instead}.`
  return Effect.fail(failure("usage", message))
}

/** A text in the double quotes of curl's configuration. */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")}"`

const parameter = (name: string, value: string): string => new URLSearchParams([[name, value]]).toString()

const headerValue = (place: Place, value: string): string =>
  place.scheme === undefined ? value : `${place.scheme} ${value}`

/** A session as text. */
export const written = (form: Form, place: Place, session: Redacted.Redacted): string => {
  const value = Redacted.value(session)
  switch (form) {
    case "value":
      return value
    case "header":
      return `${place.name}: ${headerValue(place, value)}`
    case "query":
    case "form":
      return parameter(place.name, value)
    case "curl":
      switch (place.in) {
        case "header":
          return `header = ${quoted(`${place.name}: ${headerValue(place, value)}`)}`
        case "query":
          return `url-query = ${quoted(`${place.name}=${value}`)}`
        case "form":
          return `data-urlencode = ${quoted(`${place.name}=${value}`)}`
        case "json":
          return `json = ${quoted(JSON.stringify({ [place.name]: value }))}`
      }
  }
}
