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
import { readBody } from "./readBody.ts"

/**
 * A request as the server reads it. Header names are lower case; `body` is the body as UTF-8 text; `at` is the
 * server's clock in milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorRequest {
  readonly method: string
  readonly url: URL
  readonly headers: { readonly [name: string]: string }
  readonly body: string
  readonly at: number
}

/**
 * What the server answers. A `Uint8Array` body is sent as it is, text as UTF-8.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorReply {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string | Uint8Array<ArrayBuffer>
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
 * A request that was received, the operation it asked for, and the status it was given (`undefined` when the
 * connection was dropped).
 *
 * @category models
 * @since 0.1.0
 */
export interface RecordedRequest extends EmulatorRequest {
  readonly operation: string
  readonly status: number | undefined
}

/**
 * An emulated vendor server.
 *
 * - `url` is the base URL that its clients are configured with.
 * - `layer` serves an `HttpClient` without a socket; a request to another origin fails as an unknown host would.
 * - `handler` is a web-standard `Request` to `Response` function for anything that listens on a port. It rejects when
 *   the connection is to be dropped.
 * - `requests` are all requests received so far, `attempts` and `logins` the login requests and those of them that
 *   made a session, `sessions` the sessions now alive.
 * - `fault(operation, fault, times)` makes the next `times` (default 1) requests of an operation (`*`: of any) go wrong.
 * - `expireSessions` ends every session, as if all had been idle for too long.
 *
 * @category models
 * @since 0.1.0
 */
export interface Emulator {
  readonly vendor: string
  readonly url: string
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
  readonly layer: Layer.Layer<HttpClient.HttpClient>
  readonly handler: (request: Request) => Promise<Response>
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  readonly attempts: Effect.Effect<number>
  readonly logins: Effect.Effect<number>
  readonly sessions: Effect.Effect<number>
  readonly fault: (operation: string, fault: Fault, times?: number) => Effect.Effect<void>
  readonly expireSessions: Effect.Effect<void>
}

/**
 * What a vendor's emulator brings: its accounts (printed by whoever serves it), the operation that a request asks
 * for, and the answer to it. `isLogin` tells the requests that try credentials. Requests of which `queueOf` says the
 * same are answered one after the other, as a server does that locks a session while it works.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorServer {
  readonly vendor: string
  readonly url: string
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
  readonly operationOf: (request: EmulatorRequest) => string
  readonly isLogin: (operation: string) => boolean
  readonly queueOf?: (request: EmulatorRequest) => string | undefined
  readonly respond: (request: EmulatorRequest, operation: string) => EmulatorReply
  readonly logins: () => number
  readonly sessions: (now: number) => number
  readonly expireSessions: () => void
}

const emptyStatuses = new Set([101, 204, 205, 304])

const toResponse = (reply: EmulatorReply): Response =>
  new Response(emptyStatuses.has(reply.status) ? null : (reply.body ?? ""), {
    status: reply.status,
    headers: { ...reply.headers }
  })

const bytesOf = (body: EmulatorReply["body"] = ""): Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? new TextEncoder().encode(body) : body

/** Text stays text: what answers it sends its type with it. */
const prefixed = (prefix: string, body: EmulatorReply["body"] = ""): string | Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? prefix + body : Uint8Array.from([...bytesOf(prefix), ...body])

/** The connection ended without an answer. */
class Dropped extends Data.TaggedError("Dropped")<{}> {}

/**
 * Makes an emulator of a server. The clock is the caller's for `layer`, and the one of this effect for `handler`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeEmulator = (server: EmulatorServer): Effect.Effect<Emulator> =>
  Effect.map(Effect.context(), (context): Emulator => {
    const requests: Array<RecordedRequest> = []
    let attempts = 0
    const faults: Array<{ readonly operation: string; readonly fault: Fault; left: number }> = []
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
      const reply = fault?.kind === "reply" ? fault.reply : server.respond(request, operation)
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
      input: Omit<EmulatorRequest, "at">
    ): Effect.fn.Return<EmulatorReply, Dropped> {
      const arrived = { ...input, at: yield* Clock.currentTimeMillis }
      const operation = server.operationOf(arrived)
      const fault = takeFault(operation)
      if (server.isLogin(operation)) attempts++
      return yield* inQueue(server.queueOf?.(arrived), work(arrived, operation, fault))
    })

    const origin = new URL(server.url).origin
    const client = HttpClient.make((request, url) => {
      const failed = (description: string) =>
        new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description }) })
      if (url.origin !== origin) return Effect.fail(failed(`no server at ${url.origin}`))
      return readBody(request).pipe(
        Effect.flatMap(({ body, contentType }) =>
          answer({
            method: request.method,
            url,
            headers:
              contentType === undefined ? { ...request.headers } : { ...request.headers, "content-type": contentType },
            body
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
        request.text().then((body) =>
          run(
            Effect.map(
              answer({
                method: request.method,
                url: new URL(request.url),
                headers: Object.fromEntries(request.headers),
                body
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
      expireSessions: Effect.sync(server.expireSessions)
    }
  })
