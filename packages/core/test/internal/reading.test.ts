/** The small pure parts: pointers, envelopes, lifetimes, texts, waits, origins. */
import process from "node:process"
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { compileEnvelope, firstJson, readBody } from "../../src/internal/protocol/envelope.ts"
import { compileTest, pathOf, textAt, valueAt } from "../../src/internal/protocol/pointer.ts"
import { readText } from "../../src/internal/http/readBody.ts"
import { isRedirect } from "../../src/internal/http/redirect.ts"
import { retryAfter } from "../../src/internal/http/retryAfter.ts"
import { excerpt, scrub, vendorText } from "../../src/internal/redaction.ts"
import { secretsIn } from "../../src/internal/secrets.ts"
import { failureDetail } from "../../src/internal/http/transport.ts"
import * as HttpClientError from "effect/http/HttpClientError"
import {
  deadlines,
  jwtSpan,
  type Limit,
  limits,
  limitsSince,
  protocolLifetime,
  shortest,
  unknownLifetime
} from "../../src/Driver.ts"
import { protocol } from "../fixtures/protocol.ts"

it("a pointer reads own keys, through arrays, escapes and Redacted, and nothing else", () => {
  const document = { a: [{ "b/c~d": " 7 " }], r: Redacted.make("s"), n: 5, z: null }
  assert.strictEqual(valueAt(document, pathOf("/a/0/b~1c~0d")), " 7 ")
  assert.strictEqual(textAt(document, pathOf("/a/0/b~1c~0d")), "7")
  assert.strictEqual(textAt(document, pathOf("/r")), "s")
  assert.strictEqual(textAt(document, pathOf("/n")), "5")
  for (const pointer of ["/toString", "/__proto__", "/a/length/x", "/n/toFixed", "/a", "/z"]) {
    assert.isUndefined(textAt(document, pathOf(pointer)), pointer)
  }
  assert.strictEqual(valueAt(document, pathOf("")), document)
})

it("tests on values", () => {
  const document = { s: " x ", e: "", n: 1, nil: null, o: {}, l: [] }
  const yes = [
    { at: "/s", is: "x" },
    { at: "/s", not: "y" },
    { at: "/s", in: ["a", "x"] },
    { at: "/s", present: true },
    { at: "/e", present: false },
    { at: "/nil", present: false },
    { at: "/none", present: false },
    { at: "/n", type: "number" },
    { at: "/nil", type: "null" },
    { at: "/l", type: "array" },
    { at: "/o", type: "object" }
  ] as const
  for (const test of yes) assert.isTrue(compileTest(test)(document), JSON.stringify(test))
  assert.isFalse(compileTest({ at: "/s", in: ["a"] })(document))
  assert.isFalse(compileTest({ at: "/s", not: "x" })(document))
  assert.isFalse(compileTest({ at: "/s", is: "X" })(document))
})

it("a body is an envelope, empty, something else, or unread", () => {
  const kind = (text: string, complete = true) => {
    const body = readBody(text, {
      envelope: compileEnvelope(protocol.envelope),
      status: 200,
      complete,
      parse: firstJson
    })
    return body.kind === "envelope" ? body.ok : body.kind
  }
  assert.strictEqual(kind('{"ok":true}'), true)
  assert.strictEqual(kind('{"ok":false}'), false)
  assert.strictEqual(kind('junk {"ok":true}'), true)
  assert.strictEqual(kind("{"), "notEnvelope")
  assert.strictEqual(kind('{"ok":1}'), "notEnvelope")
  assert.strictEqual(kind(" \n"), "empty")
  assert.strictEqual(kind("", false), "unread")
  assert.strictEqual(kind('{"ok":tr', false), "unread")
  const strict = compileEnvelope({ ...protocol.envelope, success: ["2XX"] })
  assert.deepInclude(readBody('{"ok":true}', { envelope: strict, status: 500, complete: true, parse: firstJson }), {
    ok: false
  })
})

it("U05 the first complete JSON value of a body counts, whatever comes after it", () => {
  const read = (text: string) => firstJson(text)
  const warning = "<br />\n<b>Warning</b>: Unknown: failed to write {session data} in Unknown on line 0"
  assert.deepStrictEqual(read(`{"ok":true}${warning}`), { ok: true })
  assert.deepStrictEqual(read(`\ufeff [1,{"a":"}]"}]\n${warning}`), [1, { a: "}]" }])
  assert.deepStrictEqual(read(`{"a":"quote \\" brace } backslash \\\\"}{"b":1}`), { a: 'quote " brace } backslash \\' })
  assert.strictEqual(read(`null${warning}`), null)
  assert.strictEqual(read(`"text" ${warning}`), "text")
  assert.strictEqual(read(`-1.5e3\n${warning}`), -1500)
  for (const text of [
    "",
    " ",
    "{",
    '{"a":',
    '{"a":"}',
    "[1,2",
    "nul",
    "nullable",
    "12px",
    "Maintenance",
    "}{",
    "[notice] x"
  ]) {
    assert.isUndefined(read(text), text)
  }
})

