/** Reads `Retry-After`. Loaded on demand, with what judges failures. */
import type * as Duration from "effect/Duration"
import * as Headers from "effect/http/Headers"
import * as Result from "effect/Result"

/** `Retry-After` in seconds or as a date. A date is compared with the response's own `Date`, since clocks differ. */
export const retryAfter = (headers: Headers.Headers, now: number): Duration.Duration | undefined => {
  const asked = headers["retry-after"]
  if (asked === undefined) return undefined
  const sentAt = Result.map(Headers.parseHttpDate(headers.date ?? ""), ({ epochMilliseconds }) => epochMilliseconds)
  return Result.getOrUndefined(
    Result.map(Headers.parseRetryAfter(asked), (value) =>
      Headers.retryAfterDelay(
        value,
        Result.getOrElse(sentAt, () => now)
      )
    )
  )
}
