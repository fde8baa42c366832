/** What a caller of the proxy may ask of the vendor. */
import * as Effect from "effect/Effect"
import { type CliFailure, failure } from "../failure.ts"
import type { VendorEntry } from "../vendors.ts"
import type { Problem } from "./problem.ts"

/** A request as the rules see it. */
export interface Asked {
  readonly method: string
  /** The path, with a bare route such as `?/Tickets/Retrieve`. */
  readonly path: string
  /** What the fields called `operation` say; `undefined` if the body was not read. */
  readonly operations: ReadonlyArray<string> | undefined
}

/** A rule of `--allow`: a method and a path or an operation, both with `*` for anything. */
export interface Pattern {
  readonly method: string | undefined
  readonly matches: (text: string) => boolean
  /** As it was written. */
  readonly text: string
}

const globOf = (glob: string): ((text: string) => boolean) => {
  const parts = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
  const expression = new RegExp(`^${parts.join(".*")}$`, "s")
  return (text) => expression.test(text)
}

const methods: ReadonlyArray<string> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

const namesMethod = (text: string): boolean => methods.includes(text.toUpperCase())

/** What a vendor's requests can be told by. */
export interface Asks {
  readonly label: string
  /** The operations that are known of a vendor whose requests name one; `undefined` for every other vendor. */
  readonly operations: ReadonlyArray<string> | undefined
}

/** Why no request can ever fit a rule; `undefined` if one can. */
const ruleMistake = (
  method: string | undefined,
  glob: string | undefined,
  vendors: ReadonlyArray<Asks>
): string | undefined => {
  if (glob === undefined) return "Write a method and a path, such as 'GET /customers*'."
  if (method !== undefined && method !== "*" && !namesMethod(method)) {
    return `There is no method "${method}"; there are: ${methods.join(", ")}, and * for any.`
  }
  if (method === undefined && namesMethod(glob)) return `Write a path after it, such as '${glob} /customers*'.`
  if (glob.startsWith("/") || glob.startsWith("*") || vendors.some(({ operations }) => operations !== undefined)) {
    return undefined
  }
  return `A path begins with a slash, and ${vendors.map(({ label }) => label).join(" and ")} names no operations.`
}

/** The operation that a rule names, if it fits none that is known. A server may have more than are known. */
export const unknownOperation = ({ matches, text }: Pattern, vendors: ReadonlyArray<Asks>): string | undefined => {
  const glob = text.trim().replace(/^\S+\s+/, "")
  const known = vendors.flatMap(({ operations = [] }) => operations)
  if (glob.startsWith("/") || glob.startsWith("*") || known.length === 0 || known.some(matches)) return undefined
  return `No operation that is known fits --allow '${text}'. Known are: ${known.join(", ")}.`
}

/** Reads a rule of `--allow`. A rule that no request of the vendors can fit is refused. */
export const parsePattern = (text: string, vendors: ReadonlyArray<Asks>): Effect.Effect<Pattern, CliFailure> => {
  const [, method, glob] = /^(?:(\S+)\s+)?(\S+)$/.exec(text.trim()) ?? []
  const mistake = ruleMistake(method, glob, vendors)
  if (glob === undefined || mistake !== undefined) {
    return Effect.fail(failure("usage", `"${text}" is not a rule. ${mistake}`))
  }
  return Effect.succeed({
    method: method === undefined || method === "*" ? undefined : method.toUpperCase(),
    matches: globOf(glob),
    text
  })
}

/** The rules of one run. */
export interface Rules {
  readonly readOnly: boolean
  /** Empty: everything is allowed. */
  readonly allow: ReadonlyArray<Pattern>
}

const isRead = (vendor: VendorEntry, { method, operations, path }: Asked): boolean => {
  if (vendor.reads !== undefined) return (operations ?? []).some((operation) => vendor.reads?.includes(operation))
  return method === "GET" || method === "HEAD" || vendor.safe.includes(`${method} ${path}`)
}

const forbidden = (detail: string): Problem => ({ status: 403, title: "Not allowed", detail })

/** Why the rules forbid a request; `undefined` if they do not. */
export const ruleProblem = (vendor: VendorEntry, asked: Asked, rules: Rules): Problem | undefined => {
  if (!rules.readOnly && rules.allow.length === 0) return undefined
  // A server may decode what the rules did not.
  if (/%2f|%5c|%2e|%00|\\/i.test(asked.path)) {
    return forbidden("The path holds an encoded slash, dot or backslash, which the rules cannot judge.")
  }
  if (vendor.reads !== undefined && asked.operations?.length !== 1) {
    return forbidden("The operation cannot be told: name it once, in the query or in a form that is not multipart.")
  }
  if (rules.readOnly && !isRead(vendor, asked)) {
    return forbidden("The proxy was started with --read-only, and this request may write.")
  }
  const subjects = [asked.path, ...(asked.operations ?? [])]
  const isAllowed =
    rules.allow.length === 0 ||
    rules.allow.some(
      ({ matches, method }) => (method === undefined || method === asked.method) && subjects.some(matches)
    )
  return isAllowed ? undefined : forbidden("No rule of --allow fits this request.")
}

/** A field's name as PHP reads it: leading blanks, and what follows a bracket or a null byte, do not count. */
const phpName = (name: string): string => {
  const trimmed = name.trimStart()
  const end = ["[", "\0"].map((mark) => trimmed.indexOf(mark)).filter((at) => at !== -1)
  return trimmed.slice(0, Math.min(trimmed.length, ...end))
}

/** All operations that a query or a form names. */
export const operationsIn = (text: string): ReadonlyArray<string> =>
  [...new URLSearchParams(text)].flatMap(([name, value]) => (phpName(name) === "operation" ? [value] : []))
