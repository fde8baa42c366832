/** What an answer means where a vendor's spec says little, or nothing. */
import { assert, it } from "@effect/vitest"
import * as Option from "effect/Option"
import type { ErrorRow, Protocol } from "../../src/Driver.ts"
import { compile } from "../../src/internal/protocol/compile.ts"
import type { Body } from "../../src/internal/protocol/envelope.ts"
import type { Circumstances } from "../../src/internal/protocol/judge.ts"
import { judge, judgeFailure } from "../fixtures/judge.ts"
import { protocol } from "../fixtures/protocol.ts"

const known: Circumstances = { safe: true, secrets: [] }
const failed = (error?: unknown): Body => ({ kind: "envelope", document: { ok: false, error }, ok: false })
const answer = (rest: {
  readonly operation?: string
  readonly status?: number
  readonly body?: Body
  readonly text?: string
}) => ({
  operation: "call",
  status: rest.status ?? 200,
  body: { kind: "notEnvelope" } as const,
  text: "",
  sent: () => false,
  ...rest
})
const lost = { ...answer({}), status: undefined, body: { kind: "empty" } as const }

const vendor = (errors: ReadonlyArray<ErrorRow>, rest: Partial<Protocol> = {}) =>
  compile({ ...protocol, errors, ...rest })
const row = (rest: Partial<ErrorRow>): ErrorRow => ({
  operation: ["*"],
  reason: "VendorFailure",
  retry: "never",
  ...rest
})

const detailOf = (failure: ReturnType<typeof judge>) =>
  failure !== undefined && "detail" in failure.reason ? failure.reason.detail : undefined

it("without a row: an envelope is the vendor's failure, another body unexpected, and no answer a lost one", () => {
  const silent = vendor([])
  assert.strictEqual(judge(silent, answer({ body: failed() }), known)?.reason._tag, "VendorFailure")
  assert.strictEqual(judge(silent, answer({}), known)?.reason._tag, "UnexpectedResponse")
  assert.strictEqual(judgeFailure(silent, lost, { ...known, transport: "reset" }).reason._tag, "Transport")
  assert.isUndefined(judge(silent, answer({ body: { kind: "envelope", document: { ok: true }, ok: true } }), known))
})

it("no answer is a failure, though its row says that it is as good as done", () => {
  const forgiving = vendor([row({ network: true, reason: "none" })])
  assert.strictEqual(judgeFailure(forgiving, lost, { ...known, transport: "reset" }).reason._tag, "Transport")
})

it("an answer that means a lost connection says what came instead", () => {
  const gateway = vendor([row({ status: [502], reason: "Transport" })])
  const failure = judge(gateway, answer({ status: 502, text: "Bad gateway" }), { ...known, contentType: "text/html" })
  assert.strictEqual(detailOf(failure), "a body that cannot be read (text/html): Bad gateway")
})

it("a body that shows nothing is told by its type, if it has one", () => {
  const silent = vendor([])
  const bare = answer({ text: " \n" })
  assert.strictEqual(detailOf(judge(silent, bare, known)), "a body that cannot be read (no content type)")
  const typed = judge(silent, bare, { ...known, contentType: "image/png" })
  assert.strictEqual(detailOf(typed), "a body that cannot be read (image/png)")
  assert.strictEqual(
    detailOf(judge(silent, answer({ body: { kind: "unread" } }), known)),
    "a body too long to be an answer"
  )
})

it("the second factor is the login's own, and a one-time key where no login names one", () => {
  const rows = [row({ code: ["2FA"], reason: "SecondFactorRequired" })]
  const body = failed({ code: "2FA" })
  const kindOf = (secondFactor: Protocol["logins"][string]["secondFactor"]) => {
    const login = { session: ["/token"], lifetime: {}, ...(secondFactor && { secondFactor }) }
    const reason = judge(vendor(rows, { logins: { login } }), answer({ body }), known)?.reason
    return reason?._tag === "SecondFactorRequired" ? reason.factor : undefined
  }
  assert.strictEqual(kindOf({ kind: "memorableWord" }), "memorableWord")
  assert.strictEqual(kindOf(undefined), "oneTimeKey")
})

it("a vendor whose replies have no message and no code is heard all the same", () => {
  const { message: _, ...envelope } = protocol.envelope
  const terse = vendor([], { envelope })
  const seen: Array<string> = []
  const refine: Circumstances["refine"] = ({ code, message }) => {
    seen.push(`${code}|${message}`)
    return Option.none()
  }
  const failure = judge(terse, answer({ body: failed({ message: "not looked at" }) }), { ...known, refine })
  assert.deepStrictEqual(seen, ["|"])
  assert.deepInclude(failure?.reason, { _tag: "VendorFailure", code: "" })
  assert.isUndefined(detailOf(failure))
})

it("a row speaks of the operation's role: what means an ended session to a call means nothing to a logout", () => {
  const body = failed({ code: "GONE" })
  const meaning = (operation: string) => judge(compile({ ...protocol }), answer({ operation, body }), known)
  assert.isUndefined(meaning("logout"))
  assert.isFalse(meaning("renew")?.rejectedBeforeWork)
  assert.strictEqual(meaning("renew")?.reason._tag, "SessionRejected")
  assert.isTrue(meaning("find")?.rejectedBeforeWork)
  assert.strictEqual(meaning("challenge")?.reason._tag, "VendorFailure")
})

it("U10 a page that means maintenance is shown in the server's own words, without its markup", () => {
  const rows = vendor([row({ body: "notEnvelope", reason: "Unavailable" })])
  const text = "<html><body><h1>Down for maintenance</h1><p>Back at noon</p></body></html>"
  assert.strictEqual(detailOf(judge(rows, answer({ text }), known)), "Down for maintenance Back at noon")
})

it("U10 a text that a row knows is shown whole", () => {
  const rows = vendor([row({ body: "notEnvelope", text: "Service is", reason: "Unavailable" })])
  assert.strictEqual(
    detailOf(judge(rows, answer({ text: "Service is under maintenance until 12:30." }), known)),
    "Service is under maintenance until 12:30."
  )
})

it("a row may ask where a redirect leads", () => {
  const rows = vendor([row({ status: ["3XX"], location: "action=Login", reason: "SessionRejected" })])
  const redirect = (location?: string) => judge(rows, { ...answer({ status: 302 }), location }, known)?.reason._tag
  assert.strictEqual(redirect("/index.php?action=Login&module=Users"), "SessionRejected")
  assert.strictEqual(redirect("/index.php?action=Detail"), "UnexpectedResponse")
  assert.strictEqual(redirect(), "UnexpectedResponse")
})
