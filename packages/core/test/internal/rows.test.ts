/** Which row of a vendor's table speaks of an answer. Each protocol here is read for the first time. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaParser from "effect/SchemaParser"
import type { ErrorRow, Protocol } from "../../src/Driver.ts"
import { headerPlace, jwtSpan, type Limit, operation, sessionOperation } from "../../src/Driver.ts"
import { callOperation } from "../../src/internal/protocol/callOperation.ts"
import { compile } from "../../src/internal/protocol/compile.ts"
import { encodeRequest } from "../../src/internal/protocol/encodeRequest.ts"
import {
  type Body,
  compileEnvelope,
  firstJson,
  hasStatus,
  parseJson,
  readBody
} from "../../src/internal/protocol/envelope.ts"
import type { Circumstances } from "../../src/internal/protocol/judge.ts"
import { limits } from "../../src/internal/protocol/lifetime.ts"
import { isCarriable } from "../../src/internal/protocol/placeSession.ts"
import { type Answer, RowTable } from "../../src/internal/protocol/rows.ts"
import { judge, judgeFailure } from "../fixtures/judge.ts"
import { protocol } from "../fixtures/protocol.ts"

const row = (rest: Partial<ErrorRow>): ErrorRow => ({
  operation: ["*"],
  reason: "Unavailable",
  retry: "never",
  ...rest
})

const vendor = (errors: ReadonlyArray<ErrorRow>, rest: Partial<Protocol> = {}) =>
  compile({ ...protocol, errors, ...rest })

const envelope = (document: unknown, ok = false): Body => ({ kind: "envelope", document, ok })

const answer = (rest: Partial<Answer> = {}): Answer => ({
  operation: "find",
  status: 200,
  body: { kind: "notEnvelope" },
  text: "",
  sent: () => false,
  ...rest
})

/** The number of the row that matches. */
const matching = (errors: ReadonlyArray<ErrorRow>, rest: Partial<Answer>, change: Partial<Protocol> = {}): number => {
  const fresh = { ...protocol, errors, ...change }
  const found = new RowTable(fresh, compileEnvelope(fresh.envelope)).find(answer(rest))
  return found === undefined ? -1 : errors.indexOf(found.row)
}

