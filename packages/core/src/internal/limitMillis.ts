/** A lifetime in plain milliseconds. */
import * as Duration from "effect/Duration"
import type { LimitMillis } from "./deadlines.ts"

const millisOf = (limit: Duration.Duration | undefined): number =>
  limit === undefined ? Infinity : Duration.toMillis(limit)

export const limitMillis = (lifetime: {
  readonly absoluteTimeout?: Duration.Duration
  readonly idleTimeout?: Duration.Duration
}): LimitMillis => ({ absolute: millisOf(lifetime.absoluteTimeout), idle: millisOf(lifetime.idleTimeout) })
