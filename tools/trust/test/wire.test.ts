import type { Emulator } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import { layers } from "../src/layers.ts"
import { type Arrived, type Loopback, serve } from "../src/loopback.ts"
import { outcomeOf } from "../src/outcome.ts"
import { relay } from "../src/relay.ts"
import type { Flow } from "../src/Subject.ts"
import { calls, flows } from "../src/subjects.ts"

/** The vendor's emulator on a socket, under the path of its own address. */
const installed = Effect.fnUntraced(function* (
  flow: Flow,
  meddle: (request: Arrived, count: number) => { readonly [header: string]: string } | undefined = () => undefined
) {
  let emulator: Emulator | undefined
  let count = 0
  const server = yield* serve((request, response) => {
    const redirect = meddle(request, count++)
    response.setHeader("set-cookie", ["sid=4711; Path=/", "__Host-x=1; Secure; Path=/"])
    if (redirect !== undefined) response.writeHead(307, redirect).end()
    else if (emulator !== undefined) relay(emulator, request, response)
  })
  const path = new URL((yield* flow.emulator()).url).pathname.replace(/\/$/, "")
  emulator = yield* flow.emulator(server.url + path)
  return { server, emulator, url: server.url + path }
})

/** Logs in, reads, writes, renews and logs out. */
const everything = (
  flow: Flow,
  url: string,
  options: { readonly propagateTraces?: boolean; readonly userAgent?: string }
) =>
  Effect.gen(function* () {
    const manager = yield* flow.manager({ url, ...options })
    yield* manager.session
    for (const send of [flow.read, flow.write]) yield* Effect.flatMap(send(manager.client), ({ text }) => text)
    yield* Effect.ignore(manager.renew)
    yield* Effect.flatMap(flow.read(manager.client), ({ text }) => text)
    yield* manager.logout
  }).pipe(Effect.scoped)

const elsewhere = serve((_request, response) => response.end("<html>collected</html>"))

const headersOf = ({ arrived }: Loopback, name: string) => [...new Set(arrived.map(({ headers }) => headers[name]))]

for (const [layerName, layer] of Object.entries(layers)) {
  describe(`Requests over ${layerName}`, () => {
    for (const flow of flows.filter(({ isMadeElsewhere }) => !isMadeElsewhere)) {
      it.live(`${flow.name}: one User-Agent, no cookies, no trace headers`, () =>
        Effect.gen(function* () {
          const { server, url } = yield* installed(flow)
          yield* Effect.withSpan(everything(flow, url, {}), "application")
          assert.isAtLeast(server.arrived.length, 3)
          assert.deepStrictEqual(headersOf(server, "user-agent"), [`crm-auth-${flow.vendor}`])
          for (const name of ["cookie", "traceparent", "b3", "tracestate", "baggage", "referer", "origin"]) {
            assert.deepStrictEqual(headersOf(server, name), [undefined], name)
          }
        }).pipe(Effect.provide(layer))
      )

      it.live(`${flow.name}: trace headers and a User-Agent when asked for`, () =>
        Effect.gen(function* () {
          const { server, url } = yield* installed(flow)
          yield* everything(flow, url, { propagateTraces: true, userAgent: "acme/1.0" })
          assert.deepStrictEqual(headersOf(server, "user-agent"), ["acme/1.0"])
          for (const { headers } of server.arrived)
            assert.match(String(headers["traceparent"]), /^00-[\da-f]{32}-[\da-f]{16}-/)
        }).pipe(Effect.provide(layer))
      )

      it.live(`${flow.name}: no redirect is followed, and nothing is sent to where it leads`, () =>
        Effect.gen(function* () {
          const other = yield* elsewhere
          for (const step of [...flow.steps.keys(), flow.steps.length]) {
            const { url } = yield* installed(flow, (request, count) =>
              count === step ? { location: other.url + request.target } : undefined
            )
            const manager = yield* flow.manager({ url })
            const exit = yield* Effect.exit(Effect.flatMap(manager.session, () => flow.read(manager.client)))
            if (step < flow.steps.length) assert.strictEqual(outcomeOf(exit), "UnexpectedResponse")
            // An answer to the application's own request is its own to read.
            else assert.strictEqual(Exit.isSuccess(exit) ? exit.value.status : outcomeOf(exit), 307)
          }
          assert.deepStrictEqual(other.arrived, [])
        }).pipe(Effect.scoped, Effect.provide(layer))
      )
    }

    it.live("Bare operations: no redirect is followed, whatever its status", () =>
      Effect.gen(function* () {
        const other = yield* elsewhere
        for (const status of [301, 302, 303, 307, 308]) {
          const server = yield* serve((request, response) => {
            response.writeHead(status, { location: other.url + request.target }).end()
          })
          const exits = yield* Effect.forEach(calls, (call) => Effect.exit(call.run({ url: server.url })), {
            concurrency: "unbounded"
          })
          exits.forEach((exit, index) =>
            assert.strictEqual(outcomeOf(exit), "UnexpectedResponse", `${status} ${calls[index]?.id ?? ""}`)
          )
          assert.isAtLeast(server.arrived.length, calls.length)
          for (const { headers } of server.arrived) {
            assert.notProperty(headers, "cookie")
            assert.notProperty(headers, "traceparent")
          }
        }
        assert.deepStrictEqual(other.arrived, [])
      }).pipe(Effect.scoped, Effect.provide(layer))
    )
  })
}

