/** Reads the body of a client's request as a server would. */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

/** A body as it was sent, and its media type. */
export interface SentBody {
  readonly bytes: Uint8Array
  readonly contentType: string | undefined
}

/** Text and bytes are read at once, so that a test clock never has to wait for them. */
export const readBody = (request: HttpClientRequest.HttpClientRequest): Effect.Effect<SentBody, unknown> => {
  const body = request.body
  switch (body._tag) {
    case "Empty":
      return Effect.succeed({ bytes: new Uint8Array(), contentType: undefined })
    case "Uint8Array":
      return Effect.succeed({ bytes: body.body, contentType: body.contentType })
    default:
      return HttpClientRequest.toWeb(request).pipe(
        Effect.flatMap((web) =>
          Effect.map(
            Effect.promise(() => web.arrayBuffer()),
            (buffer) => ({
              bytes: new Uint8Array(buffer),
              contentType: web.headers.get("content-type") ?? undefined
            })
          )
        )
      )
  }
}
