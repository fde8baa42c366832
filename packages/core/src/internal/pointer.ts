/** RFC 6901 JSON pointers over decoded replies. */
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { ReplyTest } from "../Protocol.ts"

const own = (value: unknown, key: string): unknown =>
  Predicate.isObjectOrArray(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined

/** The value at a pointer, out of its `Redacted` if it is in one; `undefined` when there is none. */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value = document
  for (const token of pointer.split("/").slice(1)) {
    value = own(value, token.replaceAll("~1", "/").replaceAll("~0", "~"))
  }
  return Redacted.isRedacted(value) ? Redacted.value(value) : value
}

/** The text at a pointer: numbers as text, surrounding white space off; `undefined` for anything else. */
export const textAt = (document: unknown, pointer: string): string | undefined => {
  const value = valueAt(document, pointer)
  return Predicate.isString(value) ? value.trim() : Predicate.isNumber(value) ? String(value) : undefined
}

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value)

/** Whether one test holds for a document. */
export const holds = (document: unknown, test: ReplyTest): boolean => {
  const found = valueAt(document, test.at)
  const value = Predicate.isString(found) ? found.trim() : found
  if (test.present !== undefined) return (value !== undefined && value !== null && value !== "") === test.present
  if (test.type !== undefined) return typeOf(value) === test.type
  if (test.in !== undefined) return test.in.some((candidate) => candidate === value)
  return "not" in test ? value !== test.not : value === test.is
}
