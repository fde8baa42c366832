/** Keeps a body that holds a secret out of everything that prints a request. */
import type * as HttpBody from "effect/http/HttpBody"

/** The same body, printed without its content. */
export const quiet = <B extends HttpBody.HttpBody>(body: B): B =>
  Object.defineProperty(body, "toJSON", {
    value: () => ({ _id: "effect/HttpBody", _tag: body._tag, body: "<redacted>" })
  })
