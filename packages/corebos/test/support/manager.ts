// A manager of an emulated server's user, and what the server saw of it.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import {
  type CorebosServerOptions,
  makeCorebos,
  makeCorebosCredentialToken,
  makeCorebosInsecurePassword
} from "../../src/index.ts"
import type { CorebosEmulator } from "../../src/testing/index.ts"

export {
  afterChallenge,
  listTypes,
  operationsOf as operations,
  patiently,
  requestsFor,
  tagOf
} from "@crm-auth/webservice/test"

export const username = "jane+crm@acme.example"
export const accessKey = Redacted.make("Kq3vT9xLm2Zp8RwY")
export const password = Redacted.make("Blue Sky!")

interface Options extends Partial<CorebosServerOptions> {
  readonly username?: string
}

export const manage = (server: CorebosEmulator, options?: Options & { readonly accessKey?: Redacted.Redacted }) =>
  makeCorebos({ url: server.url, username, accessKey, ...options }).pipe(Effect.provide(server.layer))

export const manageByPassword = (
  server: CorebosEmulator,
  options?: Options & { readonly password?: Redacted.Redacted }
) => makeCorebosInsecurePassword({ url: server.url, username, password, ...options }).pipe(Effect.provide(server.layer))

export const manageByToken = (server: CorebosEmulator, token: string) =>
  makeCorebosCredentialToken({ url: server.url, token: Redacted.make(token) }).pipe(Effect.provide(server.layer))