describe("a row is of", () => {
  it("an operation, or of the role that the operation plays", () => {
    const roles = ["@login", "@logout", "@renew", "@call", "find"].map((name) => row({ operation: [name] }))
    const of = (operation: string) => matching(roles, { operation })
    assert.deepStrictEqual(["login", "challenge", "logout", "renew", "read", "find"].map(of), [0, 0, 1, 2, 3, 3])
    assert.strictEqual(matching(roles.slice(4), { operation: "find" }), 0)
    assert.strictEqual(matching([row({ operation: ["login", "find"] })], { operation: "find" }), 0)
    assert.strictEqual(matching([row({ operation: ["login", "read"] })], { operation: "find" }), -1)
    const { logout: _, renew: __, ...bare } = protocol
    const without = new RowTable({ ...bare, errors: roles }, compileEnvelope(protocol.envelope))
    assert.strictEqual(without.find(answer({ operation: "logout" }))?.row, roles[3])
  })

  it("a status, a class of them, or any; or of the lack of an answer", () => {
    const rows = [row({ status: [500] }), row({ status: [401, "4XX"] }), row({ network: true }), row({})]
    const of = (status: number | undefined) => matching(rows, { status })
    assert.deepStrictEqual([500, 404, undefined, 501].map(of), [0, 1, 2, 3])
    assert.strictEqual(matching([row({})], { status: undefined }), -1)
    assert.strictEqual(matching([row({ network: true })], {}), -1)
    // It says nothing of a body: such an answer has no body.
    assert.strictEqual(matching([row({ network: true, body: "envelope" })], { status: undefined }), 0)
    assert.isTrue(hasStatus([200, "4XX"], 404))
    assert.isTrue(hasStatus([200, "4XX"], 200))
    assert.isFalse(hasStatus([200, "4XX"], 500))
  })

  it("the fields that were sent, all of them, and the kind of credential", () => {
    const rows = [row({ sent: { otp: true, word: false } })]
    const of = (...fields: ReadonlyArray<string>) => matching(rows, { sent: (field) => fields.includes(field) })
    assert.deepStrictEqual([of("otp"), of(), of("otp", "word"), of("word")], [0, -1, -1, -1])
    const byKey = [row({ credential: "key" })]
    assert.strictEqual(matching(byKey, { credential: "key" }), 0)
    assert.strictEqual(matching(byKey, { credential: "token" }), -1)
    assert.strictEqual(matching(byKey, {}), -1)
  })

  it("the kind of a body, and its first words", () => {
    const rows = [row({ body: "empty" }), row({ body: "notEnvelope", text: "Down" }), row({ body: "any", text: "Up" })]
    assert.strictEqual(matching(rows, { body: { kind: "empty" } }), 0)
    assert.strictEqual(matching(rows, { text: " \n Down until noon" }), 1)
    assert.strictEqual(matching(rows, { text: "Up" }), 2)
    assert.strictEqual(matching(rows, { text: "It is Down" }), -1)
  })

  it("a code, one of several, or the lack of one", () => {
    const rows = [row({ code: ["A", "B"] }), row({ code: [null] })]
    const of = (code?: string) => matching(rows, { body: envelope({ error: { code } }) })
    assert.deepStrictEqual([of("A"), of("B"), of(), of("C")], [0, 0, 1, -1])
    // Without an envelope there is no code, and none is missing.
    assert.strictEqual(matching(rows, {}), -1)
    assert.strictEqual(matching([row({ where: [{ at: "/x", present: false }] })], {}), -1)
  })

  it("what a document says, in all that is asked", () => {
    const rows = [
      row({
        where: [
          { at: "/a", is: 1 },
          { at: "/b", is: 2 }
        ]
      })
    ]
    assert.strictEqual(matching(rows, { body: envelope({ a: 1, b: 2 }) }), 0)
    assert.strictEqual(matching(rows, { body: envelope({ a: 1, b: 3 }) }), -1)
    assert.strictEqual(matching(rows, { body: envelope({ a: 3, b: 2 }) }), -1)
  })

  it("an envelope that is no success, unless it asks for something that a success has", () => {
    const good = envelope({ error: { code: "A" } }, true)
    assert.strictEqual(matching([row({})], { body: envelope({}) }), 0)
    assert.strictEqual(matching([row({})], { body: good }), -1)
    assert.strictEqual(matching([row({ status: [200] })], { body: good }), -1)
    assert.strictEqual(matching([row({ code: ["A"] })], { body: good }), 0)
    assert.strictEqual(matching([row({ where: [{ at: "/error", present: true }] })], { body: good }), 0)
    assert.strictEqual(matching([row({ location: "Login" })], { body: good, location: "/Login" }), 0)
  })
})

