/**
 * What every emulated vendor server has in common: it answers over an in-memory `HttpClient` or a web-standard
 * handler, records what it was asked, and misbehaves on request.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import { makeQueues } from "./queues.ts"
import { loadOnDemand } from "../internal/onDemand.ts"
import { readBody } from "./readBody.ts"

/**
 * A request as the server reads it.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorRequest {
  /** In upper case. */
  readonly method: string
  /** The absolute URL. */
  readonly url: URL
  /** By lower-case name. */
  readonly headers: { readonly [name: string]: string }
  /** The body as UTF-8 text. */
  readonly body: string
  /** The body as it was sent. */
  readonly bytes: Uint8Array
  /** The server's clock, in milliseconds. */
  readonly at: number
}

/**
 * What the server answers. Its reason phrase is the usual one of its status.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorReply {
  /** The HTTP status. */
  readonly status: number
  /** By name; a list is sent as one header each, as cookies are. */
  readonly headers?: { readonly [name: string]: string | ReadonlyArray<string> }
  /** A `Uint8Array` is sent as it is, text as UTF-8. */
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/**
 * A route of your own, which the emulated server answers besides the vendor's.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorRoute {
  /** The HTTP method, in upper case. */
  readonly method: string
  /**
   * The path below the server's base URL. Parameters behind a `?` have to be in the request's query or form, so that
   * `/webservice.php?operation=sync` is a route of its own.
   */
  readonly path: string
  /** Answers a request that carries a valid session; `user` is whose session it is. */
  readonly respond: (request: EmulatorRequest, user: string) => EmulatorReply
}

/**
 * A fault asked for by name. `reply` answers instead of the server, `drop` ends the connection without an answer
 * (`after: true`: after the server did the work), `truncate` sends the first bytes of the answer only, `prefix` puts
 * junk before it, and `delay` waits first.
 *
 * @category models
 * @since 0.1.0
 */
export type Fault =
  | { readonly kind: "reply"; readonly reply: EmulatorReply }
  | { readonly kind: "drop"; readonly after?: boolean }
  | { readonly kind: "truncate"; readonly bytes: number }
  | { readonly kind: "prefix"; readonly text: string }
  | { readonly kind: "delay"; readonly duration: Duration.Input }

/**
 * A request that was received.
 *
 * @category models
 * @since 0.1.0
 */
export interface RecordedRequest extends EmulatorRequest {
  /** The operation that it asked for. */
  readonly operation: string
  /** The status that it was given; `undefined` if the connection was dropped. */
  readonly status: number | undefined
}

/**
 * An emulated vendor server.
 *
 * @category models
 * @since 0.1.0
 */
export interface Emulator {
  /** The vendor's name, as in `AuthError`. */
  readonly vendor: string
  /** The base URL that clients are configured with. */
  readonly url: string
  /** What a person needs to log in, for each account that can. */
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
  /** Serves an `HttpClient` without a socket; a request to another origin fails as an unknown host would. */
  readonly layer: Layer.Layer<HttpClient.HttpClient>
  /**
   * A web-standard function from `Request` to `Response`, for anything that listens on a port. It rejects when the
   * connection is to be dropped.
   */
  readonly handler: (request: Request) => Promise<Response>
  /** All requests received so far. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /** How many login requests were received. */
  readonly attempts: Effect.Effect<number>
  /** How many of them made a session. */
  readonly logins: Effect.Effect<number>
  /** How many sessions are valid now. */
  readonly sessions: Effect.Effect<number>
  /**
   * Makes the next `times` (default 1; `Infinity`: all until `clearFaults`) requests of an operation (`*`: of any) go
   * wrong.
   */
  readonly fault: (operation: string, fault: Fault, times?: number) => Effect.Effect<void>
  /** Takes back the faults of one operation, or all of them: an outage heals. */
  readonly clearFaults: (operation?: string) => Effect.Effect<void>
  /** Adds a route of your own, which a request reaches only with a valid session of the vendor's. */
  readonly route: (route: EmulatorRoute) => Effect.Effect<void>
  /** Ends every session, as if all had been idle for too long. */
  readonly expireSessions: Effect.Effect<void>
}

