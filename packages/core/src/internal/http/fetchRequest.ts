/**
 * The arguments of `fetch` as a request of Effect's `HttpClient`. They are told apart by what they can do, never by
 * their class: another realm, or another copy of undici, has classes of its own.
 */
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpMethod from "effect/http/HttpMethod"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { InvalidConfiguration } from "../../Reason.ts"

/** A request made of the arguments of `fetch`. */
export interface FetchRequest {
  readonly request: HttpClientRequest.HttpClientRequest
  /** What was wrong with the body, if that showed only while it was sent. */
  readonly wrongBody: () => InvalidConfiguration | undefined
}

const form = "application/x-www-form-urlencoded;charset=UTF-8"

const refuse = (field: string, detail: string) => Effect.fail(new InvalidConfiguration({ field, detail }))

/** The name that a class of the web platform has in every realm. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)

const can = <M extends string | symbol>(
  value: unknown,
  method: M
): value is { readonly [name in M]: (...args: ReadonlyArray<unknown>) => unknown } =>
  Predicate.hasProperty(value, method) && Predicate.isFunction(value[method])

const isBuffer = (value: unknown): value is ArrayBuffer => /^(Shared)?ArrayBuffer$/.test(tagOf(value))

const isBlob = (value: unknown): value is Blob => /^(Blob|File)$/.test(tagOf(value)) && can(value, "arrayBuffer")

const isFormData = (value: unknown): value is FormData => tagOf(value) === "FormData" && can(value, "entries")

const isRequest = (value: unknown): value is Request =>
  Predicate.hasProperty(value, "url") &&
  Predicate.isString(value.url) &&
  Predicate.hasProperty(value, "headers") &&
  (tagOf(value) === "Request" || can(value, "clone"))

const isReadableStream = (value: unknown): value is ReadableStream<unknown> => can(value, "getReader")

const isIterable = (value: unknown): value is Iterable<unknown> => can(value, Symbol.iterator)

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => can(value, Symbol.asyncIterator)

/** Copies bytes, as `fetch` does: the caller may write over them before they are sent. */
const bytesOf = (value: unknown): Uint8Array | undefined => {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()
  return isBuffer(value) ? new Uint8Array(value).slice() : undefined
}

/** Whether a stream has been read, or is being read. Only the runtime knows the first, and only of its own streams. */
const isUsed = (body: object): boolean =>
  (Predicate.hasProperty(body, "locked") && body.locked === true) ||
  (Predicate.hasProperty(body, "readableDidRead") && body.readableDidRead === true) ||
  (Predicate.hasProperty(body, "destroyed") && body.destroyed === true) ||
  (body instanceof ReadableStream && Result.isFailure(Result.try(() => new Response(body))))

const chunkOf = (chunk: unknown): Effect.Effect<Uint8Array, InvalidConfiguration> => {
  const bytes = Predicate.isString(chunk) ? new TextEncoder().encode(chunk) : bytesOf(chunk)
  return bytes === undefined ? refuse("body", "is a stream of what is neither text nor bytes") : Effect.succeed(bytes)
}

const readBlob = (blob: Blob): Effect.Effect<Uint8Array<ArrayBuffer>, InvalidConfiguration> =>
  Effect.map(
    Effect.tryPromise({
      try: () => blob.arrayBuffer(),
      catch: () => new InvalidConfiguration({ field: "body", detail: "holds a file that cannot be read" })
    }),
    (buffer) => new Uint8Array(buffer)
  )

/** A copy in the runtime's own class, which the HTTP client can encode. */
const copyForm = /*#__PURE__*/ Effect.fnUntraced(function* (
  given: FormData
): Effect.fn.Return<FormData, InvalidConfiguration> {
  const copy = new FormData()
  for (const [name, value] of given.entries()) {
    if (Predicate.isString(value)) {
      copy.append(name, value)
      continue
    }
    if (!isBlob(value)) return yield* refuse("body", "holds a file that cannot be read")
    const fileName = Predicate.hasProperty(value, "name") && Predicate.isString(value.name) ? value.name : "blob"
    if (Result.isSuccess(Result.try(() => copy.append(name, value, fileName)))) continue
    copy.append(name, new Blob([yield* readBlob(value)], { type: value.type }), fileName)
  }
  return copy
})

/** Text stays text, so that a session can be put into it and it can be sent again; a stream stays a stream. */
const bodyOf = /*#__PURE__*/ Effect.fnUntraced(function* (
  body: unknown,
  type: string | undefined,
  noteWrong: (reason: InvalidConfiguration) => void
): Effect.fn.Return<HttpBody.HttpBody, InvalidConfiguration> {
  if (Predicate.isString(body) || Predicate.isNumber(body) || Predicate.isBoolean(body) || Predicate.isBigInt(body)) {
    return HttpBody.text(String(body), type ?? "text/plain;charset=UTF-8")
  }
  const bytes = bytesOf(body)
  if (bytes !== undefined) return HttpBody.uint8Array(bytes, type)
  if (tagOf(body) === "URLSearchParams") return HttpBody.text(String(body), type ?? form)
  if (isFormData(body)) return HttpBody.formData(yield* copyForm(body))
  if (isBlob(body))
    return HttpBody.uint8Array(yield* readBlob(body), type ?? (body.type === "" ? undefined : body.type))
  if (!isReadableStream(body) && !isAsyncIterable(body)) {
    const what = "cannot be sent; use text, bytes, URLSearchParams, FormData, a Blob or a stream of text or bytes"
    return yield* refuse("body", what)
  }
  if (isUsed(body)) return yield* refuse("body", "is a stream that has been read already")
  const stream = isReadableStream(body)
    ? Stream.fromReadableStream({ evaluate: () => body, onError: (cause) => cause })
    : Stream.fromAsyncIterable(body, (cause) => cause)
  const chunks = Stream.mapEffect(stream, (chunk) =>
    Effect.tapError(chunkOf(chunk), (reason) => Effect.sync(() => noteWrong(reason)))
  )
  return HttpBody.stream(chunks, type)
})

