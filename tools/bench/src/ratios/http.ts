/** Logins and authorised requests over loopback, beside the same exchange without us. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { AuthError, SessionManager } from "@crm-auth/core"
import { makeCrmcom } from "@crm-auth/crmcom"
import { makeKayako } from "@crm-auth/kayako"
import { makeKftoken, makeKftokenSessionToken } from "@crm-auth/kftoken"
import { makeVtiger } from "@crm-auth/vtiger"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Agent, request as nodeRequest } from "node:http"
import { cannedServer } from "./canned.ts"
import { interleave, type Ratio, ratio, type Timed } from "./measure.ts"

const secret = Redacted.make("example-5ecret")

const form = { "content-type": "application/x-www-form-urlencoded" }
const json = { "content-type": "application/json" }

interface Exchange {
  readonly method: "GET" | "POST" | "PUT"
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
}

interface Vendor {
  readonly make: Effect.Effect<
    Pick<SessionManager<unknown>, "session" | "client">,
    AuthError,
    HttpClient.HttpClient | Scope.Scope
  >
  /** The requests of one login. */
  readonly exchanges: ReadonlyArray<Exchange>
}

const vendors = (url: string) =>
  ({
    kayako: {
      make: makeKayako({ url, username: "jane", password: secret }),
      exchanges: [
        {
          method: "POST",
          path: "/staffapi/index.php?/Core/Default/Login",
          headers: form,
          body: "username=jane&password=x"
        }
      ]
    },
    vtiger: {
      make: makeVtiger({ url, username: "jane", accessKey: secret }),
      exchanges: [
        { method: "GET", path: "/webservice.php?operation=getchallenge&username=jane" },
        { method: "POST", path: "/webservice.php", headers: form, body: "operation=login&username=jane&accessKey=x" }
      ]
    },
    crmcom: {
      make: makeCrmcom({ url, username: "jane", password: secret, organisation: "DEMO" }),
      exchanges: [
        { method: "POST", path: "/crmapi/rest/v2/authentication/token", headers: json, body: '{"username":"jane"}' }
      ]
    },
    kftoken: {
      make: makeKftoken({ url, username: "jane", password: secret, memorableWord: Redacted.make("tangerine") }),
      exchanges: [
        { method: "POST", path: "/sessiontoken", headers: json, body: '{"UserName":"jane"}' },
        { method: "PUT", path: "/sessiontoken", headers: json, body: '{"TemporaryToken":"x"}' }
      ]
    }
  }) satisfies { readonly [name: string]: Vendor }

const rawFetch =
  (url: string, exchanges: ReadonlyArray<Exchange>): Timed =>
  async (operations) => {
    for (let index = 0; index < operations; index++) {
      for (const { path, ...init } of exchanges) await (await fetch(url + path, init)).text()
    }
  }

const agent = new Agent({ keepAlive: true })

const rawNode = (url: string, exchanges: ReadonlyArray<Exchange>): Timed => {
  const send = ({ body, headers, method, path }: Exchange) =>
    new Promise<string>((resolve, reject) => {
      const request = nodeRequest(url + path, { agent, method, headers: { ...headers } }, (response) => {
        let text = ""
        response.setEncoding("utf8")
        response.on("data", (chunk: string) => (text += chunk))
        response.on("end", () => resolve(text))
      })
      request.on("error", reject)
      request.end(body)
    })
  return async (operations) => {
    for (let index = 0; index < operations; index++) for (const exchange of exchanges) await send(exchange)
  }
}

/** Each login is one of a new manager's; its scope is left open and forgotten, so that no logout is timed. */
const login =
  (make: Vendor["make"], runtime: Runtime): Timed =>
  (operations) =>
    runtime.runPromise(
      Effect.gen(function* () {
        for (let index = 0; index < operations; index++) {
          const { session } = yield* Effect.provideService(make, Scope.Scope, Scope.makeUnsafe())
          yield* session
        }
      })
    )

/** The same requests by Effect's client alone: what a layer alone costs. */
const bareClient =
  (url: string, exchanges: ReadonlyArray<Exchange>, runtime: Runtime): Timed =>
  (operations) =>
    runtime.runPromise(
      Effect.gen(function* () {
        const client = yield* HttpClient.HttpClient
        for (let index = 0; index < operations; index++) {
          for (const { body, headers, method, path } of exchanges) {
            const request = HttpClientRequest.make(method)(url + path, { headers })
            const full =
              body === undefined ? request : HttpClientRequest.bodyText(request, body, headers?.["content-type"])
            yield* Effect.flatMap(client.execute(full), ({ text }) => text)
          }
        }
      }).pipe(Effect.orDie)
    )

type Runtime = ManagedRuntime.ManagedRuntime<HttpClient.HttpClient, never>

