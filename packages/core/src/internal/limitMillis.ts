/** A lifetime in plain milliseconds. */
import * as Duration from "effect/Duration"
import type { SessionLifetime } from "../SessionLifetime.ts"
import type { LimitMillis } from "./deadlines.ts"

const millisOf = (limit: Duration.Duration | undefined): number =>
  limit === undefined ? Infinity : Duration.toMillis(limit)

export const limitMillis = ({ absoluteTimeout, idleTimeout }: SessionLifetime): LimitMillis => ({
  absolute: millisOf(absoluteTimeout),
  idle: millisOf(idleTimeout)
})