/**
 * What a vendor's emulator brings.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorServer {
  /** The vendor's name. */
  readonly vendor: string
  /** The base URL. */
  readonly url: string
  /**
   * Other origins that lead to this server, such as one for logins.
   *
   * @default none
   */
  readonly origins?: ReadonlyArray<string>
  /** Its accounts, printed by what serves it. */
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
  /** The operation that a request asks for. */
  readonly operationOf: (request: EmulatorRequest) => string
  /** Whether requests of an operation try credentials. */
  readonly isLogin: (operation: string) => boolean
  /** Requests of one queue are answered one after the other, as by a server that locks a session while it works. */
  readonly queueOf?: (request: EmulatorRequest) => string | undefined
  /**
   * Whose valid session a request carries, or the vendor's answer to one without. A server without it answers routes of
   * its users with 501.
   */
  readonly authorize?: (request: EmulatorRequest) => { readonly user: string } | EmulatorReply
  /** The answer. */
  readonly respond: (request: EmulatorRequest, operation: string) => EmulatorReply
  /** How many logins made a session. */
  readonly logins: () => number
  /** How many sessions are valid at a time in milliseconds. */
  readonly sessions: (now: number) => number
  /** Ends every session. */
  readonly expireSessions: () => void
}

const emptyStatuses = new Set([101, 204, 205, 304])

/** The reason phrases of RFC 9110, without which HTTP/1.1 servers send no reply. */
const phrases: { readonly [status: number]: string } = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  411: "Length Required",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
}

const toResponse = (reply: EmulatorReply): Response => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    for (const one of typeof value === "string" ? [value] : value) headers.append(name, one)
  }
  if (emptyStatuses.has(reply.status)) headers.delete("content-type")
  return new Response(emptyStatuses.has(reply.status) ? null : (reply.body ?? ""), {
    status: reply.status,
    statusText: phrases[reply.status] ?? "",
    headers
  })
}

const isReply = (value: { readonly user: string } | EmulatorReply): value is EmulatorReply => "status" in value

/** Whether a request is one for a route below a base path. */
const matches = (base: string, { method, path }: EmulatorRoute, request: EmulatorRequest): boolean => {
  const [pathname = "", search = ""] = path.split("?")
  if (request.method !== method || request.url.pathname !== base + pathname) return false
  const form = new URLSearchParams(request.body)
  const sent = (name: string) => request.url.searchParams.get(name) ?? form.get(name)
  return [...new URLSearchParams(search)].every(([name, value]) => sent(name) === value)
}

const bytesOf = (body: EmulatorReply["body"] = ""): Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? new TextEncoder().encode(body) : body

/** Text stays text: what answers it sends its type with it. */
const prefixed = (prefix: string, body: EmulatorReply["body"] = ""): string | Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? prefix + body : Uint8Array.from([...bytesOf(prefix), ...body])

/** The connection ended without an answer. */
class Dropped extends Data.TaggedError("Dropped")<{}> {}