export const loginRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer()
  const runtimes = {
    fetch: ManagedRuntime.make(FetchHttpClient.layer),
    undici: ManagedRuntime.make(NodeHttpClient.layerUndici),
    node: ManagedRuntime.make(NodeHttpClient.layerNodeHttp)
  }
  const ratios: Array<Ratio> = []
  for (const [name, { exchanges, make }] of Object.entries<Vendor>(vendors(server.url))) {
    const samples = await interleave(rounds, 100, {
      fetch: login(make, runtimes.fetch),
      undici: login(make, runtimes.undici),
      node: login(make, runtimes.node),
      "fetch, bare": bareClient(server.url, exchanges, runtimes.fetch),
      "undici, bare": bareClient(server.url, exchanges, runtimes.undici),
      "raw fetch": rawFetch(server.url, exchanges),
      "raw node:http": rawNode(server.url, exchanges)
    })
    ratios.push(
      ratio(`${name} login, undici layer`, samples, "undici", "raw fetch", 1.15),
      ratio(`${name} login, fetch layer`, samples, "fetch", "raw fetch", 1.6),
      ratio(`${name}'s requests by Effect's client alone, undici layer`, samples, "undici, bare", "raw fetch"),
      ratio(`${name}'s requests by Effect's client alone, fetch layer`, samples, "fetch, bare", "raw fetch"),
      ratio(`${name} login, node layer`, samples, "node", "raw node:http")
    )
  }
  for (const runtime of Object.values(runtimes)) await runtime.dispose()
  await server.close()
  return ratios
}

const times = <A, E>(operations: number, call: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    for (let index = 0; index < operations; index++) yield* call
  })

export const requestRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer()
  const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)
  const all = vendors(server.url)
  const timed = await runtime.runPromise(
    Effect.gen(function* () {
      const bare = yield* HttpClient.HttpClient
      const kftoken = yield* all.kftoken.make
      const kayako = yield* all.kayako.make
      const read = <E>(reply: Effect.Effect<{ readonly text: Effect.Effect<string, unknown> }, E>) =>
        Effect.flatMap(reply, ({ text }) => text)
      const inMemory = HttpClient.make((request) =>
        Effect.sync(() => HttpClientResponse.fromWeb(request, new Response("{}", { headers: json })))
      )
      const kept = yield* Effect.provideService(
        makeKftokenSessionToken({ url: server.url, sessionToken: secret }),
        HttpClient.HttpClient,
        inMemory
      )
      const form = HttpBody.urlParams({ departmentid: "6" })
      const post = (route: string) => read(kayako.client.post(`/staffapi/index.php?${route}`, { body: form }))
      const carrying = HttpBody.urlParams({ departmentid: "6", sessionid: "0".repeat(32) })
      const postBare = (route: string) =>
        read(bare.post(`${server.url}/staffapi/index.php?${route}`, { body: carrying, accept: "text/xml" }))
      const bareHeader = (client: HttpClient.HttpClient) =>
        read(
          client.get(`${server.url}/customers`, { headers: { authorization: "KfToken x", accept: "application/json" } })
        )
      return {
        "from memory": read(kept.client.get("/customers")),
        "from memory, bare": bareHeader(inMemory),
        header: read(kftoken.client.get("/customers")),
        "header, bare": bareHeader(bare),
        form: post("/Tickets/Retrieve"),
        "form, bare": postBare("/Tickets/Retrieve"),
        chunked: post("/Tickets/Chunked"),
        "chunked, bare": postBare("/Tickets/Chunked"),
        "chunked, bare, as a stream": Effect.flatMap(
          bare.post(`${server.url}/staffapi/index.php?/Tickets/Chunked`, { body: carrying, accept: "text/xml" }),
          ({ stream }) => Effect.map(Stream.mkUint8Array(stream), (bytes) => new TextDecoder().decode(bytes))
        )
      }
    }).pipe(Effect.provideService(Scope.Scope, Scope.makeUnsafe()))
  )
  const samples = await interleave(
    rounds,
    300,
    Object.fromEntries(
      Object.entries(timed).map(([name, call]) => [
        name,
        (operations: number) => runtime.runPromise(times(operations, call))
      ])
    )
  )
  await runtime.dispose()
  await server.close()
  return [
    ratio("authorised request, session in a header, status classified", samples, "header", "header, bare", 1.08),
    ratio("the same answered from memory", samples, "from memory", "from memory, bare"),
    ratio("authorised request, session in the form, 10 KB reply classified", samples, "form", "form, bare", 1.15),
    ratio("the same, the reply in chunks of unsaid length", samples, "chunked", "chunked, bare"),
    ratio("the same, both read as a stream", samples, "chunked", "chunked, bare, as a stream", 1.15)
  ]
}
