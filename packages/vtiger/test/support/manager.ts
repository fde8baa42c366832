// A manager of an emulated server's user, and what the server saw of it.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { makeVtiger, type VtigerServerOptions } from "../../src/index.ts"
import type { VtigerEmulator } from "../../src/testing/index.ts"

export { afterChallenge, listTypes, operationsOf as operations, patiently } from "@crm-auth/webservice/test"

export const jane = { username: "jane+crm@acme.example", accessKey: Redacted.make("Kq3vT9xLm2Zp8RwY") }
export const omar = { username: "omar", accessKey: Redacted.make("h7Jd0sWq4nBv") }

interface Options extends Partial<VtigerServerOptions> {
  readonly username?: string
  readonly accessKey?: Redacted.Redacted
}

export const manage = (server: VtigerEmulator, options?: Options) =>
  makeVtiger({ url: server.url, ...jane, ...options }).pipe(Effect.provide(server.layer))
