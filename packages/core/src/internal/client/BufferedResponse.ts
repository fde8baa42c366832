/**
 * A response whose body has been read. The web response that can give it in every form costs more than the rest of a
 * request, so it is made only when a form is asked for that needs it.
 */
import * as Effect from "effect/Effect"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { SentResponse } from "./SentResponse.ts"

export class BufferedResponse extends SentResponse implements HttpClientResponse.HttpClientResponse {
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
    super(request, sent)
    this.#body = body
    this.#build = build
  }

  get #web(): HttpClientResponse.HttpClientResponse {
    return (this.#built ??= this.#build())
  }

  get url(): string {
    return this.#web.url
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

  toJSON(): unknown {
    return this.#web.toJSON()
  }
}
