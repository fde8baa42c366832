/** Reads a session's lifetime out of a login's reply, as the vendor's spec says. */
import * as Duration from "effect/Duration"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { LifetimeRule, Limit, LimitedLifetime, LoginLifetime } from "../../Protocol.ts"
import { parseJson } from "./envelope.ts"
import { pathOf, textAt, valueAt } from "./pointer.ts"

/** A number, or a text of digits (vendors send both), above 0. */
const positive = (text: string | undefined): number | undefined => {
  const value = text === undefined || text === "" ? NaN : Number(text)
  return Number.isFinite(value) && value > 0 ? value : undefined
}

const millisOf = (iso: string | undefined): number | undefined =>
  iso === undefined ? undefined : Option.getOrUndefined(Option.map(Duration.fromIso(iso), Duration.toMillis))

const issuedAt = ["iat"]
const expiresAt = ["exp"]

/** The span of a JWT, from its own `iat` to its own `exp`: no clock is compared, no signature is trusted. */
const spanOf = (token: unknown): number | undefined => {
  const payload = typeof token === "string" ? token.split(".")[1] : undefined
  if (payload === undefined || payload === "") return undefined
  const claims = Result.getOrUndefined(Result.map(Base64Url.decodeString(payload), parseJson))
  const issued = positive(textAt(claims, issuedAt))
  const expires = positive(textAt(claims, expiresAt))
  return issued === undefined || expires === undefined || expires <= issued ? undefined : (expires - issued) * 1000
}

/**
 * A session lasts from the `iat` to the `exp` of the JWT that a pointer leads to.
 *
 * @category lifetimes
 * @since 0.1.0
 */
export const jwtSpan = (pointer: string, otherwise?: string): Exclude<Limit, string> => {
  const path = pathOf(pointer)
  return {
    read: (document) => spanOf(valueAt(document, path)),
    ...(otherwise === undefined ? undefined : { default: otherwise })
  }
}

/** The milliseconds of one limit; `Infinity` if it is missing or unusable: then only the vendor knows. */
const readLimit = (limit: Limit, document: unknown): number => {
  if (typeof limit === "string") return millisOf(limit) ?? Infinity
  const otherwise = millisOf(limit.default) ?? Infinity
  if ("read" in limit) return limit.read(document) ?? otherwise
  const value = positive(textAt(document, pathOf(limit.at)))
  const minus = limit.minus === undefined ? 0 : positive(textAt(document, pathOf(limit.minus)))
  if (value === undefined || minus === undefined || value <= minus) return otherwise
  return (value - minus) * (limit.unit === "s" ? 1000 : 1)
}

const least = (limits: ReadonlyArray<Limit> = [], document: unknown): number =>
  Math.min(...limits.map((limit) => readLimit(limit, document)))

/**
 * The lifetime of a login's sessions, as limits. A limit that nothing slides is absolute. A missing or unusable number is
 * no limit: then only the vendor knows.
 *
 * @category lifetimes
 * @since 0.1.0
 */
export const limits = (rule: LifetimeRule): LimitedLifetime => ({
  ...rule,
  read: (document) => {
    const slides = rule.slides !== "never"
    const idle = least(rule.idle, document)
    const absolute = Math.min(least(rule.absolute, document), slides ? Infinity : idle)
    return {
      ...(Number.isFinite(idle) && slides ? { idleTimeout: Duration.millis(idle) } : undefined),
      ...(Number.isFinite(absolute) ? { absoluteTimeout: Duration.millis(absolute) } : undefined)
    }
  }
})

/**
 * A lifetime that differs between releases: that of the newest release in `from` which is not newer than the one that the
 * caller named, else `base`. `releases` is in order, oldest first.
 *
 * @category lifetimes
 * @since 0.1.0
 */
export const limitsSince = (
  base: LoginLifetime,
  releases: ReadonlyArray<string>,
  from: { readonly [release: string]: LoginLifetime }
): LimitedLifetime => ({
  ...base,
  read: (document, release) => {
    const named = release === undefined ? -1 : releases.indexOf(release)
    const start = releases.slice(0, named + 1).findLast((candidate) => Object.hasOwn(from, candidate))
    return ((start === undefined ? undefined : from[start]) ?? base).read?.(document, release) ?? {}
  }
})
