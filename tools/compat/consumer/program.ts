/**
 * What a user's program does, for every vendor: a login, a request, a request whose session was ended, a refused login,
 * a logout. Runs anywhere that has `fetch`. The packages come out of tarballs; these files are only copied.
 */
import {
  type AuthError,
  type AuthorizedClient,
  type Refine,
  type SessionManager,
  SessionRejected
} from "@crm-auth/core"
import { Corebos } from "@crm-auth/corebos"
import { Crmcom } from "@crm-auth/crmcom"
import { Kafinea } from "@crm-auth/kafinea"
import { Kayako } from "@crm-auth/kayako"
import { Kftoken } from "@crm-auth/kftoken"
import { Vtiger } from "@crm-auth/vtiger"
import type * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

class Unexpected extends Data.TaggedError("Unexpected")<{ readonly message: string }> {}

const expect = (holds: boolean, message: string): Effect.Effect<void, Unexpected> =>
  holds ? Effect.void : new Unexpected({ message })

type Read = (client: AuthorizedClient) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>

interface Account<I, A> {
  readonly vendor: string
  readonly service: Context.Service<I, SessionManager<A>>
  readonly layer: (url: string, secret: string) => Layer.Layer<I, AuthError, HttpClient.HttpClient>
  readonly secret: string
  readonly read: Read
}

const control = (base: string, vendor: string, order: string) =>
  Effect.promise((): Promise<{ readonly logins: number; readonly sessions: number }> =>
    fetch(`${base}/control/${vendor}/${order}`, { method: "POST" }).then((response) => response.json())
  )

const scenario =
  (base: string) =>
  <I, A>({ layer, read, secret, service, vendor }: Account<I, A>) =>
    Effect.gen(function* () {
      const live = (given: string) => Layer.provide(layer(`${base}/${vendor}`, given), FetchHttpClient.layer)
      const use = Effect.gen(function* () {
        const { client, session } = yield* service
        yield* session
        const first = yield* read(client)
        yield* expect(first.status === 200, `HTTP ${first.status}`)
        yield* control(base, vendor, "expire")
        const second = yield* read(client)
        yield* expect(second.status === 200 && (yield* second.text).length > 0, `then HTTP ${second.status}`)
      })
      yield* Effect.provide(use, live(secret))
      const { logins, sessions } = yield* control(base, vendor, "state")
      yield* expect(logins === 2, `${logins} logins`)
      yield* expect(sessions === 0, `${sessions} sessions left`)
      const refused = Effect.flatMap(service, (manager) => manager.session)
      const error = yield* Effect.provide(Effect.flip(refused), live("wrong"))
      yield* expect(/^(InvalidCredentials|VendorFailure)$/.test(error.reason._tag), error.message)
    }).pipe(Effect.mapError((error) => `${vendor}: ${error instanceof Error ? error.message : String(error)}`))

const listTypes: Read = (client) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } })
const user = { username: "jane+crm@acme.example" }
const refine: Refine = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

const key = "Kq3vT9xLm2Zp8RwY"

/** Resolves to one line. `base` is where the emulators of this run are. */
export const run = (base: string): Promise<string> => {
  const check = scenario(base)
  return Effect.runPromise(
    Effect.gen(function* () {
      yield* check({
        vendor: "corebos",
        service: Corebos,
        layer: (url, secret) => Corebos.layer({ url, ...user, accessKey: Redacted.make(secret) }),
        secret: key,
        read: listTypes
      })
      yield* check({
        vendor: "kafinea",
        service: Kafinea,
        layer: (url, secret) => Kafinea.layer({ url, ...user, accessKey: Redacted.make(secret) }),
        secret: key,
        read: listTypes
      })
      yield* check({
        vendor: "vtiger",
        service: Vtiger,
        layer: (url, secret) => Vtiger.layer({ url, ...user, accessKey: Redacted.make(secret) }),
        secret: key,
        read: listTypes
      })
      yield* check({
        vendor: "crmcom",
        service: Crmcom,
        layer: (url, secret) => {
          const password = Redacted.make(secret)
          return Crmcom.layer({ url, username: "apiuser", password, organisation: "DEMOORG", release: "R11", refine })
        },
        secret: "example-password",
        read: (client) =>
          client.get("/contact_information/show", {
            urlParams: { contact_information_identifier: "number=CI000111" }
          })
      })
      yield* check({
        vendor: "kayako",
        service: Kayako,
        layer: (url, secret) => Kayako.layer({ url, username: "jane@desk.example", password: Redacted.make(secret) }),
        secret: "p%ss+w",
        read: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo")
      })
      yield* check({
        vendor: "kftoken",
        service: Kftoken,
        layer: (url, secret) => {
          const memorableWord = Redacted.make("tangerine")
          return Kftoken.layer({ url, username: "demo.user", password: Redacted.make(secret), memorableWord })
        },
        secret: "example-password",
        read: (client) => client.get("/customers", { urlParams: { page: 1, perpage: 1 } })
      })
      return "6 vendors passed"
    })
  ).then(
    (line) => line,
    (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`
  )
}
