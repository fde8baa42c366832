/** The proxy's server. It owns its connections and the requests in flight. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import type { Audit } from "./audit.ts"
import { forward, type Outcome, type Upstream } from "./forward.ts"
import { type Own, refusal } from "./guard.ts"
import { document, documentHeaders, type Problem } from "./problem.ts"
import type { Asked, Rules } from "./rules.ts"

/** What the proxy is started with. */
export interface ProxyOptions {
  readonly upstreams: ReadonlyArray<Upstream>
  readonly rules: Rules
  readonly audit: Audit | undefined
  readonly own: () => Own
}

/** A proxy that can be put on a port or a socket. */
export interface Proxy {
  readonly server: Server
  /** Takes no more requests, and ends when those in flight are answered. */
  readonly drain: Effect.Effect<void>
}

/** A request that its caller gave up; the status of servers that log it. */
const gaveUp = 499

interface Told {
  readonly vendor: string
  readonly asked: Asked
}

const refuseSocket = (status: number, title: string, detail: string) => (_: IncomingMessage, socket: Duplex) => {
  const body = document({ status, title, detail })
  // The server has let go of this connection: nothing else would notice that it is cut.
  socket.on("error", () => socket.destroy())
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      "Content-Type: application/problem+json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Connection: close",
      "",
      body
    ].join("\r\n")
  )
}

/** Makes the proxy. Requests in flight end with the scope. */
export const makeProxy = Effect.fnUntraced(function* ({ audit, own, rules, upstreams }: ProxyOptions) {
  // The engine's spans have no reader here.
  const context = Context.add(yield* Effect.context(), HttpClient.TracerDisabledWhen, () => true)
  const fibers = new Set<Fiber.Fiber<unknown, unknown>>()

  const find = (path: string): { readonly upstream: Upstream; readonly rest: string } | undefined => {
    const upstream = upstreams.find(
      ({ prefix }) => prefix === "" || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`)
    )
    if (upstream === undefined) return undefined
    const rest = path.slice(upstream.prefix.length)
    return { upstream, rest: rest.startsWith("/") ? rest : `/${rest}` }
  }

  const answer = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    told: (line: Told) => void
  ): Effect.Effect<Outcome, Problem> => {
    const { headers, method = "", url = "" } = incoming
    const refused = refusal({ method, url, headers }, own())
    if (refused !== undefined) return Effect.fail(refused)
    const found = find(url)
    if (found === undefined) {
      const known = upstreams.map(({ prefix }) => prefix).join(", ")
      return Effect.fail({ status: 404, title: "No such vendor", detail: `Begin the path with one of ${known}.` })
    }
    const { rest, upstream } = found
    return forward(upstream, rest, rules, incoming, outgoing, (asked) =>
      told({ vendor: upstream.opened.vendor.name, asked })
    )
  }

  const sendProblem = (incoming: IncomingMessage, outgoing: ServerResponse, problem: Problem): void => {
    if (outgoing.headersSent) return void outgoing.destroy()
    // What is left of a body that was not read would be taken for the next request.
    const closing = incoming.complete ? undefined : { connection: "close" }
    outgoing.writeHead(problem.status, { ...documentHeaders(problem), ...closing })
    outgoing.end(incoming.method === "HEAD" ? undefined : document(problem))
  }

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const began = Date.now()
    let line: Told | undefined
    const note = (status: number, reason?: string) => {
      const operation = line?.asked.operations?.[0]
      audit?.write({
        vendor: line?.vendor ?? "",
        method: incoming.method ?? "",
        path: line?.asked.path ?? "",
        ...(operation === undefined ? undefined : { operation }),
        status,
        tookMillis: Date.now() - began,
        ...(reason === undefined ? undefined : { reason })
      })
    }
    const fiber = Effect.runForkWith(context)(
      answer(incoming, outgoing, (told) => {
        line = told
      })
    )
    fibers.add(fiber)
    // A caller that went away needs no answer, and the vendor need not make one.
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) fiber.interruptUnsafe()
    })
    fiber.addObserver((exit) => {
      fibers.delete(fiber)
      if (Exit.isSuccess(exit)) return note(exit.value.status, exit.value.reason)
      const failed = exit.cause.reasons.find((reason) => reason._tag === "Fail")
      if (failed !== undefined) {
        note(failed.error.status, failed.error.reason ?? failed.error.title)
        return sendProblem(incoming, outgoing, failed.error)
      }
      const isBug = exit.cause.reasons.some((reason) => reason._tag === "Die")
      note(isBug ? 500 : gaveUp, isBug ? "Unexpected" : "Cut")
      return isBug
        ? sendProblem(incoming, outgoing, {
            status: 500,
            title: "Unexpected",
            detail: "An unexpected error; please report it."
          })
        : void outgoing.destroy()
    })
  }

  const server = createServer({ keepAliveTimeout: 5000 }, handle)
  server.on(
    "upgrade",
    refuseSocket(501, "Not Implemented", "WebSocket and other upgrades are not passed on; send plain HTTP requests.")
  )
  server.on(
    "connect",
    refuseSocket(405, "Method Not Allowed", "This is no forward proxy; send plain requests to its address.")
  )
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      server.close()
      server.closeAllConnections()
      for (const fiber of fibers) fiber.interruptUnsafe()
    })
  )
  const drain = Effect.callback<void>((resume) => {
    server.close(() => resume(Effect.void))
    server.closeIdleConnections()
  })
  return { server, drain } satisfies Proxy
})