/** The body of a `Request` is a stream, whatever it was made of. A form or a document may have to carry the session. */
const bodyOfRequest = (request: Request, type: string | undefined): Effect.Effect<unknown, InvalidConfiguration> => {
  if (request.bodyUsed) return refuse("body", "of the Request has been read already")
  if (!/^(application\/(x-www-form-urlencoded|([\w.-]+\+)?json)|text\/)/.test(type ?? "")) {
    return Effect.succeed(request.body)
  }
  return request.body === null
    ? Effect.succeed(null)
    : Effect.tryPromise({
        try: () => request.text(),
        catch: () => new InvalidConfiguration({ field: "body", detail: "of the Request could not be read" })
      })
}

/** The pairs of whatever `fetch` takes for headers. */
const pairsOf = (given: unknown): ReadonlyArray<unknown> | undefined => {
  if (!Predicate.isObjectKeyword(given)) return undefined
  if (isIterable(given)) return Array.from(given)
  if (!can(given, "forEach")) return Object.entries(given)
  const pairs: Array<unknown> = []
  given.forEach((value: unknown, name: unknown) => pairs.push([name, value]))
  return pairs
}

const headersOf = (given: unknown): Effect.Effect<Headers, InvalidConfiguration> => {
  const headers = new Headers()
  if (Predicate.isNullish(given)) return Effect.succeed(headers)
  const pairs = pairsOf(given)
  if (pairs === undefined) return refuse("headers", "must be Headers, pairs of texts or a record of texts")
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) return refuse("headers", "must be pairs of a name and a value")
    const [name, value] = pair.map(String)
    if (Result.isFailure(Result.try(() => headers.append(name ?? "", value ?? "")))) {
      return refuse("headers", `${JSON.stringify(name)} has a name or a value that no request can carry`)
    }
  }
  return Effect.succeed(headers)
}

/** A relative URL stays relative: the client knows what it is relative to. */
const urlOf = (input: unknown): Effect.Effect<string, InvalidConfiguration> => {
  if (Predicate.isString(input)) return Effect.succeed(input)
  if (Predicate.hasProperty(input, "href") && Predicate.isString(input.href)) return Effect.succeed(input.href)
  return isRequest(input) ? Effect.succeed(input.url) : refuse("url", "must be a text, a URL or a Request")
}

/** The signal that ends a call: the one of `init`, else the one of a `Request`. */
export const signalOf = (input: unknown, init: unknown): Result.Result<AbortSignal | undefined, InvalidConfiguration> =>
  input === undefined && init === undefined
    ? noSignal
    : Result.flatMap(
        Result.try({
          try: () => findSignal(input, init),
          // A property of either may be computed, and throw.
          catch: () => new InvalidConfiguration({ field: "init", detail: "cannot be read" })
        }),
        (found) => found
      )

/** Reading a session at the Promise edge asks for it each time. */
const noSignal: Result.Result<undefined> = /*#__PURE__*/ Result.succeed(undefined)

const findSignal = (input: unknown, init: unknown): Result.Result<AbortSignal | undefined, InvalidConfiguration> => {
  const own = Predicate.hasProperty(init, "signal") ? init.signal : undefined
  const given = own === undefined && isRequest(input) ? input.signal : own
  if (Predicate.isNullish(given)) return Result.succeed(undefined)
  return isSignal(given)
    ? Result.succeed(given)
    : Result.fail(new InvalidConfiguration({ field: "signal", detail: "must be an AbortSignal" }))
}

const isSignal = (value: unknown): value is AbortSignal =>
  can(value, "addEventListener") && Predicate.hasProperty(value, "aborted") && Predicate.isBoolean(value.aborted)

export const toRequest = /*#__PURE__*/ Effect.fnUntraced(function* (
  input: unknown,
  given: unknown
): Effect.fn.Return<FetchRequest, InvalidConfiguration> {
  if (!Predicate.isNullish(given) && !Predicate.isObjectKeyword(given))
    return yield* refuse("init", "must be an object")
  const init: { readonly [name in "method" | "headers" | "body"]?: unknown } = given ?? {}
  const source = isRequest(input) ? input : undefined
  const url = yield* urlOf(input)
  const method = String(init.method ?? source?.method ?? "GET").toUpperCase()
  if (!HttpMethod.isHttpMethod(method)) return yield* refuse("method", `${method} is not supported`)
  const headers = yield* headersOf(init.headers ?? source?.headers)
  const type = headers.get("content-type") ?? undefined
  const body = init.body ?? (source === undefined ? undefined : yield* bodyOfRequest(source, type))
  const request = HttpClientRequest.make(method)(url, { headers })
  if (Predicate.isNullish(body)) return { request, wrongBody: () => undefined }
  if (method === "GET" || method === "HEAD") return yield* refuse("body", `cannot be sent with ${method}; use POST`)
  let wrong: InvalidConfiguration | undefined
  const encoded = yield* bodyOf(body, type, (reason) => {
    wrong = reason
  })
  return { request: HttpClientRequest.setBody(request, encoded), wrongBody: () => wrong }
})
