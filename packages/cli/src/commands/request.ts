/** `crm-auth request`: sends one request with the session; its answer's body goes to standard output. */
import { replaySafe } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpMethod } from "effect/http/HttpMethod"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { once } from "node:events"
import { openAsBlob } from "node:fs"
import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import process from "node:process"
import { findTarget, openAccount } from "../account.ts"
import { failure, misconfigured } from "../failure.ts"
import { progress } from "../output.ts"
import { httpFailure } from "../replies.ts"
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

const methods: ReadonlyArray<string> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
const isMethod = (text: string): text is HttpMethod => methods.includes(text)

const split = (text: string, by: string, what: string) => {
  const at = text.indexOf(by)
  return at < 1
    ? Effect.fail(failure("usage", `"${text}" is not ${what}.`))
    : Effect.succeed([text.slice(0, at), text.slice(at + 1)] as const)
}

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
  const fields = yield* Effect.forEach(input.field, (text) => split(text, "=", "of the form name=value"))
  const parts = yield* Effect.forEach(input.form, (text) => split(text, "=", "of the form name=value or name=@file"))
  if (Option.isSome(input.input)) {
    if (fields.length > 0 || parts.length > 0) {
      return yield* failure("usage", "--input is the whole body; leave out -f and -F.")
    }
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
  ({ reason }: HttpClientError.HttpClientError) =>
    failure(
      reason._tag === "InvalidUrlError" ? "usage" : "later",
      reason._tag === "InvalidUrlError" ? "The path does not make a URL." : `No answer from ${vendor}; try again later.`
    )

const write = (chunk: Uint8Array) =>
  Effect.promise(async () => {
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain")
  })

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: RequestInput) {
  const target = yield* findTarget(input.vendor)
  const { vendor } = target
  const path = input.target.at(-1) ?? ""
  const named = input.target.length > 1 ? (input.target[0] ?? "").toUpperCase() : undefined
  if (named !== undefined && !isMethod(named)) {
    return yield* failure("usage", `"${named}" is not a method. There are: ${methods.join(", ")}.`)
  }
  const headers = yield* Effect.forEach(input.header, (text) => split(text, ":", "of the form Name: value"))
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1].trim()
  const body = yield* bodyOf(target.method, input, type)
  const postsOnly = target.method.places.every((place) => place.in === "form")
  const method = named ?? (body !== undefined || postsOnly ? "POST" : "GET")

  let request = HttpClientRequest.make(method)(path)
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
  yield* Effect.mapError(Stream.runForEach(answered.stream, write), noAnswer(vendor.label))
  const refused = httpFailure(vendor.name, answered.status)
  if (refused !== undefined) return yield* refused
}, Effect.scoped)
