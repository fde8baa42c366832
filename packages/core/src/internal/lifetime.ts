/** Reads a session's lifetime out of a login's reply, as the vendor's spec says. */
import * as Duration from "effect/Duration"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { LifetimeRule, Limit, Protocol } from "../Protocol.ts"
import type { SessionLifetime } from "../SessionLifetime.ts"
import { known } from "./known.ts"
import { parseJson } from "./envelope.ts"
import { textAt, valueAt } from "./pointer.ts"

/** A number, or a text of digits (vendors send both), above 0. */
const positive = (text: string | undefined): number | undefined => {
  const value = text === undefined || text === "" ? NaN : Number(text)
  return Number.isFinite(value) && value > 0 ? value : undefined
}

/** The durations of the specs, which are few. */
const durations = /*#__PURE__*/ new Map<string, Option.Option<number>>()

const iso = (text: string | undefined): number | undefined =>
  text === undefined
    ? undefined
    : Option.getOrUndefined(known(durations, text, () => Option.map(Duration.fromIso(text), Duration.toMillis)))

/** The span of a JWT, from its own `iat` to its own `exp`: no clock is compared, no signature is trusted. */
const jwtSpan = (token: unknown): number | undefined => {
  const payload = typeof token === "string" ? token.split(".")[1] : undefined
  if (payload === undefined || payload === "") return undefined
  const claims = Result.getOrUndefined(Result.map(Base64Url.decodeString(payload), parseJson))
  const issued = positive(textAt(claims, "/iat"))
  const expires = positive(textAt(claims, "/exp"))
  return issued === undefined || expires === undefined || expires <= issued ? undefined : (expires - issued) * 1000
}

const limitMillis = (limit: Limit, document: unknown): number | undefined => {
  if (typeof limit === "string") return iso(limit)
  if ("jwt" in limit) return jwtSpan(valueAt(document, limit.jwt)) ?? iso(limit.default)
  const value = positive(textAt(document, limit.at))
  const minus = limit.minus === undefined ? 0 : positive(textAt(document, limit.minus))
  if (value === undefined || minus === undefined || value <= minus) return iso(limit.default)
  return (value - minus) * (limit.unit === "s" ? 1000 : 1)
}

const least = (limits: ReadonlyArray<Limit> | undefined, document: unknown): number =>
  Math.min(...(limits ?? []).map((limit) => limitMillis(limit, document) ?? Infinity))

/** The rule for the release that the caller named: that of the newest listed release which is not newer. */
const ruleFor = (rule: LifetimeRule, releases: ReadonlyArray<string>, release: string | undefined): LifetimeRule => {
  const named = release === undefined ? -1 : releases.indexOf(release)
  const from = releases.slice(0, named + 1).findLast((candidate) => rule.from?.[candidate] !== undefined)
  return from === undefined ? rule : (rule.from?.[from] ?? rule)
}

/**
 * The lifetime of a session that `login` made. What slides nothing is an absolute limit. A missing or unusable number
 * is no limit: then only the vendor knows.
 */
export const lifetimeOf = (
  protocol: Protocol,
  login: string,
  document: unknown,
  release?: string | undefined
): SessionLifetime => {
  const base = protocol.logins[login]?.lifetime
  if (base === undefined) return {}
  const rule = ruleFor(base, protocol.releases, release)
  const idle = least(rule.idle, document)
  const absolute = Math.min(least(rule.absolute, document), rule.slides === "never" ? idle : Infinity)
  return {
    ...(Number.isFinite(idle) && rule.slides !== "never" ? { idleTimeout: Duration.millis(idle) } : undefined),
    ...(Number.isFinite(absolute) ? { absoluteTimeout: Duration.millis(absolute) } : undefined)
  }
}
