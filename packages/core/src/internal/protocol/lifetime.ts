/** Reads a session's lifetime out of a login's reply, as the vendor's spec says. */
import * as Duration from "effect/Duration"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { LifetimeRule, Limit } from "../../Protocol.ts"
import type { SessionLifetime } from "../../SessionLifetime.ts"
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

/** Milliseconds that a document allows; `undefined` if it does not say. */
type Read = (document: unknown) => number | undefined

const compileLimit = (limit: Limit): Read => {
  if (typeof limit === "string") {
    const millis = millisOf(limit)
    return () => millis
  }
  const otherwise = millisOf(limit.default)
  if ("read" in limit) return (document) => limit.read(document) ?? otherwise
  const path = pathOf(limit.at)
  const minusPath = limit.minus === undefined ? undefined : pathOf(limit.minus)
  const unit = limit.unit === "s" ? 1000 : 1
  return (document) => {
    const value = positive(textAt(document, path))
    const minus = minusPath === undefined ? 0 : positive(textAt(document, minusPath))
    return value === undefined || minus === undefined || value <= minus ? otherwise : (value - minus) * unit
  }
}

const compileLimits = (limits: ReadonlyArray<Limit> = []): ((document: unknown) => number) => {
  const reads = limits.map(compileLimit)
  return (document) => Math.min(...reads.map((read) => read(document) ?? Infinity))
}

/** A login's lifetime, read from its reply; `release` is the one that the caller named. */
export type LifetimeReader = (document: unknown, release: string | undefined) => SessionLifetime

/**
 * Compiles a rule. A limit that nothing slides is absolute. A missing or unusable number is no limit: then only the
 * vendor knows.
 */
const compileRule = (rule: LifetimeRule): ((document: unknown) => SessionLifetime) => {
  const readIdle = compileLimits(rule.idle)
  const readAbsolute = compileLimits(rule.absolute)
  const slides = rule.slides !== "never"
  return (document) => {
    const idle = readIdle(document)
    const absolute = Math.min(readAbsolute(document), slides ? Infinity : idle)
    return {
      ...(Number.isFinite(idle) && slides ? { idleTimeout: Duration.millis(idle) } : undefined),
      ...(Number.isFinite(absolute) ? { absoluteTimeout: Duration.millis(absolute) } : undefined)
    }
  }
}

/** The rule of a release is that of the newest listed release which is not newer. */
export const compileLifetime = (rule: LifetimeRule, releases: ReadonlyArray<string>): LifetimeReader => {
  const base = compileRule(rule)
  const from = new Map(Object.entries(rule.from ?? {}).map(([release, own]) => [release, compileRule(own)]))
  return (document, release) => {
    const named = release === undefined ? -1 : releases.indexOf(release)
    const start = releases.slice(0, named + 1).findLast((candidate) => from.has(candidate))
    return ((start === undefined ? undefined : from.get(start)) ?? base)(document)
  }
}
