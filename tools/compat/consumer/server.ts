/**
 * The emulators of every vendor on one port of this machine. Paths are `/<run>/<vendor>/…`; each run has servers of its
 * own. Prints its address when it listens.
 */
import type { Emulator } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { vendors } from "./vendors.ts"

type Servers = { readonly [vendor: string]: Emulator }

const runs = new Map<string, Promise<Servers>>()
const reports = new Map<string, string>()
let origin = ""

const start = async (name: string): Promise<Servers> => {
  const fixtures = vendors.map((subject) => subject(({ fixture }) => fixture))
  const servers = fixtures.map(async ({ emulator, vendor }) => {
    const server = await Effect.runPromise(emulator({ url: `${origin}/${name}/${vendor.name}` }))
    return [vendor.name, server] as const
  })
  return Object.fromEntries(await Promise.all(servers))
}

const serversOf = (name: string): Promise<Servers> => {
  const servers = runs.get(name) ?? start(name)
  runs.set(name, servers)
  return servers
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const toRequest = async (message: IncomingMessage): Promise<Request> => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value))
  const method = message.method ?? "GET"
  const body = method === "GET" || method === "HEAD" ? null : new Uint8Array(await bodyOf(message))
  return new Request(`${origin}${message.url ?? "/"}`, { method, headers, body })
}

const html = (script: string): string => `<!doctype html><script type="module" src="/page/${script}"></script>`

const order = async (emulator: Emulator, name: string): Promise<Response> => {
  if (name === "expire") await Effect.runPromise(emulator.expireSessions)
  return Response.json(await Effect.runPromise(Effect.all({ logins: emulator.logins, sessions: emulator.sessions })))
}

const answer = async (request: Request): Promise<Response> => {
  const [, name = "", vendor = "", target = "", command = ""] = new URL(request.url).pathname.split("/")
  if (name === "page" && vendor === "") {
    return new Response(html("page.js"), { headers: { "content-type": "text/html" } })
  }
  if (name === "page") {
    return new Response(await readFile("page.js", "utf8"), { headers: { "content-type": "text/javascript" } })
  }
  if (vendor === "report") {
    if (request.method === "POST") reports.set(name, await request.text())
    return new Response(reports.get(name) ?? "")
  }
  const servers = await serversOf(name)
  const emulator = servers[vendor === "control" ? target : vendor]
  if (emulator === undefined) return new Response("", { status: 404 })
  return vendor === "control" ? order(emulator, command) : emulator.handler(request)
}

const server = createServer((message, reply) => {
  toRequest(message)
    .then(answer)
    .then(
      async (response) => {
        reply.writeHead(response.status, Object.fromEntries(response.headers))
        reply.end(Buffer.from(await response.arrayBuffer()))
      },
      () => reply.destroy()
    )
    .catch(() => reply.destroy())
})

server.listen(0, "127.0.0.1", () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has no other address
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(`listening at ${origin}`)
})
