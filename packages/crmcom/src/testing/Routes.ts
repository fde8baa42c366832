/**
 * Which request asks for which operation, and since which release.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, type EmulatorRequest, htmlReply, saysJson } from "@crm-auth/core/testing"
import { createContactInformation, showContactInformation } from "./Contacts.ts"
import * as Logins from "./Logins.ts"
import { isFrom } from "./Release.ts"
import { refuse } from "./Replies.ts"
import type { State } from "./State.ts"

interface Route {
  readonly operation: string
  readonly method: "GET" | "POST"
  readonly path: string
  readonly since: number
  readonly isLogin: boolean
  readonly handler: Logins.Handler
}

const routes: ReadonlyArray<Route> = [
  {
    operation: "createToken",
    method: "POST",
    path: "authentication/token",
    since: 0,
    isLogin: true,
    handler: Logins.createToken
  },
  {
    operation: "releaseToken",
    method: "POST",
    path: "authentication/token/release",
    since: 10,
    isLogin: false,
    handler: Logins.releaseToken
  },
  {
    operation: "createTokenFromWebApiKey",
    method: "POST",
    path: "authentication/web_api_key/token",
    since: 10,
    isLogin: true,
    handler: Logins.createTokenFromWebApiKey
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    method: "POST",
    path: "authentication/consumer_application_key/token",
    since: 15,
    isLogin: true,
    handler: Logins.createTokenFromConsumerApplicationKey
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    method: "POST",
    path: "authentication/device_application_key/token",
    since: 15,
    isLogin: true,
    handler: Logins.createTokenFromDeviceApplicationKey
  },
  {
    operation: "showContactInformation",
    method: "GET",
    path: "contact_information/show",
    since: 0,
    isLogin: false,
    handler: showContactInformation
  },
  {
    operation: "createContactInformation",
    method: "POST",
    path: "contact_information/create",
    since: 0,
    isLogin: false,
    handler: createContactInformation
  }
]

/** The operations, by their names here. */
export const operations: ReadonlyArray<string> = /*#__PURE__*/ routes.map(({ operation }) => operation)

const routesAt = (state: State, request: EmulatorRequest): Route | undefined => {
  const base = `${new URL(state.settings.url).pathname.replace(/\/$/, "")}/crmapi/rest/v2/`
  return routes.find(
    (route) => request.url.pathname === base + route.path && isFrom(state.settings.release, route.since)
  )
}

/** The operation that a request asks for; `unknown` for an unknown path or a wrong method. */
export const operationOf = (state: State, request: EmulatorRequest): string => {
  const route = routesAt(state, request)
  return route?.method === request.method ? route.operation : "unknown"
}

/** Whether an operation tries credentials. */
export const isLogin = (operation: string): boolean =>
  routes.some((route) => route.operation === operation && route.isLogin)

/** Answers a request. What never reaches the application (path, method, media type) gets a page of the web server. */
export const respond = (state: State, request: EmulatorRequest): EmulatorReply => {
  const route = routesAt(state, request)
  if (route === undefined) return htmlReply(404, "404 Not Found")
  if (route.method !== request.method) return htmlReply(405, "405 Method Not Allowed", { allow: route.method })
  if (route.method === "POST" && !saysJson(request)) return htmlReply(415, "415 Unsupported Media Type")
  if (route.isLogin && state.restriction !== undefined) return refuse(state.settings, state.restriction)
  return route.handler(state, request)
}
