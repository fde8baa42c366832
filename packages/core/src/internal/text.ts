/** What may be shown of a text that came from a server: short, and without anything that looks like a secret. */
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text)

/** Collects every secret in a value, so that a server's echo of one can be taken out of its text. */
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

/** Takes secrets out of a text, as they are and as they stand in a URL or a form. */
export const scrub = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((clean, secret) => {
    const inForm = new URLSearchParams([["", secret]]).toString().slice(1)
    return [secret, encodeURIComponent(secret), inForm].reduce((rest, form) => rest.replaceAll(form, "…"), clean)
  }, text)

/** A vendor's own message: the request's secrets taken out, at most 200 characters. */
export const vendorText = (text: string, secrets: ReadonlyArray<string>): string =>
  shorten(scrub(text.trim(), secrets), 200)

/**
 * The start of a body that is no document of the vendor. A cut login reply holds a session that nobody knows yet, so
 * every word with a digit in it and every long word is left out, too.
 */
export const excerpt = (body: string, secrets: ReadonlyArray<string>): string =>
  shorten(
    scrub(body.slice(0, 400), secrets)
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[^\s<>"'&=,;:]*\d[^\s<>"'&=,;:]*|[^\s<>"'&=,;:]{20,}/g, "…"),
    100
  )