/**
 * Makes an emulator of a server. The clock is the caller's for `layer`, and the one of this effect for `handler`. What the
 * engine loads on demand is loaded first, so that a test on a test clock need not wait for files.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeEmulator = (server: EmulatorServer): Effect.Effect<Emulator> =>
  Effect.map(Effect.andThen(loadOnDemand, Effect.context()), (context): Emulator => {
    const requests: Array<RecordedRequest> = []
    let attempts = 0
    const routes: Array<EmulatorRoute> = []
    const base = new URL(server.url).pathname.replace(/\/$/, "")
    const decoder = new TextDecoder()
    const faults: Array<{ readonly operation: string; readonly fault: Fault; left: number }> = []
    const routeOf = (request: EmulatorRequest) => routes.find((route) => matches(base, route, request))
    const respond = (request: EmulatorRequest, operation: string): EmulatorReply => {
      const route = routeOf(request)
      if (route === undefined) return server.respond(request, operation)
      const session = server.authorize?.(request) ?? { status: 501 }
      return isReply(session) ? session : route.respond(request, session.user)
    }
    const takeFault = (operation: string): Fault | undefined => {
      const index = faults.findIndex((entry) => entry.operation === operation || entry.operation === "*")
      const entry = faults[index]
      if (entry === undefined) return undefined
      if (--entry.left <= 0) faults.splice(index, 1)
      return entry.fault
    }

    const work = Effect.fnUntraced(function* (
      arrived: EmulatorRequest,
      operation: string,
      fault: Fault | undefined
    ): Effect.fn.Return<EmulatorReply, Dropped> {
      if (fault?.kind === "delay") yield* Effect.sleep(fault.duration)
      const request = { ...arrived, at: yield* Clock.currentTimeMillis }
      if (fault?.kind === "drop" && fault.after !== true) {
        requests.push({ ...request, operation, status: undefined })
        return yield* new Dropped()
      }
      const reply = fault?.kind === "reply" ? fault.reply : respond(request, operation)
      requests.push({ ...request, operation, status: fault?.kind === "drop" ? undefined : reply.status })
      switch (fault?.kind) {
        case "drop":
          return yield* new Dropped()
        case "truncate":
          return { ...reply, body: bytesOf(reply.body).slice(0, fault.bytes) }
        case "prefix":
          return { ...reply, body: prefixed(fault.text, reply.body) }
        default:
          return reply
      }
    })

    const inQueue = makeQueues()
    const answer = Effect.fnUntraced(function* (
      input: Omit<EmulatorRequest, "at" | "body">
    ): Effect.fn.Return<EmulatorReply, Dropped> {
      const arrived = { ...input, body: decoder.decode(input.bytes), at: yield* Clock.currentTimeMillis }
      const route = routeOf(arrived)
      const operation = route === undefined ? server.operationOf(arrived) : `${route.method} ${route.path}`
      const fault = takeFault(operation)
      if (server.isLogin(operation)) attempts++
      return yield* inQueue(server.queueOf?.(arrived), work(arrived, operation, fault))
    })

    const origin = new URL(server.url).origin
    const client = HttpClient.make((request, url) => {
      const failed = (description: string) =>
        new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description }) })
      if (url.origin !== origin && server.origins?.includes(url.origin) !== true)
        return Effect.fail(failed(`no server at ${url.origin}`))
      return readBody(request).pipe(
        Effect.flatMap(({ bytes, contentType }) =>
          answer({
            method: request.method,
            url,
            headers:
              contentType === undefined ? { ...request.headers } : { ...request.headers, "content-type": contentType },
            bytes
          })
        ),
        Effect.mapBoth({
          onFailure: () => failed("connection reset"),
          onSuccess: (reply) => HttpClientResponse.fromWeb(request, toResponse(reply))
        })
      )
    })

    const run = Effect.runPromiseWith(context)
    return {
      vendor: server.vendor,
      url: server.url,
      accounts: server.accounts,
      layer: Layer.succeed(HttpClient.HttpClient, client),
      handler: (request) =>
        request.arrayBuffer().then((buffer) =>
          run(
            Effect.map(
              answer({
                method: request.method,
                url: new URL(request.url),
                headers: Object.fromEntries(request.headers),
                bytes: new Uint8Array(buffer)
              }),
              toResponse
            )
          )
        ),
      requests: Effect.sync(() => [...requests]),
      attempts: Effect.sync(() => attempts),
      logins: Effect.sync(server.logins),
      sessions: Effect.map(Clock.currentTimeMillis, server.sessions),
      fault: (operation, fault, times = 1) => Effect.sync(() => void faults.push({ operation, fault, left: times })),
      clearFaults: (operation) =>
        Effect.sync(() => {
          const kept = operation === undefined ? [] : faults.filter((entry) => entry.operation !== operation)
          faults.splice(0, faults.length, ...kept)
        }),
      route: (route) => Effect.sync(() => void routes.push(route)),
      expireSessions: Effect.sync(server.expireSessions)
    }
  })
