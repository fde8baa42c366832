/** Which values can be compared by value. `Equal.equals` takes two objects for equal whose difference it cannot see. */
import * as Data from "effect/Data"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

/** Plain data, which `Equal.equals` compares in full. Another class may keep its data in `#private` fields or in a closure. */
const transparent: ReadonlySet<unknown> = /*#__PURE__*/ new Set([null, Object.prototype])

/** What it compares by content, and not by properties that were added. */
const exotic: ReadonlySet<unknown> = /*#__PURE__*/ new Set([
  Array.prototype,
  Date.prototype,
  RegExp.prototype,
  ArrayBuffer.prototype,
  Map.prototype,
  Set.prototype
])

/** Whether a list, a collection, a date or bytes have properties of their own, which `Equal.equals` does not compare. */
const hasExtras = (value: object): boolean =>
  Reflect.ownKeys(value).some((key) => !Predicate.isString(key) || !/^(?:\d+|length|lastIndex)$/.test(key))

const partsOf = (value: object): Iterable<unknown> | undefined => {
  if (Redacted.isRedacted(value)) return Option.toArray(Option.liftThrowable(Redacted.value<unknown>)(value))
  if (Option.isOption(value)) return Option.toArray(value)
  if (Result.isResult(value)) return [Result.merge(value)]
  // The class says itself which values are equal.
  if (Equal.isEqual(value)) return Predicate.isIterable(value) ? value : []
  const prototype: unknown = Object.getPrototypeOf(value)
  if (ArrayBuffer.isView(value) || exotic.has(prototype)) {
    if (hasExtras(value)) return undefined
    return Predicate.isIterable(value) && !ArrayBuffer.isView(value) ? value : []
  }
  return transparent.has(prototype) || value instanceof Data.Class
    ? Reflect.ownKeys(value).map((key): unknown => Reflect.get(value, key))
    : undefined
}

const isVisible = (value: unknown, above: ReadonlyArray<object>): boolean => {
  // Functions are compared by identity.
  if (!Predicate.isObjectOrArray(value) || above.includes(value)) return true
  const parts = partsOf(value)
  if (parts === undefined) return false
  const path = [...above, value]
  for (const part of parts) if (!isVisible(part, path)) return false
  return true
}

/**
 * Whether a value and all that it holds can be compared by value: primitives, functions, plain data, `Data` and `Schema`
 * classes, and classes that implement `Equal`.
 */
export const isComparable = (value: unknown): boolean => !Predicate.isObjectOrArray(value) || isVisible(value, [])

/** Whether two values are equal. What cannot be compared by value is equal only to itself. */
export const isSame = (self: unknown, that: unknown): boolean =>
  self === that || (isComparable(self) && isComparable(that) && Equal.equals(self, that))