describe("a failure", () => {
  const known: Circumstances = { safe: true, secrets: [] }
  const body = envelope({ error: { code: "X", message: "no" } })
  const judged = (rest: Partial<ErrorRow>, given: Partial<Answer> = { body }, circumstances = known) =>
    judge(vendor([row(rest)]), answer(given), circumstances)

  it("has the status, the code and the words of its answer", () => {
    const reason = judged({ reason: "AccessDenied" }, { body, status: 403 })?.reason
    assert.deepInclude(reason, { _tag: "AccessDenied", status: 403, code: "X", detail: "no" })
    const lost = judgeFailure(vendor([row({ network: true })]), answer({ status: undefined }), known).reason
    assert.notProperty(lost, "status")
    assert.notProperty(lost, "code")
  })

  it("that is unexpected says what came", () => {
    const detail = (body: Body, text = "") => {
      const reason = judged({ reason: "UnexpectedResponse" }, { body, text })?.reason
      return reason?._tag === "UnexpectedResponse" ? reason.detail : undefined
    }
    assert.strictEqual(detail(envelope({})), "a reply without the fields that it must have")
    assert.strictEqual(detail({ kind: "empty" }), "an empty body")
    assert.strictEqual(detail({ kind: "unread" }), "a body too long to be an answer")
    assert.strictEqual(detail({ kind: "notEnvelope" }, "Hello"), "a body that cannot be read (no content type): Hello")
  })

  it("waits as long as its row says, or else as the server says, unless it is of credentials", () => {
    const retryAfter = Duration.minutes(1)
    const wait = (rest: Partial<ErrorRow>) => {
      const reason = judged(rest, { body }, { ...known, retryAfter })?.reason
      return reason !== undefined && "retryAfter" in reason && reason.retryAfter !== undefined
        ? Duration.toMillis(reason.retryAfter)
        : undefined
    }
    assert.strictEqual(wait({ reason: "RateLimited" }), 60_000)
    assert.strictEqual(wait({ reason: "RateLimited", guard: "PT2H" }), 7_200_000)
    assert.strictEqual(wait({ reason: "InvalidCredentials", guard: "PT30M" }), 1_800_000)
    for (const reason of ["InvalidCredentials", "SecondFactorRejected"] as const) {
      assert.isUndefined(wait({ reason }), reason)
    }
  })

  it("of a second factor names the kind of the login that has one", () => {
    const login = { session: ["/token"], lifetime: {} }
    const logins = { first: login, second: { ...login, secondFactor: { kind: "memorableWord" as const } } }
    for (const reason of ["SecondFactorRequired", "SecondFactorRejected"] as const) {
      const failure = judge(vendor([row({ reason })], { logins }), answer({ body }), known)
      assert.deepInclude(failure?.reason, { _tag: reason, factor: "memorableWord" })
    }
  })

  it("may come with a success, if a row says so, and a row may say that it is no failure", () => {
    const good = envelope({ error: { code: "X" } }, true)
    assert.strictEqual(judged({ code: ["X"] }, { body: good })?.reason._tag, "Unavailable")
    assert.isUndefined(judged({ code: ["X"], reason: "none" }))
    assert.isUndefined(judge(vendor([]), answer({ body: good }), known))
    assert.strictEqual(judge(vendor([]), answer({ body }), known)?.reason._tag, "VendorFailure")
    assert.strictEqual(judge(vendor([]), answer(), known)?.reason._tag, "UnexpectedResponse")
  })

  it("is tried again as its row says, by whether the request is safe, and never without a row or when it was refined", () => {
    const retry = { safe: "backoff", unsafe: "never" } as const
    assert.deepInclude(judged({ retry }), { retry: "backoff", tries: 2, rejectedBeforeWork: false })
    assert.deepInclude(judged({ retry }, { body }, { ...known, safe: false }), { retry: "never" })
    assert.deepInclude(judged({ retry: "backoff", tries: 5, rejectedBeforeWork: true }), {
      retry: "backoff",
      tries: 5,
      rejectedBeforeWork: true
    })
    assert.deepInclude(judge(vendor([]), answer({ body }), known), { retry: "never", tries: 2 })
    const refine: Circumstances["refine"] = ({ reason }) => Option.some(reason)
    assert.deepInclude(judged({ retry, rejectedBeforeWork: true }, { body }, { ...known, refine }), {
      retry: "never",
      rejectedBeforeWork: false
    })
  })

  it("is refined where the vendor's envelope says something", () => {
    const asked: Array<unknown> = []
    const refine: Circumstances["refine"] = ({ code, message, operation, status }) => {
      asked.push([operation, code, message, status])
      return Option.none()
    }
    judged({}, { body, status: 400 }, { ...known, refine })
    judged({}, { status: 400 }, { ...known, refine })
    assert.deepStrictEqual(asked, [["find", "X", "no", 400]])
  })
})

