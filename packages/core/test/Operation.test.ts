/** One request of a protocol: encoded, sent once, judged, decoded. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { inspect } from "node:util"
import { AccountLocked, type AuthError } from "../src/index.ts"
import { headerPlace, operation } from "../src/Driver.ts"
import { traced } from "../src/testing/traced.ts"
import {
  Document,
  find,
  json,
  login,
  logout,
  protocol,
  read,
  refusal,
  type Reply,
  save,
  serve,
  server
} from "./fixtures/protocol.ts"

const ada = { user: "ada", password: Redacted.make("p%ss w") }
const ok = json({ ok: true, token: "t-1" })

const failureOf = (...replies: ReadonlyArray<() => Reply>) => {
  const { provide } = serve(...replies)
  return provide(Effect.flip(login(ada, server)))
}

const textOf = (body: HttpBody.HttpBody | undefined) => (body?._tag === "Uint8Array" ? body.text : undefined)

it.effect("a form, its constants, and the answer's secret decoded", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(ok)
    const document = yield* provide(login({ ...ada, otp: Redacted.make("12") }, { ...server, userAgent: "me" }))
    assert.strictEqual(Redacted.value(document.token), "t-1")
    const [request] = requests
    assert.strictEqual(request?.url, "https://acme.example/crm/api/login")
    assert.strictEqual(textOf(request?.body), "operation=login&user=ada&password=p%25ss+w&otp=12")
    assert.strictEqual(request?.headers["user-agent"], "me")
    assert.strictEqual(request?.headers["accept"], "application/json")
    assert.notMatch(inspect(request, { depth: 9 }), /p%25ss/)
    assert.deepStrictEqual([login.id, login.method, login.target], ["login", "POST", "/login"])
  })
)

it.effect("path segments, query, and the session where the protocol says", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(json({ ok: true, hits: [] }))
    yield* provide(find({ kind: "a/b?", id: 7, q: "x y" }, { ...server, session: Redacted.make("s-1") }))
    const [request] = requests
    assert.strictEqual(request?.url, "https://acme.example/crm/api/find/a%2Fb%3F/7")
    const params = UrlParams.toString(request?.urlParams ?? UrlParams.empty)
    assert.strictEqual(params, "operation=find&q=x+y&sid=s-1")
    assert.notMatch(inspect(request, { depth: 9 }), /s-1/)
  })
)

it.effect("segments that would leave their place, and a missing session, are refused before sending", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(ok)
    for (const kind of ["", ".", "..", "\ud800"]) {
      const error = yield* provide(Effect.flip(find({ kind, id: 1 }, { ...server, session: Redacted.make("s") })))
      assert.deepStrictEqual([error.reason._tag, error.operation], ["InvalidConfiguration", "find"])
    }
    const error = yield* provide(Effect.flip(find({ kind: "a", id: 1 }, server)))
    assert.match(error.message, /session is missing/)
    assert.match((yield* provide(Effect.flip(login(ada, { url: "ftp://x" })))).message, /https:/)
    assert.strictEqual(requests.length, 0)
  })
)

it.effect("JSON with its constants, and a key as the user of HTTP Basic", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(json({ ok: true }))
    assert.isUndefined(yield* provide(save({ key: Redacted.make("k-1"), big: 1 }, server)))
    assert.strictEqual(textOf(requests[0]?.body), '{"element":"Ticket","big":1}')
    assert.strictEqual(requests[0]?.headers["authorization"], `Basic ${btoa("k-1:")}`)
  })
)

it.effect("each code has its reason, with what the vendor said and none of what was sent", () =>
  Effect.gen(function* () {
    const tags: Array<string> = []
    for (const code of ["BAD", "LOCKED", "PASS", "DENIED", "SUBSCRIPTION", "2FA", "CHALLENGE", "NEW"]) {
      const error = yield* failureOf(refusal(code, "p%ss w and p%25ss+w are wrong"))
      assert.match(error.message, /"… and … are wrong"/)
      tags.push(error.reason._tag)
    }
    assert.deepStrictEqual(tags, [
      "InvalidCredentials",
      "AccountLocked",
      "PasswordExpired",
      "AccessDenied",
      "SubscriptionExpired",
      "SecondFactorRequired",
      "ChallengeRejected",
      "VendorFailure"
    ])
    const { provide } = serve(refusal("2FA"))
    const error = yield* provide(Effect.flip(login({ ...ada, otp: Redacted.make("1") }, server)))
    assert.strictEqual(error.reason._tag, "SecondFactorRejected")
  })
)

const waitOf = ({ reason }: AuthError) => ("retryAfter" in reason ? String(reason.retryAfter) : undefined)

it.effect("a guard time is the row's; a header never shortens it, nor makes one", () =>
  Effect.gen(function* () {
    const init = { headers: { "retry-after": "1" } }
    assert.match(waitOf(yield* failureOf(refusal("BAD", "", init))) ?? "", /1800000|30m/)
    assert.isUndefined(waitOf(yield* failureOf(refusal("LOCKED", "", init))))
    assert.match(waitOf(yield* failureOf(refusal("DENIED", "", init))) ?? "", /1000|1s/)
  })
)

it.effect("what is no answer of this vendor is UnexpectedResponse, and never a crash", () =>
  Effect.gen(function* () {
    const bodies: ReadonlyArray<readonly [() => Response, RegExp]> = [
      [() => new Response(""), /an empty body/],
      [() => new Response("<html><title>Hello you</title></html>"), /cannot be read \(text\/plain.*Hello you/],
      [() => new Response("Maintenance until noon"), /Maintenance until noon/],
      [json({ other: 1 }), /cannot be read/],
      [json([1]), /cannot be read/],
      [json({ ok: true }), /token is missing or of another type/],
      [json({ ok: true, token: 5 }), /token is missing or of another type/],
      [() => new Response(new Uint8Array([0xff, 0xfe, 0x00])), /cannot be read/],
      [() => new Response(`{"ok":true,"x":"${"y".repeat(2_000_000)}"}`), /too long/],
      [() => new Response(null, { status: 302, headers: { location: "https://evil.example" } }), /redirect/],
      [() => new Response(null, { status: 204 }), /missing or of another type/]
    ]
    for (const [reply, expected] of bodies) {
      const error = yield* failureOf(reply)
      assert.strictEqual(error.reason._tag, "UnexpectedResponse")
      assert.match(error.message, expected)
    }
  })
)

it.effect("a session that could not be sent back is no answer", () =>
  Effect.gen(function* () {
    const byHeader = { ...protocol, place: [headerPlace("x-session")] } as const
    const definition = {
      id: "login",
      method: "POST",
      target: "/login",
      input: Schema.Struct({}),
      output: Document
    } as const
    const outcome = (token: string, vendor: typeof protocol) =>
      Effect.match(serve(json({ ok: true, token })).provide(operation(vendor, definition)({}, server)), {
        onFailure: ({ message }) => message,
        onSuccess: () => "success"
      })
    assert.include(yield* outcome("t-1\r\nx: y", byHeader), "a session that no request can carry")
    assert.strictEqual(yield* outcome("t-1", byHeader), "success")
    assert.strictEqual(yield* outcome("t 1é", protocol), "success")
  })
)

it.effect("a redirect tells where it leads, without what may be a session on the way there", () =>
  Effect.gen(function* () {
    const to = (location: string) =>
      Effect.map(
        failureOf(() => new Response(null, { status: 302, headers: { location } })),
        ({ message }) => message
      )
    const message = yield* to("/crm/login/S-000123/a-segment-that-is-long?sid=s3")
    assert.include(message, "a redirect to https://acme.example/crm/login/…/…, which is not followed")
    assert.include(yield* to("data:text/plain,token"), "a redirect, which is not followed")
    assert.include(yield* to("https://["), "a redirect, which is not followed")
  })
)

it.effect("junk before the document and a byte order mark are no failure", () =>
  Effect.gen(function* () {
    for (const junk of ["Notice: undefined index\n", "\ufeff"]) {
      const { provide } = serve(() => new Response(`${junk}{"ok":true,"token":"t"}`))
      yield* provide(login(ada, server))
    }
  })
)

it.effect("a login is sent again only where its row says so, with growing pauses", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(refusal("BUSY"), refusal("BUSY"), ok)
    const fiber = yield* Effect.forkChild(provide(login(ada, server)))
    yield* TestClock.adjust("199 millis")
    assert.strictEqual(requests.length, 1)
    yield* TestClock.adjust("101 millis")
    assert.strictEqual(requests.length, 2)
    yield* TestClock.adjust("600 millis")
    yield* Fiber.join(fiber)
    assert.strictEqual(requests.length, 3)
  })
)

const count = (attempt: Effect.Effect<unknown, AuthError>, requests: ReadonlyArray<unknown>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(attempt))
    yield* TestClock.adjust("1 minute")
    const exit = yield* Fiber.join(fiber)
    return [requests.length, Exit.isSuccess(exit)] as const
  })

it.effect("U06 a logout is sent once, even where its row would allow another try", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(() => new Response("", { status: 429 }))
    const { reason } = yield* provide(Effect.flip(logout({}, server)))
    assert.strictEqual(reason._tag, "RateLimited")
    assert.strictEqual(requests.length, 1)
  })
)

it.effect("a lost answer is not asked for again, unless the operation is safe", () =>
  Effect.gen(function* () {
    const lost = serve(() => "drop")
    assert.deepStrictEqual(yield* count(lost.provide(login(ada, server)), lost.requests), [1, false])
    const error = yield* lost.provide(Effect.flip(login(ada, server)))
    assert.strictEqual(error.message, "acme login: no answer: socket hang up")
    const safe = serve(() => "drop", json({ ok: true }))
    assert.deepStrictEqual(yield* count(safe.provide(read({}, server)), safe.requests), [2, true])
    const never = serve(() => "drop")
    assert.deepStrictEqual(yield* count(never.provide(read({}, server)), never.requests), [2, false])
  })
)

it.effect("Retry-After is waited for, in seconds or as a date, but not for long", () =>
  Effect.gen(function* () {
    const date = "Thu, 01 Jan 2026 00:00:00 GMT"
    const later = "Thu, 01 Jan 2026 00:00:03 GMT"
    const headers: ReadonlyArray<readonly [Record<string, string>, number]> = [
      [{ "retry-after": "3" }, 3000],
      [{ "retry-after": later, date }, 3000]
    ]
    for (const [init, millis] of headers) {
      const { provide, requests } = serve(() => new Response("", { status: 503, headers: init }), json({ ok: true }))
      const fiber = yield* Effect.forkChild(provide(read({}, server)))
      yield* TestClock.adjust(millis - 1)
      assert.strictEqual(requests.length, 1)
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(fiber)
    }
    const patient = serve(() => new Response("", { status: 429, headers: { "retry-after": "60" } }))
    const error = yield* patient.provide(Effect.flip(read({}, server)))
    assert.strictEqual(patient.requests.length, 1)
    assert.match(waitOf(error) ?? "", /60000|1m|60s/)
    const nonsense = serve(() => new Response("", { status: 429, headers: { "retry-after": "soon" } }))
    assert.deepStrictEqual(yield* count(nonsense.provide(read({}, server)), nonsense.requests), [3, false])
  })
)

it.effect("a failure that is as good as done is a success, but not the lack of an answer", () =>
  Effect.gen(function* () {
    const gone = serve(refusal("GONE"))
    yield* gone.provide(logout({}, server))
    const done = serve(() => new Response(null, { status: 204 }))
    yield* done.provide(logout({}, server))
    const lost = serve(() => "drop")
    assert.isTrue(Exit.isFailure(yield* Effect.exit(lost.provide(logout({}, server)))))
  })
)

it.effect("refine says what a code means, and a refined failure is not sent again", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(refusal("BUSY", "Compte verrouillé"))
    const seen: Array<string> = []
    const error = yield* provide(
      Effect.flip(
        login(ada, {
          ...server,
          refine: ({ code, message, operation, reason, status }) => {
            seen.push(code, message, operation, reason._tag, String(status))
            return message.includes("verrouillé") ? Option.some(new AccountLocked({ code })) : Option.none()
          }
        })
      )
    )
    assert.strictEqual(error.reason._tag, "AccountLocked")
    assert.deepStrictEqual(seen, ["BUSY", "Compte verrouillé", "login", "Unavailable", "200"])
    assert.strictEqual(requests.length, 1)
    const kept = serve(refusal("NEW"))
    const other = yield* kept.provide(Effect.flip(login(ada, { ...server, refine: () => Option.none() })))
    assert.strictEqual(other.reason._tag, "VendorFailure")
    assert.strictEqual(protocol.vendor, other.vendor)
  })
)

it.effect("a URL that an application's client rewrites shows no secret in a trace, either", () =>
  Effect.gen(function* () {
    const { provide } = serve(ok)
    const rewriting = Effect.updateService(
      HttpClient.HttpClient,
      HttpClient.mapRequest((request) =>
        HttpClientRequest.setUrl(request, `${request.url}/${encodeURIComponent("p%ss w")}`)
      )
    )
    const { text } = yield* traced(provide(rewriting(login(ada, server))))
    assert.include(text, '"url.full","https://acme.example/crm/api/login/…"')
  })
)
