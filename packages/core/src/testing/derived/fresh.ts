/** Makes values that look like a spec's examples and are new each time. */
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"
import { parseJson } from "../../internal/protocol/envelope.ts"
import * as Predicate from "effect/Predicate"

const digits = "0123456789"
const lower = "abcdefghijklmnopqrstuvwxyz"

/** Fewer characters than these would not keep ids apart. */
const enough = 12

/** The characters that may stand where one does. */
const alphabetOf = (example: string): ((char: string) => string | undefined) => {
  const isHex = /^[0-9a-f]*$/i.test(example)
  return (char) => {
    if (/[0-9]/.test(char)) return isHex && /[a-f]/.test(example) ? `${digits}abcdef` : digits
    if (/[a-z]/.test(char)) return isHex ? `${digits}abcdef` : lower
    return /[A-Z]/.test(char) ? (isHex ? `${digits}ABCDEF` : lower.toUpperCase()) : undefined
  }
}

/** A text of the same length and alphabet as an example; short ones are made longer. */
export const freshText = (example: string, ids: (alphabet: string, length: number) => string): string => {
  const alphabet = alphabetOf(example)
  const text = [...example].map((char) => ids(alphabet(char) ?? char, 1)).join("")
  const drawn = [...example].filter((char) => alphabet(char) !== undefined).length
  return drawn >= enough ? text : text + ids(digits + "abcdef", 16)
}

const payloadOf = (token: string): { readonly [name: string]: unknown } | undefined => {
  const [, payload = ""] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? []
  const claims = payload === "" ? undefined : Result.map(Base64Url.decodeString(payload), parseJson)
  const value = claims === undefined ? undefined : Result.getOrUndefined(claims)
  return Predicate.isObject(value) ? { ...value } : undefined
}

const like = (example: unknown, seconds: number): number | string =>
  Predicate.isString(example) ? String(seconds) : seconds

/** A JWT with the claims of an example, issued now; `undefined` if the example is not a JWT. */
export const freshJwt = (
  example: string,
  now: number,
  ids: (alphabet: string, length: number) => string
): string | undefined => {
  const claims = payloadOf(example)
  if (claims === undefined) return undefined
  const { exp, iat } = { exp: undefined, iat: undefined, ...claims }
  const issued = Math.floor(now / 1000)
  const span = Number(exp) - Number(iat)
  const times = Number.isFinite(span) ? { iat: like(iat, issued), exp: like(exp, issued + span) } : {}
  const payload = Base64Url.encode(JSON.stringify({ ...claims, ...times, jti: ids(digits + "abcdef", 32) }))
  const [header = "", , signature = ""] = example.split(".")
  return `${header}.${payload}.${freshText(signature, ids)}`
}
