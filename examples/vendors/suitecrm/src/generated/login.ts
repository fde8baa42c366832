// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type AuthError } from "@crm-auth/core"
import { md5, type Server } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { SuiteCrmCredentials, SuiteCrmDirectoryCredentials } from "./credentials.ts"
import * as Operations from "./operations.ts"
import type * as Schemas from "./schemas.ts"

/**
 * Logs in with `SuiteCrmCredentials`: sends `login`.
 *
 * @category sessions
 * @since 0.1.0
 */
export const logInByPassword = Effect.fnUntraced(function* (
  credentials: SuiteCrmCredentials,
  server: Server
): Effect.fn.Return<Schemas.LoginReply, AuthError, HttpClient.HttpClient> {
  return yield* Operations.login(
    { rest_data: [{ user_name: credentials.username, password: yield* md5(credentials.password) }, "crm-auth", []] },
    server
  )
})

/**
 * Logs in with `SuiteCrmDirectoryCredentials`: sends `loginToDirectory`.
 *
 * @category sessions
 * @since 0.1.0
 */
export const logInByDirectory = Effect.fnUntraced(function* (
  credentials: SuiteCrmDirectoryCredentials,
  server: Server
): Effect.fn.Return<Schemas.LoginReply, AuthError, HttpClient.HttpClient> {
  return yield* Operations.loginToDirectory(
    {
      rest_data: [
        { user_name: credentials.username, password: credentials.password, encryption: "PLAIN" },
        "crm-auth",
        []
      ]
    },
    server
  )
})