it("U05 junk before and after a document is ignored, and a notice in brackets is not the document", () => {
  const body = (text: string) =>
    readBody(text, { envelope: compileEnvelope(protocol.envelope), status: 200, complete: true, parse: firstJson })
  assert.deepInclude(body('[1] "notice" {"ok":false} </body>'), { kind: "envelope", ok: false })
  assert.deepInclude(body('"notice" {"ok":true}<br />'), { kind: "envelope", ok: true })
})

it("U05 a document that was cut after its end is read, and one that was cut within it is not", () => {
  const body = (text: string) =>
    readBody(text, { envelope: compileEnvelope(protocol.envelope), status: 200, complete: false, parse: firstJson })
      .kind
  assert.strictEqual(body(`{"ok":false}${"junk ".repeat(100)}`), "envelope")
  assert.strictEqual(body(`{"ok":true,"list":["${"x".repeat(100)}`), "unread")
})

it("U05 reading takes time linear in the body, whatever is in it", () => {
  /** Milliseconds of processor time: the best of three, because other work of the machine only adds to it. */
  const millis = (text: string) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const before = process.cpuUsage()
        firstJson(text)
        const { system, user } = process.cpuUsage(before)
        return (system + user) / 1000
      })
    )
  for (const unit of ["[", "{", '"', "\\", '"\\', '{"a":', "[]", "1"]) {
    const text = (size: number) => `{${unit.repeat(size / unit.length)}`
    // Eight times as much takes a linear reader eight times as long, and a quadratic one 64 times.
    assert.isBelow(millis(text(400_000)), 24 * Math.max(1, millis(text(50_000))), unit)
  }
})

it("replies may be other values than objects where the spec says so", () => {
  const envelope = compileEnvelope({
    body: "json",
    parse: firstJson,
    types: ["object", "null", "number", "string"],
    ok: [{ at: "/number", present: false }],
    code: "/number"
  })
  const body = (text: string) => readBody(text, { envelope, status: 200, complete: true, parse: firstJson })
  assert.deepStrictEqual(body("null"), { kind: "envelope", document: null, ok: true })
  assert.deepStrictEqual(body("0"), { kind: "envelope", document: 0, ok: true })
  assert.deepStrictEqual(body('"1"'), { kind: "envelope", document: "1", ok: true })
  assert.deepInclude(body('{"number":10,"name":"Invalid Login"}'), { ok: false })
  assert.strictEqual(body("[]").kind, "notEnvelope")
  assert.strictEqual(body("true").kind, "notEnvelope")
})

const life = (limit: Limit, document: unknown, slides?: "never") =>
  protocolLifetime(
    {
      ...protocol,
      logins: { login: { session: [], lifetime: limits({ idle: [limit], ...(slides && { slides }) }) } }
    },
    "login",
    document
  )

it("a lifetime is read out of durations, numbers, differences and tokens; what is unusable is no limit", () => {
  const millis = (limit: Limit, document: unknown) => {
    const { idleTimeout } = life(limit, document)
    return idleTimeout === undefined ? undefined : Duration.toMillis(idleTimeout)
  }
  const jwt = (claims: unknown) => `h.${btoa(JSON.stringify(claims)).replace(/=+$/, "")}.s`
  assert.strictEqual(millis("PT5M", {}), 300_000)
  assert.isUndefined(millis("unknown", {}))
  assert.strictEqual(millis({ at: "/t", unit: "s" }, { t: "60" }), 60_000)
  assert.strictEqual(millis({ at: "/t", unit: "ms" }, { t: 60 }), 60)
  assert.strictEqual(millis({ at: "/e", unit: "s", minus: "/s" }, { e: 1100, s: 1000 }), 100_000)
  for (const document of [{ e: 1000, s: 1100 }, { e: 1100 }, { e: "soon", s: 1 }, { e: -5, s: -9 }, { e: "", s: 1 }]) {
    assert.isUndefined(millis({ at: "/e", unit: "s", minus: "/s" }, document))
  }
  assert.strictEqual(millis({ at: "/e", unit: "s", default: "PT1M" }, {}), 60_000)
  assert.strictEqual(millis(jwtSpan("/t"), { t: jwt({ iat: 10, exp: 70 }) }), 60_000)
  for (const t of [jwt({ iat: 70, exp: 10 }), jwt({ exp: 10 }), jwt([]), "no.!.token", "x", 5]) {
    assert.isUndefined(millis(jwtSpan("/t"), { t }))
  }
  assert.deepStrictEqual(life("PT5M", {}, "never"), { absoluteTimeout: Duration.millis(300_000) })
  assert.deepStrictEqual(protocolLifetime(protocol, "unknown", {}), {})
})

