/**
 * Which request asks for which operation.
 *
 * @since 0.1.0
 */
import * as Option from "effect/Option"
import { type EmulatorReply, type EmulatorRequest, jsonReply, saysJson } from "@crm-auth/core/testing"
import { createCustomer, listCustomers, refusal } from "./Customers.ts"
import * as Login from "./Login.ts"
import { sessionTokenOf } from "./Login.ts"
import { inXml, refuse, wantsJson } from "./Replies.ts"
import type { State } from "./State.ts"

interface Route {
  readonly operation: string
  readonly method: "GET" | "POST" | "PUT" | "DELETE"
  readonly path: RegExp
  readonly handler: Login.Handler
}

const sessionToken = /^\/sessiontoken$/
const customers = /^\/customers$/

const routes: ReadonlyArray<Route> = [
  { operation: "createTemporaryToken", method: "POST", path: sessionToken, handler: Login.createTemporaryToken },
  { operation: "createSessionToken", method: "PUT", path: sessionToken, handler: Login.createSessionToken },
  { operation: "exchangeExternalToken", method: "GET", path: sessionToken, handler: Login.exchangeExternalToken },
  {
    operation: "deleteSessionToken",
    method: "DELETE",
    path: /^\/sessiontoken\/([^/]+)$/,
    handler: Login.deleteSessionToken
  },
  { operation: "listCustomers", method: "GET", path: customers, handler: listCustomers },
  { operation: "createCustomer", method: "POST", path: customers, handler: createCustomer }
]

/** The operations, by their names here. */
export const operations: ReadonlyArray<string> = /*#__PURE__*/ routes.map(({ operation }) => operation)

const pathOf = (state: State, request: EmulatorRequest): string | undefined => {
  const base = new URL(state.settings.url).pathname.replace(/\/$/, "")
  return request.url.pathname.startsWith(base) ? request.url.pathname.slice(base.length) : undefined
}

const routesAt = (state: State, request: EmulatorRequest): ReadonlyArray<Route> => {
  const path = pathOf(state, request)
  return path === undefined ? [] : routes.filter((route) => route.path.test(path))
}

const routeOf = (state: State, request: EmulatorRequest): Route | undefined =>
  routesAt(state, request).find((route) => route.method === request.method)

/** The operation that a request asks for; `unknown` for an unknown path or a wrong method. */
export const operationOf = (state: State, request: EmulatorRequest): string =>
  routeOf(state, request)?.operation ?? "unknown"

/** Whether an operation starts a login. The second step belongs to the attempt that the first one began. */
export const isLogin = (operation: string): boolean =>
  operation === "createTemporaryToken" || operation === "exchangeExternalToken"

const decodePath = Option.liftThrowable(decodeURIComponent)

const loginSteps = new Set(["createTemporaryToken", "createSessionToken", "exchangeExternalToken"])

const answer = (state: State, request: EmulatorRequest): EmulatorReply => {
  const route = routeOf(state, request)
  if (route === undefined) {
    const others = routesAt(state, request).map((other) => other.method)
    // No `Error` here: a framework answers before the application does.
    return others.length === 0
      ? jsonReply(404, { Message: "No HTTP resource was found." })
      : jsonReply(405, { Message: "The resource does not support this method." }, { allow: others.join(", ") })
  }
  const hasBody = route.method === "POST" || route.method === "PUT"
  if (hasBody && !saysJson(request)) return refuse(state.settings, 400, "badRequest")
  // A login carries no session; one that does has been mixed up with a resource call.
  if (loginSteps.has(route.operation) && request.headers["authorization"] !== undefined) {
    return refuse(state.settings, 400, "badRequest")
  }
  const parameter = route.path.exec(pathOf(state, request) ?? "")?.[1] ?? ""
  return route.handler(
    state,
    request,
    Option.getOrElse(decodePath(parameter), () => "")
  )
}

/** Whose valid session a request carries, or the server's refusal. */
export const authorize = (state: State, request: EmulatorRequest): { readonly user: string } | EmulatorReply => {
  const refused = refusal(state, request)
  return refused ?? { user: state.sessions.peek(sessionTokenOf(request) ?? "", request.at)?.user ?? "" }
}

/** Answers a request, in XML when JSON was not asked for. */
export const respond = (state: State, request: EmulatorRequest): EmulatorReply => {
  if (wantsJson(request)) return answer(state, request)
  return state.settings.notJson === "406" ? inXml({ status: 406 }) : inXml(answer(state, request))
}
