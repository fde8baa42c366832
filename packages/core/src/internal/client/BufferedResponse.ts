/**
 * A response whose body has been read. The web response that can give it in every form costs more than the rest of a
 * request, so it is made only when a form is asked for that needs it.
 */
import * as Effect from "effect/Effect"
import type * as Cookies from "effect/http/Cookies"
import type * as Headers from "effect/http/Headers"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as Inspectable from "effect/Inspectable"
import type * as Option from "effect/Option"
import { pipeArguments } from "effect/Pipeable"

export class BufferedResponse extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly #sent: HttpClientResponse.HttpClientResponse
  readonly #body: string
  readonly #build: () => HttpClientResponse.HttpClientResponse
  #built: HttpClientResponse.HttpClientResponse | undefined

  /** `body` is the text of what `build` gives. */
  constructor(
    request: HttpClientRequest.HttpClientRequest,
    sent: HttpClientResponse.HttpClientResponse,
    body: string,
    build: () => HttpClientResponse.HttpClientResponse
  ) {
    super()
    this.request = request
    this.#sent = sent
    this.#body = body
    this.#build = build
  }

  get #web(): HttpClientResponse.HttpClientResponse {
    return (this.#built ??= this.#build())
  }

  get url(): string {
    return this.#web.url
  }
  get status(): number {
    return this.#sent.status
  }
  get headers(): Headers.Headers {
    return this.#sent.headers
  }
  get cookies(): Cookies.Cookies {
    return this.#sent.cookies
  }
  get remoteAddress(): Option.Option<string> {
    return this.#sent.remoteAddress
  }
  get text() {
    return Effect.succeed(this.#body)
  }
  get json() {
    return this.#web.json
  }
  get urlParamsBody() {
    return this.#web.urlParamsBody
  }
  get arrayBuffer() {
    return this.#web.arrayBuffer
  }
  get formData() {
    return this.#web.formData
  }
  get upgrade() {
    return this.#web.upgrade
  }
  get stream() {
    return this.#web.stream
  }

  pipe() {
    return pipeArguments(this, arguments)
  }

  toJSON(): unknown {
    return this.#web.toJSON()
  }
}