it("a rule of the newest release that is not newer than the named one replaces the whole", () => {
  const rule = limitsSince(limits({ absolute: ["PT1M"] }), protocol.releases, {
    "2.0": limits({ absolute: ["PT2M"] })
  })
  const of = (release?: string) => {
    const changed = { ...protocol, logins: { login: { session: [], lifetime: rule } } }
    const { absoluteTimeout } = protocolLifetime(changed, "login", {}, release)
    return absoluteTimeout === undefined ? undefined : Duration.toMillis(absoluteTimeout)
  }
  assert.deepStrictEqual([of(), of("1.0"), of("2.0"), of("3.0"), of("9.9")], [60_000, 60_000, 120_000, 120_000, 60_000])
})

it("deadlines are whole milliseconds, in order, and jitter moves the soft point by ten percent at most", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 10 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 2 ** 41 }),
      (millis, jitter, issuedAt) => {
        const { hardAt, softAt } = deadlines({ absoluteTimeout: Duration.millis(millis) }, issuedAt, jitter)
        assert.isTrue(Number.isInteger(hardAt) && Number.isInteger(softAt))
        assert.isTrue(softAt <= hardAt && hardAt <= issuedAt + millis)
        const window = Math.min(millis * 0.2, 300_000)
        const margin = Math.min(5000, millis * 0.1)
        assert.isAtMost(Math.abs(issuedAt + millis - margin - softAt - window), window * 0.1 + 2)
      }
    )
  )
  const never = deadlines(unknownLifetime, 0, 0.5)
  assert.deepStrictEqual(never, { hardAt: Infinity, softAt: Infinity, idleFor: Infinity, startsAt: -5000 })
})

it("the shorter of two lifetimes, limit by limit", () => {
  const a = { idleTimeout: Duration.minutes(1) }
  const b = { idleTimeout: Duration.minutes(2), absoluteTimeout: Duration.hours(1) }
  assert.deepStrictEqual(shortest(a, b), { ...a, absoluteTimeout: Duration.hours(1) })
  assert.deepStrictEqual(shortest(b, a), shortest(a, b))
  assert.deepStrictEqual(shortest({}, {}), {})
})

it("secrets are found, and taken out in all their spellings", () => {
  assert.deepStrictEqual(secretsIn({ a: [Redacted.make("x y"), { b: Redacted.make("z") }], c: Redacted.make("") }), [
    "x y",
    "z"
  ])
  assert.strictEqual(scrub("open sesame, open%20sesame, open+sesame", ["open sesame"]), "…, …, …")
  assert.strictEqual(vendorText(`  ${"a".repeat(300)}`, []), `${"a".repeat(200)}…`)
  assert.strictEqual(
    excerpt("<p>session 4a5b is  here: abcdefghijklmnopqrstuvwxyz</p>", [], []),
    "<p>session … is here: …</p>"
  )
  assert.strictEqual(excerpt('{"ok":true,"sessionName":"abcdef', [], ["sessionName"]), '{"ok":true,"')
  const secret = 'pä"/ss <&>'
  const php = '"p\\u00e4\\"\\/ss <&>"'
  const page = "pä&quot;/ss &lt;&amp;&gt;"
  for (const form of [secret, JSON.stringify(secret), php, page, encodeURIComponent(secret)]) {
    assert.match(scrub(`was ${form}!`, [secret]), /^was "?…"?!$/)
  }
  const refused = scrub('the character "e" at 3 is wrong: e', ["e", "n"])
  assert.strictEqual(refused, "the character … at … is wrong: …")
})

it("Retry-After counts from the response's own date, and nonsense is ignored", () => {
  const of = (headers: Record<string, string>, now = 0) => {
    const wait = retryAfter(Headers.fromInput(headers), now)
    return wait === undefined ? undefined : Duration.toMillis(wait)
  }
  assert.strictEqual(of({ "retry-after": "7" }), 7000)
  assert.strictEqual(of({ "retry-after": "Thu, 01 Jan 1970 00:00:10 GMT" }, 4000), 6000)
  assert.strictEqual(
    of({ "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT", date: "Thu, 01 Jan 2026 00:00:00 GMT" }),
    10_000
  )
  assert.isUndefined(of({ "retry-after": "later" }))
  assert.isUndefined(of({}))
})

