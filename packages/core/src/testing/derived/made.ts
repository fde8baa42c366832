/** Computes what a login has to send, as the spec says how it is made. */
import * as Base64 from "effect/encoding/Base64"
import * as Predicate from "effect/Predicate"
import type { HashName, HashText, MadeValue } from "../EmulatorSpec.ts"
import { fromBase32, hash, hmac, oneTimePassword, written } from "./hashes.ts"

/** What values are made of. */
export interface Making {
  readonly field: (name: string) => string | undefined
  readonly reply: (step: string, pointer: string) => unknown
  readonly sent: (name: string) => unknown
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** How far a client's clock may be from the server's, in milliseconds. */
const clockSkew = 300_000

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const textOf = (value: unknown): string | undefined =>
  Predicate.isString(value) ? value : value === undefined || value === null ? undefined : String(value)

/** The parts, joined; `undefined` if one of them is not there. */
const joined = (parts: ReadonlyArray<MadeValue>, making: Making): string | undefined => {
  const texts = parts.map((part) => textOf(make(part, making)))
  return texts.includes(undefined) ? undefined : texts.join("")
}

const hashed = (
  name: HashName,
  parts: ReadonlyArray<MadeValue>,
  as: HashText | undefined,
  making: Making
): string | undefined => {
  const text = joined(parts, making)
  return text === undefined ? undefined : written(hash(name, bytesOf(text)), as)
}

const positionOf = (listed: unknown, member: string | undefined): unknown =>
  member === undefined || !Predicate.isObject(listed) ? listed : Reflect.get(listed, member)

const charactersOf = (made: Extract<MadeValue, { readonly characters: MadeValue }>, making: Making): unknown => {
  const word = textOf(make(made.characters, making))
  const listed = make(made.positions, making)
  if (word === undefined || !Array.isArray(listed)) return undefined
  const chars = [...word]
  const picked = listed.map((one: unknown) => {
    const position = positionOf(one, made.position)
    return { position, char: chars[Number(position) - 1] ?? "" }
  })
  const { position: name, value = "value" } = made
  return name === undefined
    ? picked.map(({ char }) => char).join("")
    : picked.map(({ char, position }) => ({ [name]: position, [value]: char }))
}

const stamp = (unit: "s" | "ms" | "iso", now: number): string =>
  unit === "iso" ? new Date(now).toISOString() : String(unit === "s" ? Math.floor(now / 1000) : now)

/** The value; `undefined` if the account or the challenge lacks a part of it. */
export const make = (made: MadeValue, making: Making): unknown => {
  if ("field" in made) return making.field(made.field)
  if ("reply" in made) return making.reply(made.reply, made.at)
  if ("sent" in made) return making.sent(made.sent)
  if ("text" in made) return made.text
  if ("join" in made) return joined(made.join, making)
  if ("md5" in made) return hashed("md5", made.md5, made.as, making)
  if ("sha1" in made) return hashed("sha1", made.sha1, made.as, making)
  if ("sha256" in made) return hashed("sha256", made.sha256, made.as, making)
  if ("hmac" in made) {
    const key = textOf(make(made.key, making))
    const text = joined(made.of, making)
    return key === undefined || text === undefined
      ? undefined
      : written(hmac(made.hmac, bytesOf(key), bytesOf(text)), made.as)
  }
  if ("base64" in made) {
    const text = joined(made.base64, making)
    return text === undefined ? undefined : Base64.encode(text)
  }
  if ("object" in made) {
    const members = Object.entries(made.object)
      .map(([name, member]) => [name, make(member, making)] as const)
      .filter(([, value]) => value !== undefined)
    return members.length === 0 ? undefined : Object.fromEntries(members)
  }
  if ("list" in made) {
    const items = made.list.map((item) => make(item, making))
    return items.includes(undefined) ? undefined : items
  }
  if ("characters" in made) return charactersOf(made, making)
  if ("totp" in made) return passwordsOf(made, making)?.[1]
  return stamp(made.timestamp, making.now)
}

/** The one-time passwords of the time step before, of this one and of the next. */
const passwordsOf = (
  { digits = 6, period = 30, totp }: Extract<MadeValue, { readonly totp: MadeValue }>,
  making: Making
): ReadonlyArray<string> | undefined => {
  const secret = textOf(make(totp, making))
  if (secret === undefined) return undefined
  const counter = Math.floor(making.now / (period * 1000))
  return [-1, 0, 1].map((step) => oneTimePassword(fromBase32(secret), Math.max(0, counter + step), digits))
}

const same = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((value, at) => same(value, other[at]))
  }
  if (Predicate.isObject(one)) {
    if (!Predicate.isObject(other)) return false
    const names = Object.keys(one)
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && same(Reflect.get(one, name), Reflect.get(other, name)))
    )
  }
  return textOf(one) === textOf(other)
}

const isNow = (unit: "s" | "ms" | "iso", sent: unknown, now: number): boolean => {
  const text = textOf(sent) ?? ""
  const time = unit === "iso" ? Date.parse(text) : Number(text) * (unit === "s" ? 1000 : 1)
  return Number.isFinite(time) && Math.abs(time - now) <= clockSkew
}

/** Whether what was sent is what the account has to send. Types are checked before, by the schema. */
export const agrees = (made: MadeValue, sent: unknown, making: Making): boolean => {
  if ("timestamp" in made) return isNow(made.timestamp, sent, making.now)
  if ("totp" in made) return passwordsOf(made, making)?.includes(textOf(sent) ?? "") === true
  const value = make(made, making)
  return value !== undefined && same(value, sent)
}

/** The steps whose replies a value is made of. */
export const stepsOf = (made: MadeValue): ReadonlyArray<string> => {
  if ("reply" in made) return [made.reply]
  return Object.values(made).flatMap((part: unknown) => stepsIn(part))
}

const stepsIn = (part: unknown): ReadonlyArray<string> => {
  if (Array.isArray(part)) return part.flatMap(stepsIn)
  if (!Predicate.isObject(part)) return []
  const { reply } = { reply: undefined, ...part }
  return Predicate.isString(reply) ? [reply] : Object.values(part).flatMap(stepsIn)
}

/** The pointers into a step's reply that a value is made of. */
export const pointersInto = (step: string, made: unknown): ReadonlyArray<string> => {
  if (Array.isArray(made)) return made.flatMap((part: unknown) => pointersInto(step, part))
  if (!Predicate.isObject(made)) return []
  const { at, reply } = { at: undefined, reply: undefined, ...made }
  if (reply === step && Predicate.isString(at)) return [at]
  return Object.values(made).flatMap((part: unknown) => pointersInto(step, part))
}
