/**
 * The proxy's connections to vendors. Bodies are kept as they came, so that what the engine did not change goes back to the
 * caller without a detour. It owns the connections, which are kept alive.
 */
import Undici from "@effect/platform-node/Undici"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Cookies from "effect/http/Cookies"
import * as Headers from "effect/http/Headers"
import type * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as UrlParams from "effect/http/UrlParams"
import * as Inspectable from "effect/Inspectable"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { pipeArguments } from "effect/Pipeable"
import * as Predicate from "effect/Predicate"
import type * as Pull from "effect/Pull"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { IncomingHttpHeaders } from "node:http"
import process from "node:process"
import { Readable } from "node:stream"
import { decodedHeaders, decodersFor, Decoding } from "./decoded.ts"
import { Reply, type Source } from "./reply.ts"

type Failure = HttpClientError.HttpClientError

/** One request of a caller. It owns the vendor's reply to it: the last one, if the request was sent again. */
export class Exchange {
  #reply: Reply | undefined

  /** The reply that the caller gets. */
  get reply(): Reply | undefined {
    return this.#reply
  }

  /** Notes a reply. The one before it is not wanted any more. */
  note(reply: Reply): void {
    this.#reply?.discard()
    this.#reply = reply
  }
}

/** The caller's request that a fibre works for. Logins have fibres of their own. */
export const CurrentExchange = Context.Reference<Exchange | undefined>("@crm-auth/cli/proxy/CurrentExchange", {
  defaultValue: () => undefined
})

const notSent = (request: HttpClientRequest.HttpClientRequest, cause: unknown): Failure =>
  new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) })