it("a redirect is a 3xx, an opaque answer, or one of another origin", () => {
  const from = (status: number, url: string, asked = "https://acme.example/x") =>
    isRedirect(
      Object.create(HttpClientResponse.fromWeb(HttpClientRequest.get(asked), new Response(null)), {
        status: { value: status },
        url: { value: url }
      })
    )
  assert.isTrue(from(302, ""))
  assert.isTrue(from(0, ""))
  assert.isTrue(from(200, "https://evil.example/x"))
  assert.isTrue(from(200, "https://acme.example.evil/x"))
  assert.isTrue(from(200, "https://acme.example:444/x"))
  assert.isTrue(from(200, "https://acme.example.evil/x", "https://acme.example"))
  assert.isFalse(from(200, "https://acme.example/y"))
  assert.isFalse(from(200, "https://acme.example/x", "https://ACME.example:443/x"))
  assert.isFalse(from(200, ""))
})

it.effect("a reply is read up to its limit, whatever it says of its length", () =>
  Effect.gen(function* () {
    const request = HttpClientRequest.get("https://acme.example/x")
    const read = (body: string | null, headers: Record<string, string> = {}) =>
      readText(HttpClientResponse.fromWeb(request, new Response(body, { headers })), 10)
    assert.deepStrictEqual(yield* read("short", { "content-length": "5" }), { text: "short", complete: true })
    assert.deepStrictEqual(yield* read("x".repeat(50)), { text: "x".repeat(10), complete: false })
    assert.deepStrictEqual(yield* read("x".repeat(50), { "content-length": "" }), {
      text: "x".repeat(10),
      complete: false
    })
    assert.deepStrictEqual(yield* read("short", { "content-length": "5", "content-encoding": "gzip" }), {
      text: "short",
      complete: true
    })
    assert.deepStrictEqual(yield* read(null), { text: "", complete: true })
  })
)

it("why no answer came is the innermost cause that says something", () => {
  const request = HttpClientRequest.get("https://acme.example/x")
  const of = (cause?: unknown, description?: string) =>
    failureDetail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({ request, cause, ...(description && { description }) })
      }),
      ["s3cret"]
    )
  const deep = new Error("fetch failed", {
    cause: Object.assign(new Error("connect s3cret"), { code: "ECONNREFUSED" })
  })
  assert.strictEqual(of(deep), "ECONNREFUSED connect …")
  assert.strictEqual(of(new Error("")), "the connection failed")
  assert.strictEqual(of("text"), "text")
  assert.strictEqual(of(Object.assign(new Error(""), { code: "ECONNRESET" })), "ECONNRESET")
  // Node writes the code into most messages, and then it is not told twice.
  const lookup = Object.assign(new Error("getaddrinfo ENOTFOUND acme.invalid"), { code: "ENOTFOUND" })
  assert.strictEqual(of(new TypeError("fetch failed", { cause: lookup })), "getaddrinfo ENOTFOUND acme.invalid")
  assert.strictEqual(of(deep, "said so"), "said so")
})

it("U21 the errors of all addresses of a host are told, each once, without secrets", () => {
  const request = HttpClientRequest.get("https://acme.example/x")
  const refused = (address: string) => Object.assign(new Error(`connect ${address}`), { code: "ECONNREFUSED" })
  const of = (cause: unknown) =>
    failureDetail(
      new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) }),
      ["s3cret"]
    )
  const all = Object.assign(new AggregateError([refused("::1:9"), refused("s3cret:9"), refused("::1:9")], ""), {
    code: "ECONNREFUSED"
  })
  const text = "ECONNREFUSED connect ::1:9, ECONNREFUSED connect …:9"
  assert.strictEqual(of(all), text)
  assert.strictEqual(of(new TypeError("fetch failed", { cause: all })), text)
  assert.strictEqual(of(Object.assign(new AggregateError([], ""), { code: "ETIMEDOUT" })), "ETIMEDOUT")
  assert.strictEqual(
    of(new AggregateError([new Error("")], "All promises were rejected")),
    "All promises were rejected"
  )
  assert.strictEqual(
    of(new AggregateError(Array.from({ length: 9 }, (_, at) => new Error(`e${at}`)))),
    "e0, e1, e2, e3"
  )
})

it("the longest secret is scrubbed first, so that nothing of it is left, whatever the order they come in", () => {
  for (const secrets of [
    ["abc", "abcdef"],
    ["abcdef", "abc"]
  ]) {
    assert.strictEqual(scrub("it is abcdef, or abc", secrets), "it is …, or …")
    assert.strictEqual(scrub("it is abcdef, or abc", [...secrets]), "it is …, or …")
  }
})
