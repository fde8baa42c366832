/** Keeps requests that carry a session below the base URL, however their URL is written. */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { InvalidConfiguration } from "../../Reason.ts"
import { loadJudgeUrl } from "./loadJudgeUrl.ts"
import { mayClimb } from "./mayClimb.ts"

const absolute = /^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i

/** A path that every parser and every server reads the same: no dot segment, no escape, no backslash, no control. */
const plain = /^(?:\/(?!\.)[\w.~!$&'()*+,=:@-]*)*(?=$|[?#])/

/**
 * Makes the URL of a request absolute. A relative URL is below `base`; an absolute one has to be. What leaves `base`
 * fails with `InvalidConfiguration` of `url`: the request would show the session to another server. What is not plainly
 * below it is judged by what is loaded then.
 */
export const withinBase = (
  base: string,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<HttpClientRequest.HttpClientRequest, InvalidConfiguration> => {
  const given = request.url
  const isAbsolute = absolute.test(given)
  const rest = !isAbsolute
    ? `/${given.replace(/^\/+/, "")}`
    : given.startsWith(base)
      ? given.slice(base.length)
      : undefined
  if (rest !== undefined && plain.test(rest)) {
    return Effect.succeed(isAbsolute ? request : HttpClientRequest.setUrl(request, base + rest))
  }
  return Effect.flatMap(loadJudgeUrl, ({ judgeUrl }) => {
    const judged = judgeUrl(base, request, { isAbsolute, rest }, mayClimb)
    return judged._tag === "Success"
      ? Effect.succeed(judged.success)
      : Effect.fail(new InvalidConfiguration({ field: "url", detail: judged.failure }))
  })
}
