/**
 * A vendor of what other vendors lack: a login on another host that tells the session's base URL, a session in JSON
 * within a form field, replies that are not objects, and a redirect that means a rejected session.
 */
import { make as makeSessionManager } from "@crm-auth/core/SessionManager"
import { type SessionManager } from "@crm-auth/core"
import {
  type Operation,
  type Protocol,
  protocolDriver,
  type Server,
  type SessionDriver,
  type SessionOperation
} from "@crm-auth/core/Driver"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { crossCheck } from "../dev/crossCheck.ts"
import { generate } from "../src/generate.ts"
import { writeText } from "../src/workspace.ts"
import { fixture, repositoryOf, services } from "./support.ts"

interface Reply {
  readonly id: Redacted.Redacted
  readonly instance: string
}

interface Ledger {
  readonly protocol: Protocol
  readonly login: Operation<{ readonly user: { readonly name: string; readonly password: Redacted.Redacted } }, Reply>
  readonly countEntries: SessionOperation<
    { readonly rest_data?: ReadonlyArray<string> | { readonly module: string } },
    number
  >
  readonly rename: SessionOperation<{}, string>
  readonly logout: (session: Redacted.Redacted, server: Server) => Effect.Effect<void, never, HttpClient.HttpClient>
  readonly sessionSecret: (login: "login", document: unknown) => Redacted.Redacted | undefined
  readonly sessionOrigin: (login: "login", document: unknown) => Result.Result<string, Error>
}

/** Where a spec puts the session into the JSON of a form field: first into an array, or into an object as a member. */
type Json = "array" | "object"

/** The spec, with an object in place of the array. */
const withObject = (spec: string): string =>
  spec
    .replace("json: /0", "json: /session")
    .replace("{ type: array, items: { type: string } }", "{ type: object, properties: { module: { type: string } } }")

const load = Effect.fnUntraced(function* (json: Json) {
  const path = yield* Path.Path
  const spec = yield* fixture("ledger")
  const workspace = yield* repositoryOf(`ledger-${json}`, { ledger: json === "array" ? spec : withObject(spec) })
  for (const output of yield* generate(workspace, ["ledger"], crossCheck)) {
    for (const file of output.files) yield* writeText(workspace, file.path, file.code)
  }
  const module = (file: string) => import(path.join(workspace.root, "packages/ledger/src/generated", file))
  return yield* Effect.promise(async (): Promise<Ledger> => ({
    ...(await module("operations.ts")),
    ...(await module("session.ts"))
  }))
})

const user = { name: "ada", password: Redacted.make("p") }

interface Session {
  readonly id: Redacted.Redacted
  readonly base: string
}

/** The driver that an author would write: everything but the login's input is generated. */
const driverOf = (ledger: Ledger, http: HttpClient.HttpClient): SessionDriver<Session> => ({
  ...protocolDriver<Session>(ledger.protocol, {
    baseUrl: "https://ledger.example",
    secret: ({ id }) => id,
    origin: ({ base }) => base
  }),
  credentials: Effect.succeed("ada"),
  fixedCredentials: true,
  login: () =>
    ledger.login({ user }, {}).pipe(
      Effect.map((document) => {
        const id = ledger.sessionSecret("login", document)
        const base = ledger.sessionOrigin("login", document)
        if (id === undefined || Result.isFailure(base))
          throw new Error("the login's reply holds a session and a base URL")
        return { value: { id, base: base.success }, lifetime: {} }
      }),
      Effect.provideService(HttpClient.HttpClient, http)
    )
})

interface Seen {
  readonly url: string
  readonly form: URLSearchParams
}

/** Two sessions on two hosts; `dead` are no longer accepted, in the way that the test says. */
const serve = (refuse: () => Response) => {
  const seen: Array<Seen> = []
  const dead = new Set<string>()
  let logins = 0
  const answer = ({ form, url }: Seen): Response => {
    if (url === "https://login.ledger.example/oauth/login") {
      logins++
      return form.get("user") === '{"name":"ada","password":"p"}'
        ? Response.json({ id: `s-${logins}`, instance: `https://eu${logins}.ledger.example/` })
        : Response.json({ number: 10, name: "Invalid login" })
    }
    const [session, ...rest]: ReadonlyArray<string> = Object.values(JSON.parse(form.get("rest_data") ?? "[]"))
    const host = new URL(url).host.split(".")[0]?.replace("eu", "s-")
    if (session === undefined || dead.has(session) || session !== host) return refuse()
    return Response.json(form.get("method") === "count" ? rest.length : form.get("method") === "rename" ? "done" : null)
  }
  const client = HttpClient.make((request, url) => {
    const { body } = request
    const text =
      body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : body._tag === "Raw" ? String(body.body) : ""
    const one = { url: url.toString(), form: new URLSearchParams(text) }
    seen.push(one)
    return Effect.succeed(HttpClientResponse.fromWeb(request, answer(one)))
  })
  return { client, seen, dead }
}

