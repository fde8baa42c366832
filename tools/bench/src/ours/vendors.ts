/** Our vendors: a manager of an emulator's account, with the right secret or a wrong one, and a call that reads. */
import {
  type AuthError,
  type AuthorizedClient,
  type Refine,
  type SessionManager,
  SessionRejected
} from "@crm-auth/core"
import type { Emulator } from "@crm-auth/core/testing"
import { makeCorebos } from "@crm-auth/corebos"
import { CorebosEmulator } from "@crm-auth/corebos/testing"
import { makeCrmcom } from "@crm-auth/crmcom"
import { CrmcomEmulator } from "@crm-auth/crmcom/testing"
import { makeKafinea } from "@crm-auth/kafinea"
import { KafineaEmulator } from "@crm-auth/kafinea/testing"
import { makeKayako } from "@crm-auth/kayako"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { makeKftoken } from "@crm-auth/kftoken"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import { makeVtiger } from "@crm-auth/vtiger"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"

export type Manager = Pick<SessionManager<unknown>, "client" | "session">

export interface OurVendor {
  readonly name: string
  readonly secret: string
  readonly emulator: (url: string) => Effect.Effect<Emulator>
  readonly manager: (
    url: string,
    secret: string
  ) => Effect.Effect<
    Manager & { readonly renew: Effect.Effect<unknown, AuthError> },
    AuthError,
    HttpClient.HttpClient | Scope.Scope
  >
  readonly read: (client: AuthorizedClient) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>
  /** Login requests that one login with bad credentials is made of. */
  readonly attempts: number
}

/** A manager whose session's type is closed over. */
const closed = <A, R>(make: Effect.Effect<SessionManager<A>, AuthError, R>) =>
  Effect.map(make, ({ client, renew, session }) => ({ client, session, renew: Effect.flatMap(session, renew) }))

const username = "jane+crm@acme.example"

const listTypes = (client: AuthorizedClient) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } })

const refine: Refine = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

export const ourVendors: ReadonlyArray<OurVendor> = [
  {
    name: "corebos",
    secret: "Kq3vT9xLm2Zp8RwY",
    emulator: (url) => CorebosEmulator.make({ url }),
    manager: (url, secret) => closed(makeCorebos({ url, username, accessKey: Redacted.make(secret) })),
    read: listTypes,
    attempts: 2
  },
  {
    name: "kafinea",
    secret: "Kq3vT9xLm2Zp8RwY",
    emulator: (url) => KafineaEmulator.make({ url }),
    manager: (url, secret) => closed(makeKafinea({ url, username, accessKey: Redacted.make(secret) })),
    read: listTypes,
    attempts: 2
  },
  {
    name: "vtiger",
    secret: "Kq3vT9xLm2Zp8RwY",
    emulator: (url) => VtigerEmulator.make({ url }),
    manager: (url, secret) => closed(makeVtiger({ url, username, accessKey: Redacted.make(secret) })),
    read: listTypes,
    attempts: 2
  },
  {
    name: "crmcom",
    secret: "example-password",
    emulator: (url) => CrmcomEmulator.make({ url, release: "R11" }),
    manager: (url, secret) =>
      closed(
        makeCrmcom({ url, username: "apiuser", password: Redacted.make(secret), organisation: "DEMOORG", refine })
      ),
    read: (client) =>
      client.get("/contact_information/show", { urlParams: { contact_information_identifier: "number=CI000111" } }),
    attempts: 1
  },
  {
    name: "kayako",
    secret: "p%ss+w",
    emulator: (url) => KayakoEmulator.make({ url }),
    manager: (url, secret) =>
      closed(makeKayako({ url, username: "jane@desk.example", password: Redacted.make(secret) })),
    read: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo"),
    attempts: 1
  },
  {
    name: "kftoken",
    secret: "example-password",
    emulator: (url) => KftokenEmulator.make({ url }),
    manager: (url, secret) =>
      closed(
        makeKftoken({
          url,
          username: "demo.user",
          password: Redacted.make(secret),
          memorableWord: Redacted.make("tangerine")
        })
      ),
    read: (client) => client.get("/customers"),
    attempts: 1
  }
]
