/** RFC 6901 JSON pointers over decoded replies. */
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { ReplyTest } from "../../Protocol.ts"

/** The names along a pointer. */
export type Path = ReadonlyArray<string>

export const pathOf = (pointer: string): Path =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))

const own = (value: unknown, key: string): unknown =>
  Predicate.isObjectOrArray(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined

/** The value at a path as the document holds it; `undefined` if there is none. */
export const rawAt = (document: unknown, path: Path): unknown => {
  let value = document
  for (const name of path) value = own(value, name)
  return value
}

/** The value at a path, out of its `Redacted` if it is in one; `undefined` if there is none. */
export const valueAt = (document: unknown, path: Path): unknown => {
  const value = rawAt(document, path)
  return Redacted.isRedacted(value) ? Redacted.value(value) : value
}

/** The text at a path: numbers as text, without white space around it; `undefined` for anything else. */
export const textAt = (document: unknown, path: Path): string | undefined => {
  const value = valueAt(document, path)
  return Predicate.isString(value) ? value.trim() : Predicate.isNumber(value) ? String(value) : undefined
}

/** The JSON type of a value. */
export const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value

/** A test on a document. */
export type Test = (document: unknown) => boolean

export const compileTest = (test: ReplyTest): Test => {
  const path = pathOf(test.at)
  return (document) => {
    const found = valueAt(document, path)
    const value = Predicate.isString(found) ? found.trim() : found
    if (test.present !== undefined) return (value !== undefined && value !== null && value !== "") === test.present
    if (test.type !== undefined) return typeOf(value) === test.type
    if (test.in !== undefined) return test.in.some((candidate) => candidate === value)
    return "not" in test ? value !== test.not : value === test.is
  }
}
