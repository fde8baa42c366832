/**
 * Entity and character references: the five of XML and numbers, nothing a document could define itself.
 */

const oneReference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,10})|#x([\dA-Fa-f]{1,8}));/y
const eachReference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,10})|#x([\dA-Fa-f]{1,8}));/g

const named: ReadonlyMap<string, string> = /*#__PURE__*/ new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"]
])

/** What XML 1.0 does not allow in a document, not even as a reference. Lone surrogates count. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
export const forbidden = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/u

const codePointOf = (decimal: string | undefined, hexadecimal: string | undefined): number =>
  decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number.parseInt(decimal, 10)

/** Whether every `&` of a text starts a reference to a character that XML allows. */
export const hasOnlyKnownReferences = (text: string): boolean => {
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1)) {
    oneReference.lastIndex = at
    const [whole, name, decimal, hexadecimal] = oneReference.exec(text) ?? []
    if (whole === undefined) return false
    if (name !== undefined) continue
    const codePoint = codePointOf(decimal, hexadecimal)
    if (codePoint > 0x10ffff || forbidden.test(String.fromCodePoint(codePoint))) return false
  }
  return true
}

/** Replaces the references of a text that has only known ones, each once. */
export const decodeReferences = (text: string): string =>
  text.includes("&")
    ? text.replace(
        eachReference,
        (_, name: string | undefined, decimal: string | undefined, hexadecimal: string | undefined) =>
          name === undefined ? String.fromCodePoint(codePointOf(decimal, hexadecimal)) : (named.get(name) ?? "")
      )
    : text
