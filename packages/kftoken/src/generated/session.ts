// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AuthError } from "@crm-auth/core"
import {
  inQuery,
  operation,
  protocolLifetime,
  protocolSecret,
  type Server,
  type SessionLifetime
} from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import * as Operations from "./operations.ts"
import { protocol } from "./protocol.ts"
import * as Schemas from "./schemas.ts"

export { protocol } from "./protocol.ts"

/**
 * The operations that log in.
 *
 * @category sessions
 * @since 0.1.0
 */
export type LoginId = "createSessionToken" | "exchangeExternalToken"

/**
 * The session that a login's reply holds: the first of the spec's places with a text that is not empty.
 *
 * @category sessions
 * @since 0.1.0
 */
export const sessionSecret = (login: LoginId, document: unknown): Redacted.Redacted | undefined =>
  protocolSecret(protocol, login, document)

/**
 * How long a session lasts, out of the reply of its login.
 *
 * @category sessions
 * @since 0.1.0
 */
export const sessionLifetime = (login: LoginId, document: unknown): SessionLifetime =>
  protocolLifetime(protocol, login, document)

const keepingAlive = /*#__PURE__*/ operation(protocol, {
  id: "listCustomers",
  method: "GET",
  target: "/customers",
  input: Schemas.ListCustomersInput,
  parts: [/*#__PURE__*/ inQuery(["page", "perpage"])],
  session: true
})

/**
 * Makes the cheapest call that uses a session, so that its idle time starts again.
 *
 * @category sessions
 * @since 0.1.0
 */
export const keepAlive = (
  session: Redacted.Redacted,
  server: Server
): Effect.Effect<void, AuthError, HttpClient.HttpClient> =>
  Effect.asVoid(keepingAlive({ page: 1, perpage: 1 }, { ...server, session }))

/**
 * Ends a session at the vendor.
 *
 * @category sessions
 * @since 0.1.0
 */
export const logout = (
  session: Redacted.Redacted,
  server: Server
): Effect.Effect<void, AuthError, HttpClient.HttpClient> =>
  Operations.deleteSessionToken({ sessionToken: session }, { ...server, session })
