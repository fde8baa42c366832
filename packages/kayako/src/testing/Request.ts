/**
 * Reads requests as the server does.
 *
 * @since 0.1.0
 */
import { type EmulatorRequest, multipartFields } from "@crm-auth/core/testing"

/** The cookie that a login sets and later calls fall back to. */
export const sessionCookie = "SWIFT_sessionid40"

const routes: ReadonlyMap<string, string> = /*#__PURE__*/ new Map([
  ["/Core/Default/Login", "login"],
  ["/Core/Default/Logout", "logout"],
  ["/Core/Default/GetInfo", "getInfo"],
  ["/Tickets/Retrieve", "retrieveTickets"],
  ["/Tickets/Retrieve/Data", "retrieveTicketData"],
  ["/Tickets/Retrieve/Search", "searchTickets"],
  ["/Tickets/Retrieve/Attachment", "retrieveAttachment"],
  ["/Tickets/Push/Index", "pushTickets"]
])

/** The operations, by their names here. */
export const operations: ReadonlyArray<string> = /*#__PURE__*/ [...routes.values()]

/** What requests that ask for none of them are called. */
export const otherRequests: ReadonlyArray<string> = ["unknown", "badRoute", "notFound"]

/** The form fields of a POST; PHP finds none in a request of another method or content type. The last of a name wins. */
export const formOf = (request: EmulatorRequest): ReadonlyMap<string, string> => {
  if (request.method !== "POST") return new Map()
  const type = request.headers["content-type"] ?? ""
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return new Map(new URLSearchParams(request.body))
  const fields = multipartFields(type, request.bytes) ?? new Map<string, string | undefined>()
  return new Map([...fields].map(([name, value]) => [name, value ?? "\uFFFD"]))
}

/**
 * The operation that a request asks for: one of the routes, `badRoute` for characters that no route may have,
 * `notFound` outside of `staffapi/index.php`, and `unknown`. The route is the raw query string up to `&`, in exactly
 * the documented casing, unless a form field `e` takes its place.
 */
export const operationOf = (baseUrl: string, request: EmulatorRequest): string => {
  const base = new URL(baseUrl).pathname.replace(/\/+$/, "")
  if (request.url.pathname !== `${base}/staffapi/index.php`) return "notFound"
  const hijacked = formOf(request).get("e")
  const route = hijacked?.startsWith("/") ? hijacked : (request.url.search.slice(1).split("&")[0] ?? "")
  return /[^\w/.:~%=+-]/.test(route) ? "badRoute" : (routes.get(route) ?? "unknown")
}

/** The session id of a request: from the form, else from the query, else from the cookie. */
export const sessionIdOf = (request: EmulatorRequest): string => {
  const cookie = (request.headers["cookie"] ?? "")
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${sessionCookie}=`))
    ?.slice(sessionCookie.length + 1)
  return formOf(request).get("sessionid") || request.url.searchParams.get("sessionid") || cookie || ""
}

/** Decodes a form value once more, as very old servers do with a password and all do with a name that they count. */
export const decodeAgain = (text: string): string =>
  new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value") ?? ""
