/** What the READMEs' programs run in: every vendor's server behind `fetch`, an account of each in the environment. */
import { type Emulator, fixtureVariables, jsonReply, makeEmulator } from "@crm-auth/core/testing"
import { loadFixtures } from "@crm-auth/packages/vendors"
import * as Effect from "effect/Effect"

const fixtures = await loadFixtures()

/** The vendor of core's README, which has no package. */
const acme = Effect.suspend(() => {
  const tokens = new Set<string>()
  let logins = 0
  const url = "https://acme.example/api"
  return makeEmulator({
    vendor: "acme",
    url,
    accounts: [{ key: "example-key" }],
    operationOf: (request) => request.url.pathname.replace("/api/", ""),
    isLogin: (operation) => operation === "login",
    respond: ({ headers }, operation) => {
      const secret = (headers["authorization"] ?? "").replace("Bearer ", "")
      if (operation === "login" && secret === "example-key") {
        const token = `token-${++logins}`
        tokens.add(token)
        return { status: 200, body: token }
      }
      if (!tokens.has(secret)) return { status: 401 }
      if (operation === "logout") tokens.delete(secret)
      return jsonReply(200, { orders: [] })
    },
    logins: () => logins,
    sessions: () => tokens.size,
    expireSessions: () => tokens.clear()
  })
})

export interface World {
  readonly emulators: ReadonlyArray<Emulator>
  /** The variables of the READMEs' tables, set as a reader would. */
  readonly environment: { readonly [name: string]: string }
  readonly fetch: typeof globalThis.fetch
  /** What an OpenTelemetry collector on this machine was sent. */
  readonly exported: ReadonlyArray<{ readonly path: string; readonly body: string }>
}

/** Where OpenTelemetry's exporters send to by default. */
const collector = "http://127.0.0.1:4318"

/** Servers with nothing in them yet. `fetch` reaches them and nothing else. */
export const makeWorld: Effect.Effect<World> = Effect.gen(function* () {
  const servers = yield* Effect.forEach(fixtures, ({ emulator }) => emulator())
  const emulators = [...servers, yield* acme]
  const exported: Array<{ readonly path: string; readonly body: string }> = []
  return {
    emulators,
    exported,
    environment: Object.assign(
      {},
      ...fixtures.map((fixture, index) => fixtureVariables(fixture, fixture.methods[0], servers[index] ?? { url: "" }))
    ),
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (request.url.startsWith(`${collector}/v1/`) && request.method === "POST") {
        exported.push({ path: new URL(request.url).pathname, body: await request.text() })
        return Response.json({})
      }
      const found = emulators.find(({ url }) => new URL(url).origin === new URL(request.url).origin)
      if (found === undefined) throw new TypeError("fetch failed")
      return found.handler(request)
    }
  }
})
