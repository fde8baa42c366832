/** What a protocol says of the requests of an application. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { AccountLocked, SecondFactor, SessionRejected } from "../src/index.ts"
import {
  headerPlace,
  type Place,
  type Protocol,
  protocolDriver,
  queryPlace,
  type ProtocolDriverOptions,
  type Verdict
} from "../src/Driver.ts"
import { protocol } from "./fixtures/protocol.ts"

const make = (change: Partial<Protocol> = {}, options: Partial<ProtocolDriverOptions<Redacted.Redacted>> = {}) =>
  protocolDriver<Redacted.Redacted>(
    { ...protocol, ...change },
    { baseUrl: "https://acme.example", secret: (value) => value, ...options }
  )

const get = HttpClientRequest.get("https://acme.example/api/x")
const session = { id: "1", value: Redacted.make("s-1"), issuedAt: 0, lifetime: {} }

const judged = (driver: ReturnType<typeof make>, body: string | undefined, status = 200, complete = true) =>
  driver.classify({ request: get, status, headers: Headers.empty, body, complete, secrets: ["s-1"] })
const short = (verdict: Verdict) =>
  verdict._tag === "refused" ? `${verdict.reason._tag} ${String(verdict.replay)}` : verdict._tag
const error = (code: string) => JSON.stringify({ ok: false, error: { code, message: "says s-1" } })

it("an answer is accepted, ignored, or refused where it concerns the session", () => {
  const driver = make()
  assert.strictEqual(short(judged(driver, '{"ok":true}')), "accepted")
  assert.strictEqual(short(judged(driver, undefined)), "accepted")
  assert.strictEqual(short(judged(driver, error("GONE"))), "SessionRejected true")
  assert.strictEqual(short(judged(driver, error("OTHER"))), "ignored")
  assert.strictEqual(short(judged(driver, "", 503)), "ignored")
  assert.strictEqual(short(judged(driver, "<html>")), "ignored")
  assert.strictEqual(short(judged(driver, '{"ok":tr', 200, false)), "accepted")
  assert.strictEqual(short(judged(driver, '{"ok":tr', 500, false)), "ignored")
  const refused = judged(driver, error("GONE"))
  assert.isTrue(refused._tag === "refused" && !refused.reason.message.includes("s-1"))
})

it("where any reply moves the idle clock, a failure does, too", () => {
  const login = { session: [], lifetime: { slides: "anyReply" as const } }
  assert.strictEqual(short(judged(make({ logins: { login } }), error("OTHER"))), "accepted")
})

it("every reason that concerns the account is a refusal", () => {
  for (const reason of [
    "InvalidCredentials",
    "AccountLocked",
    "SubscriptionExpired",
    "PasswordExpired",
    "SecondFactorRequired",
    "SecondFactorRejected"
  ] as const) {
    const driver = make({ errors: [{ operation: ["@call"], code: ["X"], reason, retry: "never" }] })
    assert.strictEqual(short(judged(driver, error("X"))), `${reason} false`)
  }
})

it("rows may ask for the kind of credential; refine has the last word, and then nothing is known of the work done", () => {
  const row = {
    operation: ["@call"],
    code: ["X"],
    credential: "key",
    reason: "SessionRejected",
    retry: "never",
    rejectedBeforeWork: true
  } as const
  assert.strictEqual(short(judged(make({ errors: [row] }, { credential: "key" }), error("X"))), "SessionRejected true")
  assert.strictEqual(short(judged(make({ errors: [row] }), error("X"))), "ignored")
  const refine = () => Option.some(new SessionRejected({}))
  assert.strictEqual(short(judged(make({}, { refine }), error("OTHER"))), "SessionRejected false")
  const locked = () => Option.some(new AccountLocked({}))
  assert.strictEqual(short(judged(make({}, { refine: locked }), error("GONE"))), "AccountLocked false")
})

it("the body is read unless the status alone means success", () => {
  assert.isTrue(make().readsBody(200))
  const byStatus = make({ envelope: { ...protocol.envelope, ok: [] } })
  assert.isFalse(byStatus.readsBody(200))
  assert.isTrue(byStatus.readsBody(401))
})

it("GET, HEAD and the protocol's list are safe", () => {
  const driver = make({ safe: ["POST /read"] })
  assert.isTrue(driver.isSafe(get))
  assert.isTrue(driver.isSafe(HttpClientRequest.make("HEAD")("https://acme.example/api/x")))
  assert.isTrue(driver.isSafe(HttpClientRequest.post("https://acme.example/api/read")))
  assert.isFalse(driver.isSafe(HttpClientRequest.post("https://acme.example/api/write")))
})

it.effect("the session is attached, and an answer in the vendor's format asked for, unless the caller chose", () =>
  Effect.gen(function* () {
    const sent = yield* make().attach(get, session)
    assert.strictEqual(sent.headers["accept"], "application/json")
    const xml = make({ envelope: { ...protocol.envelope, body: "xml" } })
    assert.strictEqual((yield* xml.attach(get, session)).headers["accept"], "text/xml")
    const own = HttpClientRequest.accept(get, "text/csv")
    assert.strictEqual((yield* xml.attach(own, session)).headers["accept"], "text/csv")
    const elsewhere = make({}, { places: [headerPlace("x-s")], userAgent: "me" })
    assert.strictEqual((yield* elsewhere.attach(get, session)).headers["x-s"], "s-1")
    assert.deepStrictEqual(elsewhere.userAgent, { value: "me", pinned: false })
    const failure = yield* Effect.flip(make({ place: [] }).attach(get, session))
    assert.deepStrictEqual([failure.operation, failure.reason._tag], ["call", "InvalidConfiguration"])
  })
)

it.effect("without a second factor there is no answer", () =>
  Effect.gen(function* () {
    const factor = yield* SecondFactor
    assert.isTrue(
      Option.isNone(yield* factor.answer({ vendor: "acme", account: "ada", kind: "oneTimeKey", prompt: "?" }))
    )
  })
)

it("A11 a session that makes the headers too long is named; the application's own headers are its own affair", () => {
  const long = "s".repeat(20_000)
  const told = (secrets: ReadonlyArray<string>, place: Place) =>
    protocolDriver<string>(protocol, {
      baseUrl: "https://acme.example",
      secret: Redacted.make,
      places: [place]
    }).classify({
      request: HttpClientRequest.get("/x"),
      status: 431,
      headers: Headers.empty,
      body: "",
      complete: true,
      secrets
    })
  const header: Place = headerPlace("x-session")
  const refused = told(["short", long], header)
  assert.deepInclude(refused, { _tag: "refused", replay: false })
  const reason = refused._tag === "refused" ? refused.reason : undefined
  assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "session" })
  assert.match(reason?.message ?? "", /20000 bytes.*HTTP 431/)
  assert.notStrictEqual(told(["short"], header)._tag, "refused")
  assert.notStrictEqual(told([long], queryPlace("sid"))._tag, "refused")
})
