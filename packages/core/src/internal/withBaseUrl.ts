/** The base URL of a server, wherever one is needed. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { type AuthError, misconfigured } from "../AuthError.ts"
import { lazy } from "./lazy.ts"
import type * as ParseBaseUrl from "./options/parseBaseUrl.ts"

export const loadParser = /*#__PURE__*/ lazy((): Promise<typeof ParseBaseUrl> => import("./options/parseBaseUrl.ts"))

/** A URL that a parser leaves as it is: https to a name, or a server of this machine, and a path of plain segments. */
const plain =
  /^(?:https:\/\/(?:(?!xn--)[a-z\d-]+\.)+[a-z]{2,}|http:\/\/(?:localhost|127\.0\.0\.1))(?::[1-9]\d{3}|:[1-5]\d{4})?(?:\/[\w~-][\w.~-]*)*$/

/** Uses the base URL of a server. Programs whose URL is plain do not load what reads others. */
export const withBaseUrl = <A, R>(
  protocol: { readonly vendor: string; readonly server: ParseBaseUrl.UrlRules },
  options: ParseBaseUrl.GivenUrl,
  use: (base: string) => Effect.Effect<A, AuthError, R>
): Effect.Effect<A, AuthError, R> => {
  const { server, vendor } = protocol
  const url = options.url ?? server.default
  if (Predicate.isString(url) && plain.test(url) && !server.strip.some((ending) => url.endsWith(ending)))
    return use(url)
  return Effect.flatMap(loadParser, ({ parseBaseUrl }) => {
    const read = parseBaseUrl(server, options)
    return read._tag === "Success" ? use(read.success) : Effect.fail(misconfigured(vendor, "url", read.failure))
  })
}
