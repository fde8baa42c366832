/**
 * Frames the root element of a document: proves it well-formed and within limits, and cuts out the elements wanted.
 */
import { forbidden, hasOnlyKnownReferences } from "./xmlReferences.ts"

/** How deep elements may nest. */
export const maxDepth = 64
/** How many characters a root may have, how many of them between two `<`, and how many tags. */
const maxLength = 8_388_608
const maxRun = 1_048_576
const maxTags = 200_000

/** A section whose content is not looked at, or a tag: whether it closes, its name, its attributes, whether it is empty. */
const anyToken =
  /<(?:!\[CDATA\[[^]*?\]\]>|!--[^]*?-->|(\/?)([\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*)((?:[ \t\r\n]+[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*[ \t\r\n]*=[ \t\r\n]*(?:"[^<"]*"|'[^<']*'))*)[ \t\r\n]*(\/?)>)/uy
// What nearly all tags look like. The one above reads them as well, at five times the cost.
const plainTag = /<(\/?)([A-Za-z_][\w.-]*)()(\/?)>/y
const plainAttribute = /^[ \t\r\n]+[A-Za-z_][\w.-]*="[^"&]*"$/
const eachAttribute = /([^\s=]+)\s*=\s*(["'])([^]*?)\2/g

/** The wanted elements of a root, one after the other as they were written, and whether the root was closed. */
export interface RootContent {
  readonly elements: string
  readonly complete: boolean
}

/**
 * Reads the root that starts at an index. A text that ends inside it gives the elements complete by then; `undefined`
 * is for what is ill-formed or over a limit.
 */
export const scanRoot = (text: string, start: number, wanted: (name: string) => boolean): RootContent | undefined => {
  const open: Array<string> = []
  let elements = ""
  let childStart = start
  let childEnd = start
  let from = start
  const result = (end: number, complete: boolean): RootContent | undefined =>
    forbidden.test(text.slice(start, end)) ? undefined : { elements, complete }

  for (let tags = 0; tags < maxTags;) {
    const at = text.indexOf("<", from)
    const token = at === -1 ? "cut" : readToken(text, at)
    if (token === "cut") return open.length === 0 ? undefined : result(childEnd, false)
    if (token === undefined || token.end - from > maxRun || token.end - start > maxLength) return undefined
    if (at > from && !isText(text.slice(from, at))) return undefined
    from = token.end
    if (token.kind === "other") continue
    tags++
    if (token.kind === "end") {
      if (open.pop() !== token.name) return undefined
    } else {
      if (open.length === 1) childStart = at
      if (open.length === maxDepth) return undefined
      if (token.kind === "start") {
        open.push(token.name)
        continue
      }
    }
    if (open.length === 0) return result(from, true)
    if (open.length > 1) continue
    childEnd = from
    if (wanted(token.name)) elements += text.slice(childStart, childEnd)
  }
  return undefined
}

type Token =
  | { readonly kind: "start" | "end" | "empty"; readonly name: string; readonly end: number }
  | { readonly kind: "other"; readonly end: number }

const matchAt = (pattern: RegExp, text: string, at: number): ReadonlyArray<string | undefined> => {
  pattern.lastIndex = at
  return pattern.exec(text) ?? []
}

/** The token at a `<`: `cut` when the text ends inside it, `undefined` when it is not a token. */
const readToken = (text: string, at: number): Token | "cut" | undefined => {
  let [whole, closing, name, attributes, empty] = matchAt(plainTag, text, at)
  if (whole === undefined) [whole, closing, name, attributes, empty] = matchAt(anyToken, text, at)
  // Nothing but its name stands in the tag that ends an element.
  if (whole === undefined || (closing && (attributes || empty))) return isCut(text.slice(at)) ? "cut" : undefined
  const end = at + whole.length
  if (name === undefined) return { kind: "other", end }
  if (attributes && !areAttributes(attributes)) return undefined
  return { kind: closing ? "end" : empty ? "empty" : "start", name, end }
}

/** Whether a text that starts with no token could go on as one. */
const isCut = (rest: string): boolean =>
  rest.startsWith("<!")
    ? ["<![CDATA[", "<!--"].some((opening) => rest.startsWith(opening) || opening.startsWith(rest))
    : // No tag holds a second `<`, so a broken one with another `<` behind it did not break where the text ends.
      !rest.includes("<", 1) && !/^<[^\p{L}_:/]/u.test(rest)

const isText = (run: string): boolean => !run.includes("]]>") && hasOnlyKnownReferences(run)

const areAttributes = (text: string): boolean => {
  if (plainAttribute.test(text)) return true
  const seen = new Set<string>()
  for (const [, name = "", , value = ""] of text.matchAll(eachAttribute)) {
    if (seen.has(name) || !hasOnlyKnownReferences(value)) return false
    seen.add(name)
  }
  return true
}
