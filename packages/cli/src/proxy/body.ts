/** The body of a request, as it is sent on: held in memory where the session has to go into it, else streamed. */
import { prependField } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import type { IncomingMessage } from "node:http"
import type { Problem } from "./problem.ts"

/** The largest form or JSON body, in bytes. */
const largest = 16 * 1024 * 1024

/** A body, and its text where it is a form that was read. */
export interface ReadBody {
  readonly body: HttpBody.HttpBody
  /** `undefined`: the body is a form that streams by. */
  readonly form: string | undefined
}

const streamOf = (incoming: IncomingMessage): Stream.Stream<Uint8Array, Error> =>
  Stream.fromAsyncIterable<Uint8Array, Error>(incoming, () => new Error("the caller ended its request too early"))

const boundaryOf = (type: string): string | undefined => {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  return quoted ?? plain
}

/** A multipart form that is sent on as it comes, and takes the session's part before its own. */
class StreamedForm extends HttpBody.Stream {
  readonly #boundary: string

  constructor(stream: Stream.Stream<Uint8Array, Error>, type: string, length: number | undefined, boundary: string) {
    super(stream, type, length)
    this.#boundary = boundary
  }

  [prependField](name: string, value: Redacted.Redacted): HttpBody.HttpBody {
    const part = new TextEncoder().encode(
      `--${this.#boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${Redacted.value(value)}\r\n`
    )
    const length = this.contentLength === undefined ? undefined : this.contentLength + part.length
    return HttpBody.stream(Stream.concat(Stream.make(part), this.stream), this.contentType, length)
  }
}

const tooLarge: Problem = {
  status: 413,
  title: "Body too large",
  detail:
    "A form or JSON body is held in memory, because the session goes into it, and may have 16 MiB at most. Send large data as multipart/form-data."
}

const cut: Problem = { status: 400, title: "Body cut", detail: "The request ended before its body was complete." }

const hold = (incoming: IncomingMessage, length: number | undefined): Effect.Effect<Uint8Array, Problem> => {
  if (length !== undefined && length > largest) return Effect.fail(tooLarge)
  const read = Effect.tryPromise({
    try: async () => {
      const chunks: Array<Uint8Array> = []
      let size = 0
      for await (const chunk of incoming) {
        size += chunk.length
        if (size > largest) return undefined
        chunks.push(chunk)
      }
      return new Uint8Array(Buffer.concat(chunks))
    },
    catch: () => cut
  })
  return Effect.filterOrFail(
    read,
    (bytes) => bytes !== undefined,
    () => tooLarge
  )
}

/** Reads a request's body as far as it has to be. */
export const readBody = (incoming: IncomingMessage): Effect.Effect<ReadBody, Problem> => {
  const { headers } = incoming
  const length = headers["content-length"] === undefined ? undefined : Number(headers["content-length"])
  const type = headers["content-type"] ?? ""
  if (length === 0 || (length === undefined && headers["transfer-encoding"] === undefined)) {
    return Effect.succeed({ body: HttpBody.empty, form: "" })
  }
  if (/^application\/(x-www-form-urlencoded|([\w.-]+\+)?json)/i.test(type)) {
    return Effect.map(hold(incoming, length), (bytes) => ({
      body: HttpBody.uint8Array(bytes, type),
      form: /^application\/x-www/i.test(type) ? new TextDecoder().decode(bytes) : ""
    }))
  }
  const boundary = /^multipart\/form-data/i.test(type) ? boundaryOf(type) : undefined
  return Effect.succeed(
    boundary === undefined
      ? { body: HttpBody.stream(streamOf(incoming), type === "" ? undefined : type, length), form: "" }
      : { body: new StreamedForm(streamOf(incoming), type, length, boundary), form: undefined }
  )
}
