/**
 * The script `webservice.php`: from a request to the reply.
 *
 * @since 0.1.0
 */
import type { EmulatorReply, EmulatorRequest } from "@crm-auth/core/testing"
import { carriedName, carriedSession, sessionName } from "./CarriedSession.ts"
import { create, listTypes, query } from "./Records.ts"
import { crash, type WebserviceDialect } from "./Dialect.ts"
import { emptyJson, envelope } from "./Envelope.ts"
import { type Call, type Installation, type Outcome, raw, refuse } from "./Installation.ts"
import { extendSession, getChallenge, login, logout, setCookie } from "./Login.ts"
import { loginPortal } from "./Portal.ts"
import { parseRequest, type PhpRequest } from "./Php.ts"

interface Registered {
  readonly id: string
  readonly type: "GET" | "POST"
  readonly preLogin: boolean
}

/** The operations as they are registered, by lower-case name: the case of the name sent is ignored. */
const registered: ReadonlyMap<string, Registered> = /*#__PURE__*/ new Map([
  ["getchallenge", { id: "getChallenge", type: "GET", preLogin: true }],
  ["login", { id: "login", type: "POST", preLogin: true }],
  ["loginportal", { id: "loginPortal", type: "GET", preLogin: true }],
  ["extendsession", { id: "extendSession", type: "POST", preLogin: true }],
  ["logout", { id: "logout", type: "POST", preLogin: false }],
  ["listtypes", { id: "listTypes", type: "GET", preLogin: false }],
  ["query", { id: "query", type: "GET", preLogin: false }],
  ["create", { id: "create", type: "POST", preLogin: false }]
])

const find = (dialect: WebserviceDialect, name: string): Registered | undefined =>
  name === "loginportal" && !dialect.portalLogin ? undefined : registered.get(name)

const operationName = (php: PhpRequest): string => (php.request.get("operation") ?? "").toLowerCase()

/**
 * The id of the operation that a request asks for (`getChallenge`, `login`, `loginPortal`, `extendSession`, `logout`,
 * `listTypes`, `query`, `create`), the name as sent for another one, and `none` without one.
 *
 * @category server
 * @since 0.1.0
 */
export const operationOf = ({ dialect }: Installation, request: EmulatorRequest): string => {
  const name = operationName(parseRequest(request, dialect.readsJson))
  return find(dialect, name)?.id ?? (name === "" ? "none" : name)
}

/** An operation that needs no session. What comes along as one is taken by these in their own ways. */
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
  // A session that nobody is logged in to makes the script die.
  if (user === undefined) return raw(crash)
  if (name === "create") return create(installation, call, user)
  if (installation.dialect.parameters === "registered" && !call.input.has("operation")) {
    return refuse({ code: "ACCESS_DENIED", message: `Permission to perform the operation is denied for ${name}` })
  }
  return name === "query" ? query(installation, call) : listTypes(installation, call)
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
  return outcome.kind === "result" && dialect.session.cookies && name !== "logout"
    ? { ...outcome, cookie: setCookie(installation.callCookieName, session.id) }
    : outcome
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

/**
 * Answers a request.
 *
 * @category server
 * @since 0.1.0
 */
export const respond = (installation: Installation, request: EmulatorRequest): EmulatorReply => {
  const { dialect } = installation
  if (request.url.pathname !== installation.path) return notFound
  if (installation.outage) return crash
  if (installation.maintenance && dialect.maintenance !== undefined) return dialect.maintenance
  const php = parseRequest(request, dialect.readsJson)
  if (php.badBytes) return emptyJson
  const name = operationName(php)
  if (installation.quirks.has("saml") && (name === "logout" || php.request.has("mode"))) return identityProvider
  // What is no operation is refused before anyone looks at the format.
  const encoded = (php.request.get("format") ?? "json").toLowerCase() === "json" || find(dialect, name) === undefined
  return envelope(installation, run(installation, php, request.at), encoded)
}
