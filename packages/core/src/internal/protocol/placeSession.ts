/** Puts a session into a request, where the vendor's spec says. */
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { Place } from "../../Protocol.ts"
import { InvalidConfiguration } from "../../Reason.ts"
import type { Compiled } from "./compile.ts"
import { valueAt } from "./pointer.ts"

/** Whether the sessions of a reply can be sent back: a server's line break in one would end a header. */
export const isCarriable = ({ logins, protocol: { place } }: Compiled, document: unknown): boolean =>
  [...logins.values()].every((login) =>
    login.session.every((path) => {
      const session = valueAt(document, path)
      return !Predicate.isString(session) || place.every(({ carries }) => carries.test(session))
    })
  )

/** A request that a place fits, in the words of a caller. */
const requestFor = ({ advice = "", when }: Place): string =>
  `use ${(when?.method ?? ["any method"]).join(" or ")}${advice}`

/**
 * Puts a session into a request. A request without a fitting place is refused. `advice` is what else would help, such as
 * an option of the vendor's layer.
 */
export const placeSession = (
  request: HttpClientRequest.HttpClientRequest,
  session: Redacted.Redacted,
  places: ReadonlyArray<Place>,
  advice?: string
): ReturnType<Place["put"]> => {
  const place = places.find(({ fits }) => fits?.(request) ?? true)
  if (place !== undefined) return place.put(request, session)
  const works = [...places.map(requestFor), ...(advice === undefined ? [] : [advice])].join(", or ")
  const detail = `cannot carry the session, which is added for you, in this ${request.method} request; ${works}`
  return Result.fail(new InvalidConfiguration({ field: "body", detail }))
}
