/** Authorised requests, over loopback and from memory, beside the same requests without a session. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { makeKayako } from "@crm-auth/kayako"
import { makeKftoken, makeKftokenSessionToken } from "@crm-auth/kftoken"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Record from "effect/Record"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { type Allocation, allocatedBy } from "./allocated.ts"
import { kayakoLogin, tickets } from "./canned.ts"
import { cannedServer } from "./cannedServer.ts"
import { interleave, type Ratio, ratio, type Timed } from "./measure.ts"

const secret = Redacted.make("example-5ecret")

type Runtime = ManagedRuntime.ManagedRuntime<HttpClient.HttpClient, never>

const times =
  <A, E>(runtime: Runtime, call: Effect.Effect<A, E>): Timed =>
  (operations) =>
    runtime.runPromise(
      Effect.gen(function* () {
        for (let index = 0; index < operations; index++) yield* call
      })
    )

const read = <E>(reply: Effect.Effect<{ readonly text: Effect.Effect<string, unknown> }, E>) =>
  Effect.flatMap(reply, ({ text }) => text)

/** Every request that is timed, with a session and without. */
const calls = (url: string) =>
  Effect.gen(function* () {
    const bare = yield* HttpClient.HttpClient
    const kftoken = yield* makeKftoken({
      url,
      username: "jane",
      password: secret,
      memorableWord: Redacted.make("tangerine")
    })
    const kayako = yield* makeKayako({ url, username: "jane", password: secret })
    const inMemory = HttpClient.make((request) =>
      Effect.sync(() =>
        HttpClientResponse.fromWeb(request, new Response("{}", { headers: { "content-type": "application/json" } }))
      )
    )
    const kept = yield* Effect.provideService(
      makeKftokenSessionToken({ url, sessionToken: secret }),
      HttpClient.HttpClient,
      inMemory
    )
    const document = (text: string) => ({
      text,
      headers: { "content-type": "text/xml", "content-length": String(text.length) }
    })
    const [loggedIn, retrieved] = [document(kayakoLogin), document(tickets)]
    const deskInMemory = HttpClient.make((request) =>
      Effect.sync(() => {
        const { headers, text } = request.url.endsWith("?/Core/Default/Login") ? loggedIn : retrieved
        return HttpClientResponse.fromWeb(request, new Response(text, { headers }))
      })
    )
    const desk = yield* Effect.provideService(
      makeKayako({ url, username: "jane", password: secret }),
      HttpClient.HttpClient,
      deskInMemory
    )
    const form = HttpBody.urlParams({ departmentid: "6" })
    const postTo = (client: typeof kayako.client, route: string) =>
      read(client.post(`/staffapi/index.php?${route}`, { body: form }))
    const post = (route: string) => postTo(kayako.client, route)
    const carrying = HttpBody.urlParams({ departmentid: "6", sessionid: "0".repeat(32) })
    const postBare = (route: string, client: HttpClient.HttpClient = bare) =>
      read(client.post(`${url}/staffapi/index.php?${route}`, { body: carrying, accept: "text/xml" }))
    const bareHeader = (client: HttpClient.HttpClient) =>
      read(client.get(`${url}/customers`, { headers: { authorization: "KfToken x", accept: "application/json" } }))
    return {
      "from memory": read(kept.client.get("/customers")),
      "from memory, bare": bareHeader(inMemory),
      header: read(kftoken.client.get("/customers")),
      "header, bare": bareHeader(bare),
      "form, from memory": postTo(desk.client, "/Tickets/Retrieve"),
      "form, from memory, bare": postBare("/Tickets/Retrieve", deskInMemory),
      form: post("/Tickets/Retrieve"),
      "form, bare": postBare("/Tickets/Retrieve"),
      chunked: post("/Tickets/Chunked"),
      "chunked, bare": postBare("/Tickets/Chunked"),
      "chunked, bare, as a stream": Effect.flatMap(
        bare.post(`${url}/staffapi/index.php?/Tickets/Chunked`, { body: carrying, accept: "text/xml" }),
        ({ stream }) => Effect.map(Stream.mkUint8Array(stream), (bytes) => new TextDecoder().decode(bytes))
      )
    }
  }).pipe(Effect.provideService(Scope.Scope, Scope.makeUnsafe()))

type Calls = Effect.Success<ReturnType<typeof calls>>

/** Runs something with every call, on the undici layer. */
const withCalls = async <A>(use: (timed: { readonly [name in keyof Calls]: Timed }) => Promise<A>): Promise<A> => {
  const server = await cannedServer({ awake: true })
  const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)
  try {
    return await use(Record.map(await runtime.runPromise(calls(server.url)), (call) => times(runtime, call)))
  } finally {
    await runtime.dispose()
    await server.stop()
  }
}

export const requestRatios = (rounds: number): Promise<ReadonlyArray<Ratio>> =>
  withCalls(async (timed) => {
    const {
      "from memory": fromMemory,
      "from memory, bare": fromMemoryBare,
      "form, from memory": formFromMemory,
      "form, from memory, bare": formFromMemoryBare,
      ...overLoopback
    } = timed
    const memory = await interleave(rounds, 2000, { "from memory": fromMemory, "from memory, bare": fromMemoryBare })
    const forms = await interleave(rounds, 1000, {
      "form, from memory": formFromMemory,
      "form, from memory, bare": formFromMemoryBare
    })
    const samples = await interleave(rounds, 300, overLoopback)
    return [
      ratio("authorised request from memory, session in a header", memory, "from memory", "from memory, bare", {
        moreGoal: 12
      }),
      ratio(
        "the same, session in the form, 10 KB reply classified",
        forms,
        "form, from memory",
        "form, from memory, bare",
        { theirs: "from memory, bare" }
      ),
      ratio("authorised request, session in a header, status classified", samples, "header", "header, bare"),
      ratio("authorised request, session in the form, 10 KB reply classified", samples, "form", "form, bare", {
        goal: 1.1
      }),
      ratio("the same, the reply in chunks of unsaid length", samples, "chunked", "chunked, bare"),
      ratio("the same, both read as a stream", samples, "chunked", "chunked, bare, as a stream", { goal: 1.15 })
    ]
  })

/** The most that an authorised call may allocate, in bytes. */
const callBytes = 42 * 1024

export const requestAllocations = (operations: number): Promise<ReadonlyArray<Allocation>> =>
  withCalls(async (timed) => [
    {
      what: "authorised request, session in a header, undici layer",
      requests: 1,
      ours: await allocatedBy(operations, timed.header),
      theirs: await allocatedBy(operations, timed["header, bare"]),
      goal: callBytes
    }
  ])

/** The authorised requests alone, by name. */
export const timedRequests = async (url: string, runtime: Runtime) => {
  const made = await runtime.runPromise(calls(url))
  return {
    "authorised request from memory": times(runtime, made["from memory"]),
    "authorised request, session in a header": times(runtime, made.header),
    "authorised request, session in the form": times(runtime, made.form)
  }
}
