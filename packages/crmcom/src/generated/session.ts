// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AuthError } from "@crm-auth/core"
import { protocolLifetime, protocolSecret, type Server, type SessionLifetime } from "@crm-auth/core/Driver"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import * as Operations from "./operations.ts"
import { protocol, releases } from "./protocol.ts"

export { protocol, releases } from "./protocol.ts"

/**
 * The operations that log in.
 *
 * @category sessions
 * @since 0.1.0
 */
export type LoginId =
  | "createToken"
  | "createTokenFromWebApiKey"
  | "createTokenFromConsumerApplicationKey"
  | "createTokenFromDeviceApplicationKey"

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
export const sessionLifetime = (
  login: LoginId,
  document: unknown,
  release?: (typeof releases)[number]
): SessionLifetime => protocolLifetime(protocol, login, document, release)

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
  Operations.releaseToken({ token: session }, { ...server, session })

/**
 * Whether a logout ends sessions of a server of this release; from R12 on it has no effect.
 *
 * @category sessions
 * @since 0.1.0
 */
export const endsAtLogout = (release: (typeof releases)[number]): boolean =>
  releases.indexOf(release) < releases.indexOf("R12")
