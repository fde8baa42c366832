/** How a session is written for other programs. Plain functions: they are used before anything large is loaded. */
import type { Place } from "./catalogueEntry.ts"

/** The ways in which `token` prints a session. */
export const forms = ["value", "header", "query", "form", "curl"] as const

/** A way in which `token` prints a session. */
export type Form = (typeof forms)[number]

/** A text in the double quotes of curl's configuration. */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")}"`

const parameter = (name: string, value: string): string => new URLSearchParams([[name, value]]).toString()

const headerValue = (place: Place, value: string): string =>
  place.scheme === undefined ? value : `${place.scheme} ${value}`

/** A session as text. */
export const written = (form: Form, place: Place, value: string): string => {
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
