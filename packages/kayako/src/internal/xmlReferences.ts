/**
 * Entity and character references: the five of XML and numbers, nothing a document could define itself.
 */

const eachReference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,10})|#x([\dA-Fa-f]{1,8}));/g

const named: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** What XML 1.0 does not allow in a document, not even as a reference. Lone surrogates count. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
export const forbidden = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/u

/** A number beyond all characters stands for one that XML does not allow either. */
const characterAt = (codePoint: number): string => (codePoint > 0x10ffff ? "\0" : String.fromCodePoint(codePoint))

/** Replaces each reference once, by what `to` makes of its character. */
const replaceReferences = (text: string, to: (character: string) => string): string =>
  text.includes("&")
    ? text.replace(
        eachReference,
        (_, name: string | undefined, decimal: string | undefined, hexadecimal: string | undefined) =>
          to(name === undefined ? characterAt(Number(decimal ?? `0x${hexadecimal}`)) : (named[name] ?? ""))
      )
    : text

/** Whether every `&` of a text starts a reference to a character that XML allows: without those, none is left. */
export const hasOnlyKnownReferences = (text: string): boolean =>
  !replaceReferences(text, (character) => (forbidden.test(character) ? "&" : "")).includes("&")

/** Replaces the references of a text that has only known ones. */
export const decodeReferences = (text: string): string => replaceReferences(text, (character) => character)