describe("a body", () => {
  const read = (text: string, change: Partial<Protocol["envelope"]> = {}, status = 200) =>
    readBody(text, {
      envelope: compileEnvelope({ body: "json", parse: firstJson, code: "/code", ...change }),
      status,
      complete: true,
      parse: firstJson
    })

  it("is a success if every test of its envelope passes, and without tests if its status is one", () => {
    const ok = [
      { at: "/a", is: 1 },
      { at: "/b", is: 2 }
    ]
    assert.deepInclude(read('{"a":1,"b":2}', { ok }), { kind: "envelope", ok: true })
    assert.deepInclude(read('{"a":1,"b":3}', { ok }), { kind: "envelope", ok: false })
    assert.deepInclude(read("{}"), { kind: "envelope", ok: true })
    const success = [200, "3XX"] as const
    for (const [status, ok] of [
      [200, true],
      [302, true],
      [400, false]
    ] as const)
      assert.deepStrictEqual(read("{}", { success }, status), { kind: "envelope", document: {}, ok })
  })

  it("may begin behind junk where the envelope says, at the first such place", () => {
    const cutTo = ["[", "{"]
    assert.deepInclude(read('Notice {"a":[1]}', { cutTo }), { document: { a: [1] } })
    assert.deepInclude(read('Notice [{"a":1}]', { cutTo, types: ["array"] }), { document: [{ a: 1 }] })
    assert.deepStrictEqual(read('Notice {"a":1}'), { kind: "notEnvelope" })
    assert.deepStrictEqual(read('Notice {"a":1}', { cutTo: ["["] }), { kind: "notEnvelope" })
    assert.deepStrictEqual(compileEnvelope({ ...protocol.envelope, body: "xml" }).cutTo, [])
    assert.deepStrictEqual(compileEnvelope(protocol.envelope).cutTo, ["{"])
  })

  it("has one of the types that its envelope names, and what must be present", () => {
    assert.deepStrictEqual(read("[1]"), { kind: "notEnvelope" })
    assert.deepInclude(read("[1]", { types: ["array"] }), { kind: "envelope" })
    const present = [{ at: "/a", type: "string" as const }]
    assert.deepStrictEqual(read('{"a":1}', { present }), { kind: "notEnvelope" })
    assert.deepInclude(read('{"a":"1"}', { present }), { kind: "envelope" })
  })

  it("is read from behind a byte order mark, and no further than to its end", () => {
    assert.deepStrictEqual(parseJson('\ufeff{"a":1}'), { a: 1 })
    assert.isUndefined(parseJson('\ufeff\ufeff{"a":1}'))
    assert.deepStrictEqual(firstJson(' {"a":"}"} x'), { a: "}" })
    for (const text of ['{"a', '{"a":"', "[1", '"a', "", "  ", "x", '{"a":"b" "c'])
      assert.isUndefined(firstJson(text), text)
  })
})

describe("a lifetime", () => {
  const claims = (payload: object) => `h.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.s`
  const read = (absolute: ReadonlyArray<Limit>, document: unknown) => {
    const { absoluteTimeout } = limits({ absolute, slides: "anyReply" }).read(document, undefined)
    return absoluteTimeout === undefined ? undefined : Duration.toMillis(absoluteTimeout)
  }

  it("is the difference of two numbers above 0, or else the default", () => {
    const limit = [{ at: "/ends", minus: "/now", unit: "s", default: "PT1H" }] as const
    assert.strictEqual(read(limit, { ends: 30, now: "10" }), 20_000)
    for (const document of [
      { ends: 30 },
      { ends: 30, now: 0 },
      { ends: 30, now: 30 },
      { ends: "", now: 1 },
      { now: 1 }
    ])
      assert.strictEqual(read(limit, document), 3_600_000, JSON.stringify(document))
    assert.isUndefined(read([{ at: "/ends", unit: "ms" }], {}))
  })

  it("is the span of a token that says both its times, or else the default", () => {
    const limit = [jwtSpan("/token", "PT1H")]
    assert.strictEqual(read(limit, { token: claims({ iat: 10, exp: 40 }) }), 30_000)
    for (const token of [claims({ exp: 40 }), claims({ iat: 10 }), claims({ iat: 40, exp: 40 }), "h..s", "h", 7])
      assert.strictEqual(read(limit, { token }), 3_600_000, String(token))
    assert.isUndefined(read([jwtSpan("/token")], { token: "h" }))
    assert.deepStrictEqual(Object.keys(jwtSpan("/token")), ["read"])
  })
})

