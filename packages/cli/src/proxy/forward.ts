/** Sends one request on to a vendor, and its answer back. */
import { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpMethod } from "effect/http/HttpMethod"
import * as Redacted from "effect/Redacted"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Opened } from "../account.ts"
import { readBody } from "./body.ts"
import { unseen } from "./decoded.ts"
import { forwarded, returned, rewritten } from "./headers.ts"
import { isTextual, Masker } from "./mask.ts"
import { type Problem, problemOf } from "./problem.ts"
import { type Asked, operationsIn, ruleProblem, type Rules } from "./rules.ts"
import type { Reply } from "./reply.ts"
import type { Sessions } from "./sessions.ts"
import { CurrentExchange, Exchange } from "./transport.ts"

/** One vendor behind the proxy. */
export interface Upstream {
  readonly opened: Opened
  /** The path that leads to it: nothing, or `/kayako`. */
  readonly prefix: string
  /** The sessions that must not be shown. */
  readonly sessions: Sessions
}

type OutgoingHeaders = { readonly [name: string]: string }

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

/** The largest body, in bytes, that is copied behind its head, so that one packet carries both. */
const smallBody = 16 * 1024

/** Sends an answer back of which the whole body has come. */
const sendWhole = (outgoing: ServerResponse, status: number, headers: OutgoingHeaders, body: Uint8Array): void => {
  outgoing.writeHead(status, { ...headers, "content-length": String(body.length) })
  if (body.length > smallBody) return void outgoing.end(body)
  // Node sends head and body in one piece only if the body is a text. Latin-1 has a character for every byte.
  outgoing.end(Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1"), "latin1")
}

/** Sends a body back as it comes, no faster than the caller reads it. */
const sendBack = (outgoing: ServerResponse, reply: Reply, masker: Masker | undefined): Effect.Effect<void, Error> =>
  Effect.callback<void, Error>((resume) => {
    const goOn = () => reply.resume()
    const done = (result: Effect.Effect<void, Error>) => {
      outgoing.off("drain", goOn)
      resume(result)
    }
    outgoing.on("drain", goOn)
    reply.readBy({
      data: (chunk) => {
        const decided = masker === undefined ? chunk : masker.push(chunk)
        return decided.length === 0 || outgoing.write(decided)
      },
      end: () => {
        outgoing.end(masker?.end())
        done(Effect.void)
      },
      fail: (error) => done(Effect.fail(error))
    })
    return Effect.sync(() => outgoing.off("drain", goOn))
  })

const noteSession = ({ opened, sessions }: Upstream) =>
  Effect.map(opened.manager.session, (session) => sessions.add(Redacted.value(opened.secretOf(session))))

/** Paths are parsed as URLs of this origin. No request goes there. */
const anyOrigin = "http://proxy.invalid"

/** The path below the base address; two slashes at its start would name another host. */
const urlOf = (rest: string): URL | undefined =>
  rest.startsWith("//") ? undefined : (URL.parse(anyOrigin + rest) ?? undefined)

/** Sends a request on. `rest` is its path after the vendor's prefix; `told` is given what is asked, for the audit. */
export const forward = Effect.fnUntraced(function* (
  upstream: Upstream,
  rest: string,
  rules: Rules,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  told: (asked: Asked) => void
): Effect.fn.Return<Outcome, Problem> {
  const { vendor } = upstream.opened
  const method = incoming.method ?? ""
  if (!isMethod(method)) {
    return yield* Effect.fail<Problem>({ status: 405, title: "Unknown method", detail: `${method} is not passed on.` })
  }
  const url = urlOf(rest)
  if (url === undefined) {
    const detail = "The path must begin with one slash and name no other host."
    return yield* Effect.fail<Problem>({ status: 400, title: "Bad path", detail })
  }
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
  const exchange = new Exchange()
  return yield* Effect.ensuring(
    exchangeWith(upstream, exchange, body._tag === "Empty" ? plain : HttpClientRequest.setBody(plain, body), outgoing),
    Effect.sync(() => exchange.reply?.discard())
  )
})

/** Has the engine send a request, and sends the reply back. */
const exchangeWith = Effect.fnUntraced(function* (
  upstream: Upstream,
  exchange: Exchange,
  request: HttpClientRequest.HttpClientRequest,
  outgoing: ServerResponse
): Effect.fn.Return<Outcome, Problem> {
  const { opened, prefix, sessions } = upstream
  const { base, vendor } = opened
  const response = yield* Effect.gen(function* () {
    yield* noteSession(upstream)
    const response = yield* Effect.provideService(opened.manager.client.execute(request), CurrentExchange, exchange)
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

  const { headers, status } = response
  const { needles } = sessions
  const location = headers["location"]
  const target = location === undefined ? undefined : rewritten(location, base + request.url, base, prefix)
  if (location !== undefined && target === undefined && status >= 300 && status < 400) {
    return yield* Effect.fail<Problem>({
      status: 502,
      title: "Redirected elsewhere",
      detail: `${vendor.label} sent a redirect that leaves ${base}; it is not followed and not passed on.`,
      vendor: vendor.name
    })
  }
  const isBodiless = request.method === "HEAD" || status === 204 || status === 304
  const hidden = isBodiless ? undefined : unseen(status, headers)
  if (hidden !== undefined) {
    return yield* Effect.fail<Problem>({
      status: 502,
      title: "Answer cannot be masked",
      detail: `${vendor.label} sent ${hidden}, in which a session could not be seen; it is not passed on.`,
      vendor: vendor.name
    })
  }
  const kept = returned(headers, needles)
  const head = target === undefined ? kept : { ...kept, location: target }
  if (isBodiless || exchange.reply === undefined) {
    outgoing.writeHead(status, head)
    outgoing.end()
    return { status }
  }
  const masker = isTextual(headers["content-type"]) ? new Masker(needles) : undefined
  const { whole } = exchange.reply
  if (whole !== undefined) {
    sendWhole(outgoing, status, head, masker === undefined ? whole : masker.all(whole))
    return { status }
  }
  outgoing.writeHead(status, head)
  return yield* Effect.match(sendBack(outgoing, exchange.reply, masker), {
    onSuccess: (): Outcome => ({ status }),
    onFailure: (): Outcome => {
      // Part of the answer is out: only a cut connection says that it is not whole.
      outgoing.destroy()
      return { status, reason: "Cut" }
    }
  })
})
