/** Which of a vendor's places a session is printed for. */
import * as Effect from "effect/Effect"
import { type CliFailure, failure } from "./failure.ts"
import type { Place } from "./catalogueEntry.ts"
import type { Method, VendorEntry } from "./vendors.ts"
import type { Form } from "./written.ts"

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