const using = <A, E>(
  refuse: () => Response,
  use: (manager: SessionManager<Session>, ledger: Ledger, server: ReturnType<typeof serve>) => Effect.Effect<A, E>,
  json: Json = "array"
) =>
  Effect.gen(function* () {
    const ledger = yield* load(json)
    const server = serve(refuse)
    const manager = yield* Effect.provideService(
      makeSessionManager(driverOf(ledger, server.client)),
      HttpClient.HttpClient,
      server.client
    )
    return yield* use(manager, ledger, server)
  }).pipe(Effect.scoped)

const code = () => Response.json({ number: 11, name: "Invalid session" })
const redirect = () =>
  new Response(null, { status: 302, headers: { location: "/index.php?action=Login&module=Users" } })

layer(services)((it) => {
  it.effect("the login goes to its own host, and calls to the base URL that it told", () =>
    using(code, (manager, { countEntries }, { seen }) =>
      Effect.gen(function* () {
        yield* manager.call(countEntries, {})
        assert.deepStrictEqual(
          seen.map(({ url }) => url),
          ["https://login.ledger.example/oauth/login", "https://eu1.ledger.example/rest/v4"]
        )
      })
    )
  )

  it.effect("the session is the first element of the form's JSON, before what the caller sends or alone", () =>
    using(code, (manager, { countEntries, rename }, { seen }) =>
      Effect.gen(function* () {
        assert.strictEqual(yield* manager.call(countEntries, { rest_data: ["Accounts", "a&b=c"] }), 2)
        assert.strictEqual(yield* manager.call(countEntries, {}), 0)
        assert.strictEqual(yield* manager.call(rename, {}), "done")
        assert.deepStrictEqual(
          seen.slice(1).map(({ form }) => form.get("rest_data")),
          ['["s-1","Accounts","a\\u0026b=c"]', '["s-1"]', '["s-1"]']
        )
      })
    )
  )

  it.effect(
    "the session is a member of the form's JSON, beside what the caller sends or alone, and is replaced there",
    () =>
      using(
        code,
        (manager, { countEntries }, { dead, seen }) =>
          Effect.gen(function* () {
            assert.strictEqual(yield* manager.call(countEntries, { rest_data: { module: "a&b=c" } }), 1)
            assert.strictEqual(yield* manager.call(countEntries, {}), 0)
            dead.add("s-1")
            assert.strictEqual(yield* manager.call(countEntries, { rest_data: { module: "Accounts" } }), 1)
            assert.deepStrictEqual(
              seen.flatMap(({ form }) => form.get("rest_data") ?? []),
              [
                '{"session":"s-1","module":"a\\u0026b=c"}',
                '{"session":"s-1"}',
                '{"session":"s-1","module":"Accounts"}',
                '{"session":"s-2","module":"Accounts"}'
              ]
            )
          }),
        "object"
      )
  )

  for (const [name, refuse] of [["a code", code] as const, ["a redirect to the login page", redirect] as const]) {
    it.effect(`a session rejected by ${name} is replaced, and the call goes to the new session's host`, () =>
      using(refuse, (manager, { countEntries }, { dead, seen }) =>
        Effect.gen(function* () {
          yield* manager.call(countEntries, {})
          dead.add("s-1")
          assert.strictEqual(yield* manager.call(countEntries, { rest_data: ["x"] }), 1)
          assert.strictEqual(seen.at(-1)?.url, "https://eu2.ledger.example/rest/v4")
          assert.strictEqual(seen.at(-1)?.form.get("rest_data"), '["s-2","x"]')
        })
      )
    )
  }

  it.effect("a call does not leave the base URL that the login told", () =>
    using(code, (manager, _, { seen }) =>
      Effect.gen(function* () {
        for (const url of ["https://ledger.example/rest/v4", "https://eu2.ledger.example/rest/v4", "../other"]) {
          const error = yield* Effect.flip(manager.client.post(url))
          assert.strictEqual(error._tag === "AuthError" && error.reason._tag, "InvalidConfiguration", url)
        }
        assert.strictEqual(seen.length, 1)
      })
    )
  )

  it.effect("the generated logout answers nothing, and null is a success", () =>
    using(code, (manager, { logout }, { client, seen }) =>
      Effect.gen(function* () {
        const { value } = yield* manager.session
        yield* logout(value.id, { url: value.base }).pipe(Effect.provideService(HttpClient.HttpClient, client))
        assert.strictEqual(seen.at(-1)?.form.get("method"), "logout")
        assert.strictEqual(seen.at(-1)?.form.get("rest_data"), '["s-1"]')
      })
    )
  )

  it.effect("a base URL that would carry the session in clear text is refused", () =>
    Effect.gen(function* () {
      const { sessionOrigin } = yield* load("array")
      const base = sessionOrigin("login", { id: "s", instance: "http://evil.example" })
      assert.isTrue(Result.isFailure(base))
      assert.isTrue(Result.isFailure(sessionOrigin("login", { id: "s" })))
    })
  )
})
