/** Sends one request on to a vendor, and its answer back. */
import { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type { HttpMethod } from "effect/http/HttpMethod"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Opened } from "../account.ts"
import { readBody } from "./body.ts"
import { forwarded, returned, rewritten } from "./headers.ts"
import { isTextual, Masker } from "./mask.ts"
import { type Problem, problemOf } from "./problem.ts"
import { type Asked, operationsIn, ruleProblem, type Rules } from "./rules.ts"
import type { Sessions } from "./sessions.ts"

/** One vendor behind the proxy. */
export interface Upstream {
  readonly opened: Opened
  /** The path that leads to it: nothing, or `/kayako`. */
  readonly prefix: string
  /** The sessions that must not be shown. */
  readonly sessions: Sessions
}

/** How a request ended. */
export interface Outcome {
  readonly status: number
  /** Why the answer is not whole. */
  readonly reason?: string
}

const methods: ReadonlyArray<string> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
const isMethod = (text: string): text is HttpMethod => methods.includes(text)

/** The path that is judged and logged: a query is left out, but for a bare route. */
const judgedPath = ({ pathname, search }: URL): string =>
  search.startsWith("?/") ? `${pathname}${search.split("&", 1)[0]}` : pathname

/** Writes a chunk, and waits while the caller reads more slowly than the vendor writes. */
const writeChunk = (outgoing: ServerResponse, chunk: Uint8Array): Effect.Effect<void> =>
  Effect.suspend(() => {
    if (chunk.length === 0 || outgoing.write(chunk) || outgoing.destroyed) return Effect.void
    return Effect.callback<void>((resume) => {
      const done = () => {
        outgoing.off("drain", done)
        outgoing.off("close", done)
        resume(Effect.void)
      }
      outgoing.on("drain", done)
      outgoing.on("close", done)
    })
  })

/** Sends an answer's body back as it comes. */
const sendBack = Effect.fnUntraced(function* (
  outgoing: ServerResponse,
  response: HttpClientResponse.HttpClientResponse,
  needles: ReadonlyArray<Buffer>
) {
  const encoding = response.headers["content-encoding"] ?? "identity"
  if (!isTextual(response.headers["content-type"]) || encoding !== "identity") {
    return yield* Stream.runForEach(response.stream, (chunk) => writeChunk(outgoing, chunk))
  }
  const masker = new Masker(needles)
  yield* Stream.runForEach(response.stream, (chunk) => writeChunk(outgoing, masker.push(chunk)))
  yield* writeChunk(outgoing, masker.end())
})

const noteSession = ({ opened, sessions }: Upstream) =>
  Effect.map(opened.manager.session, (session) => sessions.add(Redacted.value(opened.secretOf(session))))

const placeholder = "http://proxy.invalid"

/** The path below the base address; two slashes at its start would name another host. */
const urlOf = (rest: string): Effect.Effect<URL, Problem> =>
  rest.startsWith("//") || !URL.canParse(placeholder + rest)
    ? Effect.fail({
        status: 400,
        title: "Bad path",
        detail: "The path must begin with one slash and name no other host."
      })
    : Effect.succeed(new URL(placeholder + rest))

/** Sends a request on. `rest` is its path after the vendor's prefix; `told` is given what is asked, for the audit. */
export const forward = Effect.fnUntraced(function* (
  upstream: Upstream,
  rest: string,
  rules: Rules,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  told: (asked: Asked) => void
): Effect.fn.Return<Outcome, Problem> {
  const { opened, prefix, sessions } = upstream
  const { base, vendor } = opened
  const method = incoming.method ?? ""
  if (!isMethod(method)) {
    return yield* Effect.fail<Problem>({ status: 405, title: "Unknown method", detail: `${method} is not passed on.` })
  }
  const url = yield* urlOf(rest)
  const path = judgedPath(url)
  const inQuery = operationsIn(url.search)
  told({ method, path, operations: inQuery })

  const { body, form } = yield* readBody(incoming)
  const asked: Asked = {
    method,
    path,
    operations: form === undefined ? undefined : [...inQuery, ...operationsIn(form)]
  }
  told(asked)
  const forbidden = ruleProblem(vendor, asked, rules)
  if (forbidden !== undefined) return yield* Effect.fail(forbidden)

  const plain = HttpClientRequest.setHeaders(
    HttpClientRequest.make(method)(url.pathname + url.search),
    forwarded(incoming.headers)
  )
  const response = yield* Effect.gen(function* () {
    yield* noteSession(upstream)
    const response = yield* opened.manager.client.execute(
      body._tag === "Empty" ? plain : HttpClientRequest.setBody(plain, body)
    )
    // The session may have been replaced on the way.
    yield* Effect.ignore(noteSession(upstream))
    return response
  }).pipe(
    Effect.mapError((error): Problem =>
      error instanceof AuthError
        ? problemOf(error)
        : {
            status: 502,
            title: "No answer",
            detail: `${vendor.label} gave no answer to this request.`,
            vendor: vendor.name,
            reason: "Transport"
          }
    )
  )

  const { status } = response
  const { needles } = sessions
  const headers = returned(response.headers, needles)
  const location = response.headers["location"]
  const target =
    location === undefined ? undefined : rewritten(location, base + url.pathname + url.search, base, prefix)
  if (location !== undefined && target === undefined && status >= 300 && status < 400) {
    return yield* Effect.fail<Problem>({
      status: 502,
      title: "Redirected elsewhere",
      detail: `${vendor.label} sent a redirect that leaves ${base}; it is not followed and not passed on.`,
      vendor: vendor.name
    })
  }
  outgoing.writeHead(status, { ...headers, ...(target === undefined ? undefined : { location: target }) })
  if (method !== "HEAD" && status !== 204 && status !== 304) {
    const exit = yield* Effect.exit(sendBack(outgoing, response, needles))
    if (Exit.isFailure(exit)) {
      // Part of the answer is out: only a cut connection says that it is not whole.
      outgoing.destroy()
      return { status, reason: "Cut" }
    }
  }
  outgoing.end()
  return { status }
})
