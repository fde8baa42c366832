/**
 * The script `webservice.php`: from a request to the reply.
 *
 * @since 0.1.0
 */
import type { EmulatorReply, EmulatorRequest } from "@crm-auth/core/testing"
import { carriedName, carriedSession, sessionName } from "./CarriedSession.ts"
import { change, create, describe, listTypes, query, relatedTypes, remove, retrieve, sync } from "./Records.ts"
import { crash, type WebserviceDialect } from "./Dialect.ts"
import { emptyJson, envelope } from "./Envelope.ts"
import { type Call, type Installation, type Outcome, raw, refuse } from "./Installation.ts"
import { extendSession, getChallenge, login, logout, serverError, setCookie, takeCookie } from "./Login.ts"
import { loginPortal } from "./Portal.ts"
import { parseRequest, type PhpRequest } from "./Php.ts"

interface Registered {
  readonly id: string
  readonly type: "GET" | "POST"
  readonly preLogin: boolean
  /** The parameter without which it is refused. */
  readonly needs?: string
  /** Where it exists, if not on every server. */
  readonly only?: WebserviceDialect["parameters"]
}

/** The operations as they are registered, by lower-case name: the case of the name sent is ignored. */
const registered: ReadonlyMap<string, Registered> = /*#__PURE__*/ new Map([
  ["getchallenge", { id: "getChallenge", type: "GET", preLogin: true }],
  ["login", { id: "login", type: "POST", preLogin: true }],
  ["loginportal", { id: "loginPortal", type: "GET", preLogin: true }],
  ["extendsession", { id: "extendSession", type: "POST", preLogin: true }],
  ["logout", { id: "logout", type: "POST", preLogin: false }],
  ["listtypes", { id: "listTypes", type: "GET", preLogin: false }],
  ["query", { id: "query", type: "GET", preLogin: false, needs: "query" }],
  ["describe", { id: "describe", type: "GET", preLogin: false, needs: "elementType" }],
  ["retrieve", { id: "retrieve", type: "GET", preLogin: false, needs: "id" }],
  ["relatedtypes", { id: "relatedTypes", type: "GET", preLogin: false, needs: "elementType", only: "registered" }],
  ["sync", { id: "sync", type: "GET", preLogin: false, only: "any" }],
  ["create", { id: "create", type: "POST", preLogin: false, needs: "elementType" }],
  ["update", { id: "update", type: "POST", preLogin: false, needs: "element" }],
  ["revise", { id: "revise", type: "POST", preLogin: false, needs: "element" }],
  ["delete", { id: "delete", type: "POST", preLogin: false, needs: "id" }]
])

/** The operations, by their names here. Not every dialect has all of them. */
export const operations: ReadonlyArray<string> = /*#__PURE__*/ [...registered.values()].map(({ id }) => id)

const known = (dialect: WebserviceDialect, operation: Registered | undefined): Registered | undefined =>
  operation?.only === undefined || operation.only === dialect.parameters ? operation : undefined

const find = (dialect: WebserviceDialect, name: string): Registered | undefined =>
  name === "loginportal" && !dialect.portalLogin ? undefined : known(dialect, registered.get(name))

const operationName = (php: PhpRequest): string => (php.request.get("operation") ?? "").toLowerCase()

/**
 * The id of the operation that a request asks for (`getChallenge`, `login`, `loginPortal`, `extendSession`, `logout`,
 * `listTypes`, `describe`, `query`, `retrieve`, `create`, …), the name as sent for another one, and `none` without one.
 *
 * @category server
 * @since 0.1.0
 */
export const operationOf = ({ dialect }: Installation, request: EmulatorRequest): string => {
  const name = operationName(parseRequest(request, dialect.readsJson))
  return find(dialect, name)?.id ?? (name === "" ? "none" : name)
}

/** Runs an operation that needs no session. Each treats a session that is sent with it in its own way. */
const beforeLogin = (installation: Installation, name: string, call: Omit<Call, "session">): Outcome => {
  const { dialect } = installation
  const sent = sessionName(call.php)
  if (name === "extendsession") return extendSession(installation, { ...call, session: undefined }, sent)
  const carried = dialect.session.preLogin === "checked" ? carriedSession(installation, call.php, call.at) : undefined
  if (carried !== undefined && "code" in carried) return refuse(carried)
  const made = { ...call, session: carried }
  if (name === "getchallenge") return getChallenge(installation, made)
  return name === "login" ? login(installation, made, sent) : loginPortal(installation, made)
}

