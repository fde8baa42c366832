/** A response of Effect's `HttpClient` as a standard `Response`. */
import * as Context from "effect/Context"
import * as Cookies from "effect/http/Cookies"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Abortable, abortReason, type Aborts } from "./Aborts.ts"

const bodiless = (status: number): boolean => status === 204 || status === 205 || status === 304

const streamOf = (response: HttpClientResponse.HttpClientResponse): ReadableStream<Uint8Array> =>
  Stream.toReadableStreamWith(
    // A response without a body has no stream.
    Stream.catchTag(response.stream, "HttpClientError", (error) =>
      error.reason._tag === "EmptyBodyError" ? Stream.empty : Stream.fail(error)
    ),
    Context.empty()
  )

const headersOf = (response: HttpClientResponse.HttpClientResponse): Headers => {
  const headers = new Headers(Object.entries(response.headers))
  const cookies = Cookies.toSetCookieHeaders(response.cookies)
  if (cookies.length > 0) headers.delete("set-cookie")
  for (const cookie of cookies) headers.append("set-cookie", cookie)
  return headers
}

/** How a body is handed on. */
export interface BodyOptions {
  /** The caller's signal. When it aborts, reading fails with its reason, as after `fetch`. */
  readonly signal: AbortSignal | undefined
  readonly aborts: Aborts
  /** What reading rejects with when the connection ends within the body. */
  readonly toError: (cause: unknown) => Promise<unknown>
}

/** Where the bytes of a body come from. Its stream holds it; the caller's signal does not. */
class CallerBody implements UnderlyingDefaultSource<Uint8Array>, Abortable {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #options: BodyOptions
  readonly #stop: (() => void) | undefined
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(body: ReadableStream<Uint8Array>, options: BodyOptions) {
    this.#reader = body.getReader()
    this.#options = options
    this.#stop = options.signal === undefined ? undefined : options.aborts.watchWeakly(options.signal, this)
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller
    if (this.#options.signal?.aborted === true) this.abort()
  }

  pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    return this.#reader.read().then(
      (chunk) => {
        if (!chunk.done) return controller.enqueue(chunk.value)
        this.#stop?.()
        controller.close()
      },
      async (error: unknown) => {
        this.#stop?.()
        controller.error(await this.#options.toError(error))
      }
    )
  }

  cancel(reason: unknown): Promise<void> {
    this.#stop?.()
    return this.#reader.cancel(reason)
  }

  abort(): void {
    const { signal } = this.#options
    const reason = signal === undefined ? undefined : abortReason(signal)
    this.#stop?.()
    this.#controller?.error(reason)
    this.#reader.cancel(reason).catch(() => undefined)
  }
}

/**
 * The same response, its body not yet read. Its URL is the caller's: the one that was sent may hold the session.
 * `undefined` for what a `Response` cannot be: the redirect that a browser hides from its page.
 */
export const toResponse = (
  response: HttpClientResponse.HttpClientResponse,
  options: BodyOptions
): Response | undefined => {
  const { status } = response
  if (status < 200 || status > 599) return undefined
  const source = Option.getOrUndefined(HttpClientResponse.toWeb(response))
  const whole = bodiless(status) ? null : source === undefined ? streamOf(response) : source.body
  const body = whole === null ? null : new ReadableStream(new CallerBody(whole, options), { highWaterMark: 0 })
  const own = new Response(body, { status, headers: headersOf(response) })
  return Object.defineProperty(own, "url", { value: response.request.url })
}