/** A client that remembers what it was given, and never sends it. */
const watching = (seen: Array<string>): Layer.Layer<HttpClient.HttpClient> =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => Effect.sync(() => seen.push(request.url)).pipe(Effect.andThen(Effect.never)))
  )

describe("https only", () => {
  const remote = [
    "http://crm.example",
    "http://127.0.0.1.example",
    "http://localhost.example",
    "http://192.0.2.1",
    "http://[2001:db8::1]",
    "http://0.0.0.0",
    "HTTP://CRM.EXAMPLE/x",
    "ftp://crm.example",
    "//crm.example"
  ]
  for (const flow of flows) {
    it.effect(`${flow.name}: what anybody in between could read is refused before it is sent`, () =>
      Effect.gen(function* () {
        const seen: Array<string> = []
        for (const url of remote) {
          const exit = yield* flow.manager({ url }).pipe(
            Effect.flatMap(({ session }) => session),
            Effect.scoped,
            Effect.provide(watching(seen)),
            Effect.exit
          )
          assert.strictEqual(outcomeOf(exit), "InvalidConfiguration", url)
        }
        assert.deepStrictEqual(seen, [])
      })
    )
  }

  for (const call of calls) {
    it.effect(`${call.vendor} ${call.id}`, () =>
      Effect.gen(function* () {
        const seen: Array<string> = []
        for (const url of remote) {
          const exit = yield* Effect.exit(Effect.provide(call.run({ url }), watching(seen)))
          assert.strictEqual(outcomeOf(exit), "InvalidConfiguration", url)
        }
        assert.deepStrictEqual(seen, [])
      })
    )
  }

  for (const flow of flows) {
    it.effect(`${flow.name}: a request of the application cannot lead elsewhere`, () =>
      Effect.gen(function* () {
        const emulator = yield* flow.emulator()
        const before = yield* emulator.requests
        const { origin, host } = new URL(emulator.url)
        const targets = [
          `http://${host}/x`,
          "https://elsewhere.example/x",
          `//${host}/x`,
          "//elsewhere.example",
          `${origin}.elsewhere.example/x`,
          `${origin}@elsewhere.example/x`,
          `${origin}:4711/x`,
          "javascript:alert(1)",
          "file:///etc/passwd"
        ]
        const exits = yield* flow.manager({ url: emulator.url }).pipe(
          Effect.flatMap(({ client }) =>
            Effect.forEach(targets, (target) => Effect.exit(client.execute(HttpClientRequest.get(target))))
          ),
          Effect.scoped,
          Effect.provide(emulator.layer)
        )
        exits.forEach((exit, index) => assert.strictEqual(outcomeOf(exit), "InvalidConfiguration", targets[index]))
        assert.strictEqual((yield* emulator.requests).length, before.length)
      })
    )
  }
})
