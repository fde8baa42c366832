/** A vendor in memory that makes sessions and nothing else. */
import type { AuthError } from "@crm-auth/core"
import type { Login, SessionDriver } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"

export const driver = (
  login: Effect.Effect<Login<{ readonly id: number }>, AuthError>
): SessionDriver<{ readonly id: number }> => ({
  vendor: "example",
  origin: "https://crm.example",
  userAgent: { value: "bench", pinned: true },
  redact: [],
  credentials: Effect.succeed("example"),
  fixedCredentials: true,
  login: () => login,
  attach: Effect.succeed,
  readsBody: () => false,
  classify: () => ({ _tag: "accepted" }),
  isSafe: () => true
})

export const noHttp = HttpClient.make((request) =>
  Effect.succeed(HttpClientResponse.fromWeb(request, new Response("")))
)