/** A vendor's reply as the engine reads it. */
class VendorResponse extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly status: number
  readonly headers: Headers.Headers
  readonly url: string
  readonly #reply: Reply

  constructor(
    request: HttpClientRequest.HttpClientRequest,
    status: number,
    headers: Headers.Headers,
    url: string,
    reply: Reply
  ) {
    super()
    this.request = request
    this.status = status
    this.headers = headers
    this.url = url
    this.#reply = reply
  }

  get cookies(): Cookies.Cookies {
    const header = this.headers["set-cookie"]
    return header === undefined ? Cookies.empty : Cookies.fromSetCookie(header)
  }

  get remoteAddress(): Option.Option<string> {
    return Option.none()
  }

  #pull(): Pull.Pull<readonly [Uint8Array, ...ReadonlyArray<Uint8Array>], Failure> {
    return Effect.suspend(() => {
      const next = this.#reply.next()
      if (next === undefined) return Cause.done()
      if (next instanceof Error) return Effect.fail(this.#cut(next))
      if (next instanceof Uint8Array) return Effect.succeed([next] as const)
      return Effect.andThen(
        Effect.callback<void>((resume) => next(() => resume(Effect.void))),
        this.#pull()
      )
    })
  }

  get stream(): Stream.Stream<Uint8Array, Failure> {
    return Stream.ensuring(
      Stream.fromPull(Effect.succeed(this.#pull())),
      Effect.sync(() => this.#reply.leave())
    )
  }

  get #bytes(): Effect.Effect<Uint8Array<ArrayBuffer>, Failure> {
    return Effect.suspend(() => {
      const { whole } = this.#reply
      if (whole !== undefined) return Effect.succeed(new Uint8Array(whole))
      return Effect.map(Stream.runCollect(this.stream), (chunks) => new Uint8Array(Buffer.concat(chunks)))
    })
  }

  get arrayBuffer(): Effect.Effect<ArrayBuffer, Failure> {
    return Effect.map(this.#bytes, ({ buffer }) => buffer)
  }

  get text(): Effect.Effect<string, Failure> {
    return Effect.map(this.#bytes, (bytes) => new TextDecoder().decode(bytes))
  }

  get json(): Effect.Effect<Schema.Json, Failure> {
    return Effect.flatMap(this.text, (text) =>
      Effect.try({ try: (): Schema.Json => JSON.parse(text), catch: (cause) => this.#cut(cause) })
    )
  }

  get urlParamsBody(): Effect.Effect<UrlParams.UrlParams, Failure> {
    return Effect.map(this.text, (text) => UrlParams.fromInput(new URLSearchParams(text)))
  }

  get formData(): Effect.Effect<FormData, Failure> {
    return Effect.flatMap(this.#bytes, (bytes) =>
      Effect.tryPromise({
        try: () => new Response(bytes, { headers: { ...this.headers } }).formData(),
        catch: (cause) => this.#cut(cause)
      })
    )
  }

  get upgrade() {
    return Effect.fail(notSent(this.request, new Error("upgrades are not passed on")))
  }

  #cut(cause: unknown): Failure {
    return new HttpClientError.HttpClientError({
      reason: new HttpClientError.DecodeError({ request: this.request, response: this, cause })
    })
  }

  pipe() {
    return pipeArguments(this, arguments)
  }

  toJSON(): unknown {
    return { _id: "HttpClientResponse", status: this.status }
  }
}

type Body = Uint8Array | string | Readable | null

/** A body as undici takes it; `undefined` for a form that has to be written first. */
const plainBody = (body: HttpBody.HttpBody): Body | undefined => {
  switch (body._tag) {
    case "Empty":
      return null
    case "Uint8Array":
      return body.body
    case "Stream":
      return Readable.from(Stream.toAsyncIterable(body.stream))
    case "Raw":
      return Predicate.isString(body.body) || body.body instanceof Uint8Array ? body.body : undefined
    case "FormData":
      return undefined
  }
}

/** What is sent of a request. */
interface Outgoing {
  readonly body: Body
  readonly headers: { readonly [name: string]: string }
}

const outgoingOf = (request: HttpClientRequest.HttpClientRequest): Effect.Effect<Outgoing, Failure> => {
  const body = plainBody(request.body)
  if (body !== undefined) return Effect.succeed({ body, headers: request.headers })
  const form = request.body._tag === "FormData" ? request.body.formData : undefined
  if (form === undefined) return Effect.fail(notSent(request, new Error("a body of this kind cannot be sent")))
  const written = new Response(form)
  return Effect.tryPromise({
    try: async () => ({
      body: new Uint8Array(await written.arrayBuffer()),
      headers: { ...request.headers, "content-type": written.headers.get("content-type") ?? "multipart/form-data" }
    }),
    catch: (cause) => notSent(request, cause)
  })
}

const urlOf = (request: HttpClientRequest.HttpClientRequest): URL | undefined =>
  request.urlParams.params.length === 0 && Option.isNone(request.hash)
    ? (URL.parse(request.url) ?? undefined)
    : Option.getOrUndefined(HttpClientRequest.toUrl(request))

type Controller = Undici.Dispatcher.DispatchController

const givenUp = () => new Error("the request was given up")

const sourceOf = (controller: Controller): Source => ({
  pause: () => controller.pause(),
  resume: () => controller.resume(),
  abort: () => controller.abort(new Error("the rest is not wanted"))
})

/** Sends a request, and resumes with the head of the reply. */
const dispatch = (
  dispatcher: Undici.Dispatcher,
  request: HttpClientRequest.HttpClientRequest,
  { body, headers: own }: Outgoing,
  exchange: Exchange | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse, Failure> =>
  Effect.callback((resume) => {
    const url = urlOf(request)
    if (url === undefined) {
      const reason = new HttpClientError.InvalidUrlError({ request })
      return resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
    }
    let wire: Controller | undefined
    let isGivenUp = false
    let reply: Reply | undefined
    let decoding: Decoding | undefined
    const begin = (controller: Controller, status: number, raw: IncomingHttpHeaders): Reply => {
      let headers = Headers.fromInput(raw)
      const source = sourceOf(controller)
      const [first, ...others] = decodersFor(headers)
      if (first !== undefined) {
        headers = Headers.fromInput(decodedHeaders(headers))
        decoding = new Decoding([first, ...others], source, () => begun)
      }
      const begun = new Reply(decoding?.source ?? source)
      exchange?.note(begun)
      // By the next microtask a short body has come as well, and then goes back in one piece.
      queueMicrotask(() => resume(Effect.succeed(new VendorResponse(request, status, headers, url.href, begun))))
      return begun
    }
    const handler: Undici.Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        wire = controller
        if (isGivenUp) controller.abort(givenUp())
      },
      onResponseStart: (controller, status, headers) => {
        if (status >= 200) reply = begin(controller, status, headers)
      },
      onResponseData: (controller, chunk) => {
        if (decoding === undefined) reply?.push(chunk)
        else if (!decoding.write(chunk)) controller.pause()
      },
      onResponseEnd: () => {
        if (decoding === undefined) reply?.finish()
        else decoding.end()
      },
      onResponseError: (_, error) => {
        if (reply === undefined) resume(Effect.fail(notSent(request, error)))
        else reply.finish(error)
      }
    }
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: own,
          body,
          // How long a vendor may take is the caller's to decide.
          headersTimeout: 0,
          bodyTimeout: 0
        },
        handler
      )
    } catch (cause) {
      return resume(Effect.fail(notSent(request, cause)))
    }
    return Effect.sync(() => {
      isGivenUp = true
      wire?.abort(givenUp())
    })
  })

/** The proxy's HTTP client. Like Node's own, it asks the environment for a proxy only with `NODE_USE_ENV_PROXY=1`. */
export const transport: Layer.Layer<HttpClient.HttpClient> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    Effect.acquireRelease(
      Effect.sync((): Undici.Dispatcher => {
        const options = { allowH2: false }
        return process.env["NODE_USE_ENV_PROXY"] === "1"
          ? new Undici.EnvHttpProxyAgent(options)
          : new Undici.Agent(options)
      }),
      (dispatcher) => Effect.promise(() => dispatcher.destroy())
    ),
    (dispatcher) =>
      HttpClient.makeWith<never, never, Failure, never>(
        Effect.flatMap((request) =>
          Effect.withFiber((fiber) => {
            const exchange = fiber.getRef(CurrentExchange)
            return Effect.flatMap(outgoingOf(request), (outgoing) => dispatch(dispatcher, request, outgoing, exchange))
          })
        ),
        Effect.succeed
      )
  )
)
