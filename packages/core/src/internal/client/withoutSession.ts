/** Says why a request of an application got no answer. Loaded on demand, with what judges failures. */
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import { failureDetail } from "../http/transport.ts"
import type { CallerResponse } from "./CallerResponse.ts"

/** Makes a failure without the request that was sent. What kind it was decides whether an application tries again. */
export const withoutSession =
  (Response: typeof CallerResponse) =>
  (
    error: HttpClientError.HttpClientError,
    request: HttpClientRequest.HttpClientRequest,
    secrets: ReadonlyArray<string>
  ): HttpClientError.HttpClientError =>
    new HttpClientError.HttpClientError({
      reason: reasonWithout(error, request, failureDetail(error, secrets), Response)
    })

const reasonWithout = (
  { reason }: HttpClientError.HttpClientError,
  request: HttpClientRequest.HttpClientRequest,
  description: string,
  Response: typeof CallerResponse
): HttpClientError.HttpClientErrorReason => {
  switch (reason._tag) {
    case "EncodeError":
      return new HttpClientError.EncodeError({ request, description })
    case "InvalidUrlError":
      return new HttpClientError.InvalidUrlError({ request, description })
    case "StatusCodeError":
      return new HttpClientError.StatusCodeError({ request, response: new Response(request, reason.response) })
    default:
      return new HttpClientError.TransportError({ request, description })
  }
}
