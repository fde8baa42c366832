/** `crm-auth request`: sends one request with the session; its answer's body goes to standard output. */
import { type AuthError, replaySafe } from "@crm-auth/core"
import { type Protocol, readEnvelope } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { once } from "node:events"
import { openAsBlob } from "node:fs"
import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import process from "node:process"
import { findTarget, openAccount, type Opened } from "../account.ts"
import { type CliFailure, failure, misconfigured } from "../failure.ts"
import { progress } from "../output.ts"
import { httpFailure } from "../replies.ts"
import { halves, isBodiless, readTarget, withQuery } from "../requestTarget.ts"
import type { Method } from "../vendors.ts"

/** What the command line says about the request. */
export interface RequestInput {
  readonly vendor: string
  /** `[METHOD] path`. */
  readonly target: ReadonlyArray<string>
  readonly field: ReadonlyArray<string>
  readonly form: ReadonlyArray<string>
  readonly header: ReadonlyArray<string>
  readonly input: Option.Option<string>
  readonly include: boolean
  readonly replaySafe: boolean
}

/** Names and values. What is not of that form was refused before. */
const pairs = (texts: ReadonlyArray<string>, by: string) =>
  texts.map((text) => halves(text, by)).filter((pair) => pair !== undefined)

const readInput = (path: string) =>
  Effect.tryPromise({
    try: async () => {
      if (path !== "-") return new Uint8Array(await readFile(path))
      const chunks: Array<Uint8Array> = []
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
      return new Uint8Array(Buffer.concat(chunks))
    },
    catch: () => misconfigured(`${path === "-" ? "Standard input" : path} cannot be read.`)
  })

const multipart = Effect.fnUntraced(function* (fields: ReadonlyArray<readonly [string, string]>) {
  const form = new FormData()
  for (const [name, value] of fields) {
    if (!value.startsWith("@")) {
      form.append(name, value)
      continue
    }
    const path = value.slice(1)
    const file = yield* Effect.tryPromise({
      try: () => openAsBlob(path),
      catch: () => misconfigured(`${path} cannot be read.`)
    })
    form.append(name, file, basename(path))
  }
  return HttpBody.formData(form)
})

/** Whether fields become JSON: asked for by the header, or the vendor takes no forms. */
const isJson = ({ places }: Method, type: string | undefined): boolean =>
  type === undefined
    ? places.some((place) => place.in === "json") && !places.some((place) => place.in === "form")
    : /json/i.test(type)

const bodyOf = Effect.fnUntraced(function* (method: Method, input: RequestInput, type: string | undefined) {
  const fields = pairs(input.field, "=")
  const parts = pairs(input.form, "=")
  if (Option.isSome(input.input)) {
    return HttpBody.uint8Array(yield* readInput(input.input.value), type ?? "application/json")
  }
  if (parts.length > 0) return yield* multipart([...fields, ...parts])
  if (fields.length === 0) return undefined
  return isJson(method, type)
    ? HttpBody.text(JSON.stringify(Object.fromEntries(fields)), type ?? "application/json")
    : HttpBody.text(
        new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
        "application/x-www-form-urlencoded"
      )
})

const noAnswer =
  (vendor: string) =>
  ({ reason }: HttpClientError.HttpClientError): CliFailure => {
    switch (reason._tag) {
      case "InvalidUrlError":
        return failure("usage", "The path does not make a URL.")
      case "EncodeError":
        return failure("usage", "The body cannot be sent; check its files.")
      case "TransportError":
        return failure("later", `No answer from ${vendor}; try again later.`)
      default:
        return failure("refused", `The answer of ${vendor} cannot be read.`)
    }
  }

/** Bytes of an answer that are kept to be judged. A refusal is short; what is longer is the vendor's data. */
const judged = 256 * 1024

/** Keeps the start of what is printed. */
class Kept {
  readonly #chunks: Array<Uint8Array> = []
  #length = 0

  add(chunk: Uint8Array): void {
    this.#length += chunk.length
    if (this.#length <= judged) this.#chunks.push(chunk)
  }

  /** The text, if it was short enough to be kept whole. */
  get text(): string | undefined {
    return this.#length <= judged ? Buffer.concat(this.#chunks).toString("utf8") : undefined
  }
}

const errorIn = (
  protocol: Protocol,
  response: HttpClientResponse.HttpClientResponse,
  text: string
): Effect.Effect<AuthError | undefined> =>
  readEnvelope(protocol)(response, text).pipe(
    Effect.as(undefined),
    Effect.catchTags({ AuthError: (error) => Effect.succeed(error), HttpClientError: () => Effect.undefined })
  )

/** What the vendor's own envelope says against the request. A body that is no such envelope says nothing. */
const refusalIn = Effect.fnUntraced(function* (
  { failureOf, protocol }: Opened,
  response: HttpClientResponse.HttpClientResponse,
  text: string
) {
  const error = yield* errorIn(protocol, response, text)
  if (error?.reason._tag !== "UnexpectedResponse") return error === undefined ? undefined : failureOf(error)
  // Without error rows only an envelope can be a refusal: coreBOS answers `"success":false` without a code, too.
  const bare = yield* errorIn({ ...protocol, errors: [] }, response, text)
  return bare?.reason._tag === "VendorFailure" ? failureOf(bare) : undefined
})

const write = (chunk: Uint8Array) =>
  Effect.promise(async () => {
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain")
  })

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: RequestInput) {
  const target = yield* findTarget(input.vendor)
  const { vendor } = target
  const asked = readTarget(input.target)
  if (typeof asked === "string") return yield* failure("usage", asked)
  const headers = pairs(input.header, ":")
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1].trim()
  const postsOnly = target.method.places.every((place) => place.in === "form")
  const hasBody = input.field.length > 0 || input.form.length > 0 || Option.isSome(input.input)
  const method = asked.method ?? (hasBody || postsOnly ? "POST" : "GET")
  const bodiless = isBodiless(method)
  const body = bodiless ? undefined : yield* bodyOf(target.method, input, type)

  let request = HttpClientRequest.make(method)(bodiless ? withQuery(asked.path, pairs(input.field, "=")) : asked.path)
  if (body !== undefined) request = HttpClientRequest.setBody(request, body)
  for (const [name, value] of headers) request = HttpClientRequest.setHeader(request, name, value.trim())

  const opened = yield* openAccount(target)
  const sent = opened.manager.client.execute(request)
  const call = opened.logIn(
    Effect.catchTag(input.replaySafe ? replaySafe(sent) : sent, "HttpClientError", Effect.succeed)
  )
  const answered = yield* progress(`Waiting for ${vendor.label}`, call)
  if ("reason" in answered) return yield* noAnswer(vendor.label)(answered)
  yield* opened.note
  if (input.include) {
    const lines = Object.entries(answered.headers).map(([name, value]) => `${name}: ${value}`)
    yield* write(new TextEncoder().encode([`HTTP ${answered.status}`, ...lines, "", ""].join("\n")))
  }
  const kept = new Kept()
  const print = (chunk: Uint8Array) => {
    kept.add(chunk)
    return write(chunk)
  }
  yield* Effect.mapError(Stream.runForEach(answered.stream, print), noAnswer(vendor.label))
  const { text } = kept
  const refused =
    (text === undefined ? undefined : yield* refusalIn(opened, answered, text)) ??
    httpFailure(vendor.name, answered.status)
  if (refused !== undefined) return yield* refused
}, Effect.scoped)
