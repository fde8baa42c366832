/** Reads the body of a client's request as a server would. */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

/** Text and bytes are read at once, so that a test clock never has to wait for them. */
export const readBody = (
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<{ readonly body: string; readonly contentType: string | undefined }, unknown> => {
  const body = request.body
  switch (body._tag) {
    case "Empty":
      return Effect.succeed({ body: "", contentType: undefined })
    case "Uint8Array":
      return Effect.succeed({ body: body.text ?? new TextDecoder().decode(body.body), contentType: body.contentType })
    default:
      return HttpClientRequest.toWeb(request).pipe(
        Effect.flatMap((web) =>
          Effect.map(
            Effect.promise(() => web.text()),
            (text) => ({
              body: text,
              contentType: web.headers.get("content-type") ?? undefined
            })
          )
        )
      )
  }
}