const withSession = (installation: Installation, name: string, call: Call): Outcome => {
  const user = call.session?.data.user
  if (name === "logout") return logout(installation, call)
  // A session that no user is logged in to makes the script fail.
  if (user === undefined) return raw(crash)
  const needed = registered.get(name)?.needs
  if (installation.dialect.parameters === "registered" && needed !== undefined && !call.input.has(needed)) {
    return refuse({ code: "ACCESS_DENIED", message: `Permission to perform the operation is denied for ${name}` })
  }
  switch (name) {
    case "create":
      return create(installation, call, user)
    case "update":
    case "revise":
      return change(installation, call, user, name)
    case "delete":
      return remove(installation, call, user)
    case "query":
      return query(installation, call)
    case "describe":
      return describe(installation, call)
    case "retrieve":
      return retrieve(installation, call)
    case "relatedtypes":
      return relatedTypes(installation, call)
    case "sync":
      return sync(installation, call)
    default:
      return listTypes(installation, call)
  }
}

const run = (installation: Installation, php: PhpRequest, at: number): Outcome => {
  const { dialect } = installation
  const name = operationName(php)
  const operation = find(dialect, name)
  const fixed = dialect.fixed?.get(name)
  if (fixed !== undefined) return raw(fixed)
  if (operation === undefined) {
    return "code" in dialect.unknownOperation ? refuse(dialect.unknownOperation) : raw(dialect.unknownOperation)
  }
  const input = dialect.parameters === "any" ? php.request : operation.type === "GET" ? php.query : php.form
  if (operation.preLogin) return beforeLogin(installation, name, { php, input, at })
  const session = carriedSession(installation, php, at)
  if (session === undefined) return refuse(dialect.session.missing)
  if ("code" in session) return refuse(session)
  const outcome = withSession(installation, name, { php, input, at, session })
  if (outcome.kind === "raw" || !dialect.session.cookies) return outcome
  // Each reply for which a session was opened sets it, and a logout takes it back.
  const cookie = setCookie(installation.callCookieName, session.id)
  return { ...outcome, cookies: name === "logout" ? [cookie, takeCookie(installation.callCookieName)] : [cookie] }
}

const notFound: EmulatorReply = {
  status: 404,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body: "<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"
}

/** Where an installation with SAML sends people. */
const identityProvider: EmulatorReply = {
  status: 302,
  headers: { "content-type": "text/html; charset=UTF-8", location: "https://login.identity.example/saml/sso" },
  body: ""
}

/**
 * Which requests wait for each other: those of one session.
 *
 * @category server
 * @since 0.1.0
 */
export const queueOf = (installation: Installation, request: EmulatorRequest): string | undefined =>
  carriedName(installation, parseRequest(request, installation.dialect.readsJson))

/** The headers that PHP adds to the replies of a script that opens a session. */
const uncached = {
  expires: "Thu, 19 Nov 1981 08:52:00 GMT",
  "cache-control": "no-store, no-cache, must-revalidate",
  pragma: "no-cache"
}

/** Whether a path leads to the script: slashes may be doubled, and what follows it is left to the script. */
const isScript = ({ path }: Installation, pathname: string): boolean => {
  const plain = pathname.replace(/\/+/g, "/")
  return plain === path || plain.startsWith(`${path}/`)
}

const answer = (installation: Installation, request: EmulatorRequest): EmulatorReply => {
  const { dialect } = installation
  if (installation.outage) return crash
  if (installation.maintenance && dialect.maintenance !== undefined) return dialect.maintenance
  const php = parseRequest(request, dialect.readsJson)
  if (php.badBytes && dialect.badBytes === "empty") return emptyJson
  const name = operationName(php)
  if (installation.quirks.has("saml") && (name === "logout" || php.request.has("mode"))) return identityProvider
  // What is no operation is refused before the format is looked at.
  const encoded = (php.request.get("format") ?? "json").toLowerCase() === "json" || find(dialect, name) === undefined
  const outcome =
    php.badBytes && dialect.badBytes === "error" ? refuse(serverError) : run(installation, php, request.at)
  return envelope(installation, outcome, encoded)
}

/**
 * Answers a request.
 *
 * @category server
 * @since 0.1.0
 */
export const respond = (installation: Installation, request: EmulatorRequest): EmulatorReply => {
  if (!isScript(installation, request.url.pathname)) return notFound
  const reply = answer(installation, request)
  return { ...reply, headers: { ...reply.headers, ...uncached } }
}

/**
 * Whose valid session a request carries, or what the server answers to one without.
 *
 * @category server
 * @since 0.1.0
 */
export const authorize = (
  installation: Installation,
  request: EmulatorRequest
): { readonly user: string } | EmulatorReply => {
  const session = carriedSession(installation, parseRequest(request, installation.dialect.readsJson), request.at)
  if (session === undefined) return envelope(installation, refuse(installation.dialect.session.missing), true)
  if ("code" in session) return envelope(installation, refuse(session), true)
  return session.data.user === undefined ? crash : { user: session.data.user.username }
}
