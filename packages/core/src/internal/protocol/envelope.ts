/** Reads a body as the vendor's envelope. */
import * as Result from "effect/Result"
import type { Envelope, JsonType, Status } from "../../Protocol.ts"
import { compileTest, pathOf, type Test, textAt, typeOf } from "./pointer.ts"

/** What a body turned out to be. `unread` is a body of which only the start is known. */
export type Body =
  | { readonly kind: "envelope"; readonly document: unknown; readonly ok: boolean }
  | { readonly kind: "notEnvelope" | "empty" | "unread" }

/** Parses a text; `undefined` if it is not a document of that format. */
export type Parse = (text: string) => unknown

/** An envelope whose pointers and tests are taken apart. */
export interface CompiledEnvelope {
  readonly types: ReadonlyArray<string>
  readonly present: ReadonlyArray<Test>
  readonly ok: ReadonlyArray<Test>
  /** Reads the vendor's own code. */
  readonly codeOf: (document: unknown) => string | undefined
  /** Reads the vendor's words for people. */
  readonly messageOf: (document: unknown) => string | undefined
  readonly success: ReadonlyArray<Status> | undefined
  /** Where a document may start behind junk. XML readers look for the root themselves. */
  readonly cutTo: ReadonlyArray<string>
}

const textReader = (pointer: string) => {
  const path = pathOf(pointer)
  return (document: unknown): string | undefined => textAt(document, path)
}

const objectOnly: ReadonlyArray<JsonType> = ["object"]

export const compileEnvelope = (envelope: Envelope): CompiledEnvelope => ({
  types: envelope.types ?? objectOnly,
  present: (envelope.present ?? []).map(compileTest),
  ok: (envelope.ok ?? []).map(compileTest),
  codeOf: textReader(envelope.code),
  messageOf: envelope.message === undefined ? () => undefined : textReader(envelope.message),
  success: envelope.success,
  cutTo: envelope.body === "xml" ? [] : (envelope.cutTo ?? [])
})

/** The JSON document that a text is. A byte order mark is ignored. */
export const parseJson: Parse = (text) =>
  Result.getOrUndefined(Result.try((): unknown => JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)))

const quote = 0x22
const backslash = 0x5c

const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d

/** Where the string that starts at `start` ends, in time linear in its length; -1 if it does not. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === quote) return at + 1
  }
  return -1
}

/** Where the object or array that starts at `start` ends; -1 if it does not. Brackets are counted, not matched. */
const endOfBrackets = (text: string, start: number): number => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = endOfString(text, at)
      if (end === -1) return -1
      at = end - 1
    } else if (isOpening(code)) depth++
    else if (isClosing(code) && --depth === 0) return at + 1
  }
  return -1
}

/** A number or word of JSON that ends where it seems to end. */
const word = /(?:null|true|false|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?=$|[\s<])/iy

const endOfValue = (text: string, start: number): number => {
  const code = text.charCodeAt(start)
  if (isOpening(code)) return endOfBrackets(text, start)
  if (code === quote) return endOfString(text, start)
  word.lastIndex = start
  return word.test(text) ? word.lastIndex : -1
}

/**
 * The first complete JSON value of a text; `undefined` if it has none. What PHP, a cache or a proxy appends to a reply is
 * not the vendor's. Takes linear time.
 *
 * @category readers
 * @since 0.1.0
 */
export const firstJson: Parse = (text) => {
  const whole = parseJson(text)
  if (whole !== undefined) return whole
  const start = text.search(/[^\s\ufeff]/)
  const end = start === -1 ? -1 : endOfValue(text, start)
  return end === -1 ? undefined : parseJson(text.slice(start, end))
}

export const hasStatus = (statuses: ReadonlyArray<Status>, status: number): boolean =>
  statuses.some((entry) => entry === status || entry === `${Math.floor(status / 100)}XX`)

/** Parses a text as it is, else from the first place where a document may start: a PHP notice came before it. */
const parseSomewhere = (text: string, { cutTo, types }: CompiledEnvelope, parse: Parse): unknown => {
  const whole = parse(text)
  if (whole !== undefined && types.includes(typeOf(whole))) return whole
  const starts = cutTo.map((start) => text.indexOf(start)).filter((index) => index > 0)
  return starts.length === 0 ? undefined : parse(text.slice(Math.min(...starts)))
}

export const readBody = (
  text: string,
  options: {
    readonly envelope: CompiledEnvelope
    readonly status: number
    readonly complete: boolean
    readonly parse: Parse
  }
): Body => {
  const { envelope, parse, status } = options
  if (text.trim() === "") return { kind: options.complete ? "empty" : "unread" }
  const document = parseSomewhere(text, envelope, parse)
  if (
    document === undefined ||
    !envelope.types.includes(typeOf(document)) ||
    !envelope.present.every((test) => test(document))
  ) {
    return { kind: options.complete ? "notEnvelope" : "unread" }
  }
  const ok =
    (envelope.success === undefined || hasStatus(envelope.success, status)) &&
    envelope.ok.every((test) => test(document))
  return { kind: "envelope", document, ok }
}
