/** What every response to a caller takes from the one that was sent. That one carries the session, so it is private. */
import type * as Cookies from "effect/http/Cookies"
import type * as Headers from "effect/http/Headers"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as Inspectable from "effect/Inspectable"
import type * as Option from "effect/Option"
import { pipeArguments } from "effect/Pipeable"

export abstract class SentResponse extends Inspectable.Class {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly #sent: HttpClientResponse.HttpClientResponse

  constructor(request: HttpClientRequest.HttpClientRequest, sent: HttpClientResponse.HttpClientResponse) {
    super()
    this.request = request
    this.#sent = sent
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

  pipe() {
    return pipeArguments(this, arguments)
  }
}
