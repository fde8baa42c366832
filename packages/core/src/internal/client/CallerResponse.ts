/** A response as the answer to the caller's own request: the one that was sent carries the session. */
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { SentResponse } from "./SentResponse.ts"

type Failure = HttpClientError.HttpClientError

export class CallerResponse extends SentResponse implements HttpClientResponse.HttpClientResponse {
  readonly #sent: HttpClientResponse.HttpClientResponse

  constructor(request: HttpClientRequest.HttpClientRequest, sent: HttpClientResponse.HttpClientResponse) {
    super(request, sent)
    this.#sent = sent
  }

  get url(): string {
    return Option.match(HttpClientRequest.toUrl(this.request), { onNone: () => "", onSome: ({ href }) => href })
  }
  get json() {
    return this.#local(this.#sent.json)
  }
  get text() {
    return this.#local(this.#sent.text)
  }
  get urlParamsBody() {
    return this.#local(this.#sent.urlParamsBody)
  }
  get arrayBuffer() {
    return this.#local(this.#sent.arrayBuffer)
  }
  get formData() {
    return this.#local(this.#sent.formData)
  }
  get upgrade() {
    return this.#local(this.#sent.upgrade)
  }
  get stream(): Stream.Stream<Uint8Array, Failure> {
    return Stream.mapError(this.#sent.stream, (error) => this.#failure(error))
  }

  #local<A>(effect: Effect.Effect<A, Failure>): Effect.Effect<A, Failure> {
    return Effect.mapError(effect, (error) => this.#failure(error))
  }

  #failure({ reason }: Failure): Failure {
    const { request } = this
    const cause = "cause" in reason ? reason.cause : undefined
    return new HttpClientError.HttpClientError({
      reason:
        reason._tag === "EmptyBodyError"
          ? new HttpClientError.EmptyBodyError({ request, response: this })
          : new HttpClientError.DecodeError({ request, response: this, cause })
    })
  }

  toJSON(): unknown {
    return { _id: "HttpClientResponse", request: this.request.toJSON(), status: this.status }
  }
}
