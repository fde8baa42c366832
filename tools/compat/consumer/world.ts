/**
 * What the programs of a README run in: the vendor's server behind `fetch`, and its account in the environment. Loaded
 * before a program; says at the end whether a session was left behind.
 */
import { type Emulator, fixtureVariables, jsonReply, makeEmulator, type VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import process from "node:process"

/** The vendor of core's README, which has no package. */
const acme = Effect.suspend(() => {
  const tokens = new Set<string>()
  let logins = 0
  return makeEmulator({
    vendor: "acme",
    url: "https://acme.example/api",
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

const name = process.env["README_OF"] ?? ""

const open = async (): Promise<Emulator> => {
  if (name === "core") return Effect.runPromise(acme)
  const { fixture }: { readonly fixture: VendorFixture } = await import(`@crm-auth/${name}/testing`)
  const server = await Effect.runPromise(fixture.emulator())
  Object.assign(process.env, fixtureVariables(fixture, fixture.methods[0], server))
  return server
}

const server = await open()

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init)
  if (new URL(request.url).origin !== new URL(server.url).origin) throw new TypeError("fetch failed")
  return server.handler(request)
}

process.on("exit", () => {
  const left = Effect.runSync(server.sessions)
  console.log(left === 0 ? "no session was left behind" : `${left} sessions were left behind`)
})
