/** Reads a body as the vendor's envelope. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Envelope, Status } from "../Protocol.ts"
import { holds } from "./pointer.ts"

/** What a body turned out to be. `unread` is a body of which only the start is known. */
export type Body =
  | { readonly kind: "envelope"; readonly document: unknown; readonly ok: boolean }
  | { readonly kind: "notEnvelope" | "empty" | "unread" }

/** Turns a text into a document, or `undefined` when it is none. */
export type Parse = (text: string) => unknown

/** The JSON document in a text. A byte order mark is ignored. */
export const parseJson: Parse = (text) =>
  Result.getOrUndefined(Result.try((): unknown => JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)))

export const hasStatus = (statuses: ReadonlyArray<Status>, status: number): boolean =>
  statuses.some((entry) => entry === status || entry === `${Math.floor(status / 100)}XX`)

/** Parses a text as it is, else from the first place where a document may start (a PHP notice came before it). */
const parseSomewhere = (text: string, envelope: Envelope, parse: Parse): unknown => {
  const whole = parse(text)
  // An XML reader finds its own root: a second try from a later place would undo its refusals (a DOCTYPE).
  if (whole !== undefined || envelope.body === "xml") return whole
  const starts = (envelope.cutTo ?? []).map((start) => text.indexOf(start)).filter((index) => index > 0)
  return starts.length === 0 ? undefined : parse(text.slice(Math.min(...starts)))
}

export const readBody = (
  text: string,
  options: { readonly envelope: Envelope; readonly status: number; readonly complete: boolean; readonly parse: Parse }
): Body => {
  const { envelope, parse, status } = options
  if (text.trim() === "") return { kind: options.complete ? "empty" : "unread" }
  const document = parseSomewhere(text, envelope, parse)
  if (!Predicate.isObject(document) || !(envelope.present ?? []).every((test) => holds(document, test))) {
    return { kind: options.complete ? "notEnvelope" : "unread" }
  }
  const ok =
    (envelope.success === undefined || hasStatus(envelope.success, status)) &&
    (envelope.ok ?? []).every((test) => holds(document, test))
  return { kind: "envelope", document, ok }
}
