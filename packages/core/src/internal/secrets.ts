/** Finds the secrets in a value. */
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"

/** Collects every secret in a value, so that its echo can be removed from a server's text. */
export const secretsIn = (value: unknown, found: Array<string> = []): Array<string> => {
  if (Redacted.isRedacted(value)) {
    const secret = Redacted.value(value)
    if (Predicate.isString(secret) && secret !== "") found.push(secret)
  } else if (Predicate.isObject(value)) {
    for (const key of Object.keys(value)) secretsIn(value[key], found)
  } else if (Array.isArray(value)) {
    for (const item of value) secretsIn(item, found)
  }
  return found
}

/** Everything that is `Redacted` in a value, in the order of its keys, whatever its kind. */
export const hiddenIn = (value: unknown, found: Array<unknown> = []): ReadonlyArray<unknown> => {
  if (Redacted.isRedacted(value)) found.push(Redacted.value(value))
  else if (Predicate.isObjectOrArray(value)) {
    for (const key of Object.keys(value)) hiddenIn(Reflect.get(value, key), found)
  }
  return found
}
