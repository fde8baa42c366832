/**
 * Makes a server's text safe to show: short, and without anything that looks like a secret. Loaded on demand, with what
 * reads failures.
 */
import * as Base64 from "effect/encoding/Base64"

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text)

const entities: { readonly [character: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** Texts that every encoding but Base64 leaves unchanged. */
const plain = /^[\w.*-]*$/

/** The forms of a secret in a text, a URL, a form, JSON (PHP's too), a page and HTTP Basic. */
const formsOf = (secret: string): ReadonlyArray<string> => {
  if (plain.test(secret)) return [secret, Base64.encode(secret), Base64.encode(`${secret}:`)]
  const whole = secret.toWellFormed()
  const json = JSON.stringify(secret).slice(1, -1)
  const php = json.replaceAll("/", "\\/").replace(/[^\0-\x7f]/g, unicode)
  const page = secret.replace(/[&<>"]/g, (character) => entities[character] ?? character)
  return [
    secret,
    encodeURIComponent(whole),
    new URLSearchParams([["", whole]]).toString().slice(1),
    json,
    json.replaceAll("/", "\\/"),
    php,
    page,
    page.replaceAll("'", "&#039;"),
    page.replaceAll("'", "&#39;"),
    Base64.encode(whole),
    Base64.encode(`${whole}:`)
  ]
}

/** Characters of a memorable word, which are sent one by one. */
const isCharacter = (secret: string): boolean => secret.length === 1

/** Single characters and positions. All are removed: removing the secret ones only would show which they are. */
const alone = /(?<![\p{L}\p{N}])(?:\p{L}|\p{N}{1,2})(?![\p{L}\p{N}])|(["'`])\S\1/gu

/** The forms of a list of secrets. A session is scrubbed from every request made with it, so they are made once. */
const forms = /*#__PURE__*/ new WeakMap<ReadonlyArray<string>, ReadonlyArray<string>>()

const allForms = (secrets: ReadonlyArray<string>): ReadonlyArray<string> => {
  const known = forms.get(secrets)
  if (known !== undefined) return known
  const all = [...new Set(secrets.filter((secret) => !isCharacter(secret)).flatMap(formsOf))]
  all.sort((a, b) => b.length - a.length)
  forms.set(secrets, all)
  return all
}

/** Removes secrets from a text, in every form in which a server may repeat them, the longest first. */
export const scrub = (text: string, secrets: ReadonlyArray<string>): string => {
  const clean = allForms(secrets).reduce((rest, form) => rest.replaceAll(form, "…"), text)
  return secrets.some(isCharacter) ? clean.replace(alone, "…") : clean
}

/** A vendor's own message without the request's secrets, at most 200 characters. */
export const vendorText = (text: string, secrets: ReadonlyArray<string>): string =>
  shorten(scrub(text.trim(), secrets), 200)

/** The start of a body, up to the first name that a secret follows. */
const before = (body: string, names: ReadonlyArray<string>): string => {
  const list = names.map((name) => name.replaceAll("-", "\\-")).join("|")
  const at = list === "" ? -1 : body.search(new RegExp(`(?<![\\w-])(?:${list})["'\\\\]*\\s*[>=:]`, "i"))
  return at === -1 ? body : body.slice(0, at)
}

/**
 * The start of a body that is not a document of the vendor. A cut login reply may hold a session that is not known yet,
 * so everything after one of `names`, every word with a digit and every long word is left out, too.
 */
export const excerpt = (body: string, secrets: ReadonlyArray<string>, names: ReadonlyArray<string>): string =>
  shorten(
    scrub(before(body, names), secrets)
      .slice(0, 400)
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[^\s<>"'&=,;:]*\d[^\s<>"'&=,;:]*|[^\s<>"'&=,;:]{20,}/g, "…"),
    100
  )
