/** The arguments of `fetch` as a request of Effect's `HttpClient`. */
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpMethod from "effect/http/HttpMethod"
import * as Stream from "effect/Stream"
import { InvalidConfiguration } from "../../Reason.ts"

const form = "application/x-www-form-urlencoded;charset=UTF-8"

/** Text stays text, so that a session can be put into it and it can be sent again; a stream stays a stream. */
const bodyOf = (body: BodyInit, type: string | undefined): HttpBody.HttpBody => {
  if (typeof body === "string") return HttpBody.text(body, type ?? "text/plain;charset=UTF-8")
  if (body instanceof URLSearchParams) return HttpBody.text(body.toString(), type ?? form)
  if (body instanceof FormData) return HttpBody.formData(body)
  if (body instanceof ReadableStream) {
    const stream = Stream.fromReadableStream({ evaluate: () => body, onError: (cause) => cause })
    return HttpBody.stream(stream, type)
  }
  if (body instanceof Blob) {
    const contentType = type ?? (body.type === "" ? undefined : body.type)
    return HttpBody.raw(body, { contentType, contentLength: body.size })
  }
  const bytes = ArrayBuffer.isView(body)
    ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
    : new Uint8Array(body)
  return HttpBody.uint8Array(bytes, type)
}

/** The body of a `Request` is a stream, whatever it was made of. A form or a document may have to carry the session. */
const bodyOfRequest = (request: Request, type: string | undefined): Effect.Effect<BodyInit | null> =>
  request.body !== null && /^(application\/(x-www-form-urlencoded|([\w.-]+\+)?json)|text\/)/.test(type ?? "")
    ? Effect.promise(() => request.text())
    : Effect.succeed(request.body)

/** A relative URL stays relative: the client knows what it is relative to. */
export const toRequest = Effect.fnUntraced(function* (
  input: string | URL | Request,
  init: RequestInit
): Effect.fn.Return<HttpClientRequest.HttpClientRequest, InvalidConfiguration> {
  const source = input instanceof Request ? input : undefined
  const method = (init.method ?? source?.method ?? "GET").toUpperCase()
  if (!HttpMethod.isHttpMethod(method)) {
    return yield* new InvalidConfiguration({ field: "method", detail: `${method} is not supported` })
  }
  const headers = new Headers(init.headers ?? source?.headers)
  const type = headers.get("content-type") ?? undefined
  const given = init.body ?? (source === undefined ? undefined : yield* bodyOfRequest(source, type))
  const request = HttpClientRequest.make(method)(source?.url ?? String(input), { headers })
  return given === undefined || given === null ? request : HttpClientRequest.setBody(request, bodyOf(given, type))
})