describe("a session out of a reply", () => {
  it("can be carried if every place can carry it, of whichever login it is", () => {
    const login = { session: ["/a", "/b"], lifetime: {} }
    const compiled = vendor([], {
      logins: { first: login, second: { ...login, session: ["/c"] } },
      place: [headerPlace("x-session"), { ...headerPlace("x-other"), carries: /^[a-z]*$/ }]
    })
    assert.isTrue(isCarriable(compiled, { a: "x", b: "y", c: "z", d: "\n" }))
    assert.isTrue(isCarriable(compiled, { a: 1 }))
    for (const document of [{ a: "\n" }, { a: "x", b: "\n" }, { c: "\n" }, { a: "1" }])
      assert.isFalse(isCarriable(compiled, document), JSON.stringify(document))
  })

  it("may come with the address of its requests", () => {
    const login = { session: ["/a"], lifetime: {}, origin: "/url" }
    assert.deepStrictEqual(vendor([], { logins: { login } }).logins.get("login")?.origin, ["url"])
    assert.isUndefined(vendor([]).logins.get("login")?.origin)
  })
})

describe("a request", () => {
  const encode = (input: unknown, change: Partial<Protocol> = {}, userAgent?: string) =>
    encodeRequest(
      compile({ ...protocol, ...change }),
      { id: "x", method: "GET", target: "/x", input: Schema.Struct({ name: Schema.String }) },
      SchemaParser.encodeUnknownResult(Schema.Struct({ name: Schema.String })),
      "https://acme.example",
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- some are wrong on purpose
      input as { readonly name: string },
      userAgent
    )

  it("asks for the format of its vendor, and says who asks only where that is known", () => {
    const headers = (change: Partial<Protocol>, userAgent?: string) => {
      const made = encode({ name: "a" }, change, userAgent)
      return made._tag === "Success" ? Object.entries(made.success.request.headers) : undefined
    }
    assert.deepStrictEqual(headers({}), [["accept", "application/json"]])
    const xml = { envelope: { ...protocol.envelope, body: "xml" } as Protocol["envelope"] }
    assert.deepStrictEqual(headers(xml, "me"), [
      ["accept", "text/xml, application/xml"],
      ["user-agent", "me"]
    ])
  })

  it("is not made of what has another type, or is no Unicode text", () => {
    const failure = (input: unknown) => {
      const made = encode(input)
      return made._tag === "Failure" ? `${made.failure.field} ${made.failure.detail}` : undefined
    }
    assert.strictEqual(failure({}), "name is missing or of another type")
    assert.strictEqual(failure({ name: "\ud800" }), "name is no Unicode text: it holds half of a character")
    assert.isUndefined(failure({ name: "a" }))
  })

  it.effect("is run for a manager only by an operation of its vendor that carries a session", () =>
    Effect.gen(function* () {
      const call = (operation: unknown) =>
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is refused before anything is used
        Effect.exit(callOperation({ vendor: "other", refine: undefined }, undefined as never, operation as never, {}))
      const definition = { id: "x", method: "GET", target: "/x", input: Schema.Struct({}) } as const
      const bare = operation(protocol, definition)
      const told = "must be an operation that carries a session; the manager logs in and out itself"
      for (const [given, detail] of [
        [undefined, told],
        [{}, told],
        [bare, told],
        [sessionOperation(protocol, { ...definition, session: true }), "is an operation of acme; use one of other"]
      ] as const) {
        const exit = yield* call(given)
        const error = Exit.isFailure(exit) ? exit.cause.reasons.find(({ _tag }) => _tag === "Fail") : undefined
        assert.isTrue(error?._tag === "Fail")
        if (error?._tag !== "Fail") return
        assert.deepInclude(error.error, { vendor: "other", operation: "call" })
        assert.deepInclude(error.error.reason, { _tag: "InvalidConfiguration", field: "operation", detail })
      }
    })
  )
})
