/** RFC 6901 JSON pointers over decoded replies. */
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { ReplyTest } from "../Protocol.ts"
import { known } from "./known.ts"

const own = (value: unknown, key: string): unknown =>
  Predicate.isObjectOrArray(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined

const paths = /*#__PURE__*/ new Map<string, ReadonlyArray<string>>()

/** The names along a pointer. Pointers are those of the specs: there are few, and every reply is read with them. */
const pathOf = (pointer: string): ReadonlyArray<string> =>
  known(paths, pointer, () =>
    pointer
      .split("/")
      .slice(1)
      .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
  )

/** The value at a pointer, out of its `Redacted` if it is in one; `undefined` when there is none. */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value = document
  for (const name of pathOf(pointer)) value = own(value, name)
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
