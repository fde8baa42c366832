// A manager of an emulated instance's user, and what the server saw of it.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type KafineaServerOptions, makeKafinea } from "../../src/index.ts"
import type { KafineaEmulator } from "../../src/testing/index.ts"

export {
  afterChallenge,
  listTypes,
  operationsOf as operations,
  patiently,
  requestsFor,
  tagOf
} from "@crm-auth/webservice/test"

export const jane = { username: "jane+crm@acme.example", accessKey: Redacted.make("Kq3vT9xLm2Zp8RwY") }

interface Options extends Partial<KafineaServerOptions> {
  readonly username?: string
  readonly accessKey?: Redacted.Redacted
}

export const manage = (server: KafineaEmulator, options?: Options) =>
  makeKafinea({ url: server.url, ...jane, ...options }).pipe(Effect.provide(server.layer))
