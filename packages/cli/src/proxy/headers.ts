/** Which headers go on, and which stay. */
import type { IncomingHttpHeaders } from "node:http"
import { maskText } from "./mask.ts"

/** These are about one connection, and mean nothing on the next. */
const ofConnection = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
])

/** These are the proxy's own business: whom the caller spoke to, who it is, and what the body is. */
const ofCaller = new Set([
  "authorization",
  "cookie",
  "host",
  "content-length",
  "content-type",
  "expect",
  "accept-encoding",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto"
])

/**
 * Part of a text can begin within a session, which could not be masked then. The whole is asked for in its place, as a server
 * may always answer.
 */
const ofPart = new Set(["range", "if-range"])

const none: ReadonlySet<string> = new Set()

const named = (connection: string | undefined): ReadonlySet<string> =>
  connection === undefined || connection === "keep-alive" || connection === "close"
    ? none
    : new Set(connection.split(",").map((name) => name.trim().toLowerCase()))

/** The headers of a request that go on to the vendor. Answers are asked for whole and as they are, so that sessions are seen. */
export const forwarded = (headers: IncomingHttpHeaders): { readonly [name: string]: string } => {
  const dropped = named(headers.connection)
  const kept: { [name: string]: string } = { "accept-encoding": "identity" }
  for (const [name, value] of Object.entries(headers)) {
    const isKept =
      !ofConnection.has(name) &&
      !ofCaller.has(name) &&
      !ofPart.has(name) &&
      !dropped.has(name) &&
      !name.startsWith("sec-fetch-")
    if (value !== undefined && isKept) kept[name] = Array.isArray(value) ? value.join(", ") : value
  }
  return kept
}

/** Cookies are never passed on, a redirect is rewritten first, and the proxy serves no parts. */
const notReturned = new Set(["set-cookie", "location", "accept-ranges"])

/** The headers of an answer that go back to the caller, sessions masked. */
export const returned = (
  headers: { readonly [name: string]: string | undefined },
  needles: ReadonlyArray<Buffer>
): { [name: string]: string } => {
  const dropped = named(headers["connection"])
  const kept: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(headers)) {
    const isKept = !ofConnection.has(name) && !dropped.has(name) && !notReturned.has(name)
    if (value !== undefined && isKept) kept[name] = maskText(value, needles)
  }
  return kept
}

/** Where a redirect leads, seen through the proxy; `undefined` if it leaves the vendor's base address. */
export const rewritten = (location: string, asked: string, base: string, prefix: string): string | undefined => {
  if (!URL.canParse(location, asked)) return undefined
  const target = new URL(location, asked)
  const root = new URL(base)
  const folder = root.pathname.replace(/\/+$/, "")
  const isBelow = target.pathname === folder || target.pathname.startsWith(`${folder}/`)
  if (target.origin !== root.origin || !isBelow) return undefined
  const path = target.pathname.slice(folder.length)
  return `${prefix}${path === "" ? "/" : path}${target.search}${target.hash}`
}
