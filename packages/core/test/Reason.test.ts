/** Every reason says what to do, and quotes what the vendor said. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Reasons from "../src/Reason.ts"

const said = { code: "C7", detail: "Nope", status: 403 }
const quoting = [
  new Reasons.InvalidCredentials(said),
  new Reasons.AccountLocked(said),
  new Reasons.AccessDenied(said),
  new Reasons.SubscriptionExpired(said),
  new Reasons.PasswordExpired(said),
  new Reasons.SecondFactorRequired({ factor: "oneTimeKey", ...said }),
  new Reasons.SecondFactorRejected({ factor: "memorableWord", ...said }),
  new Reasons.ChallengeRejected(said),
  new Reasons.SessionRejected(said),
  new Reasons.RateLimited(said),
  new Reasons.Unavailable(said),
  new Reasons.VendorFailure(said)
]

for (const reason of quoting) {
  it(`${reason._tag} quotes code, text and status`, () => {
    assert.match(reason.message, /^[a-z].*\(code C7, "Nope", HTTP 403\)/)
    assert.notMatch(reason.message, /undefined/)
  })
}

it("the others say what is wrong in their own words", () => {
  assert.match(new Reasons.UnexpectedResponse({ detail: "a page", status: 200 }).message, /a page \(HTTP 200\)/)
  assert.match(new Reasons.Transport({ detail: "reset" }).message, /^no answer: reset$/)
  assert.match(new Reasons.ReplayImpossible({ because: "body" }).message, /cannot be read twice/)
  assert.match(new Reasons.ReplayImpossible({ because: "safety" }).message, /doing it twice/)
  assert.match(new Reasons.StoreFailure({ detail: "disk full" }).message, /disk full/)
  assert.match(new Reasons.InvalidConfiguration({ field: "url", detail: "is missing" }).message, /^url is missing$/)
  assert.match(new Reasons.CapacityExceeded({ capacity: 3 }).message, /all 3 places/)
  assert.match(new Reasons.Closed().message, /closed/)
  assert.strictEqual(new Reasons.AccountLocked({}).message.includes("("), false)
})

it("each reason says where its cause lies", () => {
  const all: ReadonlyArray<Reasons.Reason> = [
    ...quoting,
    new Reasons.SecondFactorRejected({ factor: "oneTimeKey" }),
    new Reasons.ReplayImpossible({ because: "body" }),
    new Reasons.Transport({ detail: "reset" }),
    new Reasons.UnexpectedResponse({ detail: "a page" }),
    new Reasons.CredentialsUnavailable({ detail: "the vault is sealed" }),
    new Reasons.StoreFailure({ detail: "disk full" }),
    new Reasons.InvalidConfiguration({ field: "url", detail: "is missing" }),
    new Reasons.CapacityExceeded({ capacity: 3 }),
    new Reasons.Closed()
  ]
  const byKind = Object.groupBy(all, ({ kind }) => kind)
  const tagsOf = (kind: Reasons.ReasonKind) => byKind[kind]?.map(({ _tag }) => _tag).sort()
  assert.deepStrictEqual(tagsOf("credentials"), [
    "AccountLocked",
    "InvalidCredentials",
    "PasswordExpired",
    "SecondFactorRejected"
  ])
  assert.deepStrictEqual(tagsOf("account"), [
    "AccessDenied",
    "SecondFactorRejected",
    "SecondFactorRequired",
    "SubscriptionExpired"
  ])
  assert.deepStrictEqual(tagsOf("session"), ["ReplayImpossible", "SessionRejected"])
  assert.deepStrictEqual(tagsOf("transient"), [
    "ChallengeRejected",
    "CredentialsUnavailable",
    "RateLimited",
    "StoreFailure",
    "Transport",
    "Unavailable",
    "UnexpectedResponse",
    "VendorFailure"
  ])
  assert.deepStrictEqual(tagsOf("local"), ["CapacityExceeded", "Closed", "InvalidConfiguration"])
})

it("U21 a reason keeps its text when it is copied or written as JSON, and has no stack of its own", () => {
  for (const reason of quoting) {
    assert.include(JSON.stringify(reason), "C7")
    assert.strictEqual(JSON.parse(JSON.stringify(reason)).message, reason.message)
    assert.strictEqual(structuredClone(reason).message, reason.message)
    assert.strictEqual(reason.stack, `${reason._tag}: ${reason.message}`)
  }
})

it("a refusal that may be a lost challenge names both causes", () => {
  const { message } = new Reasons.InvalidCredentials({ code: "X", possiblyLostChallenge: true })
  assert.match(message, /\(code X\).*is wrong, or another client .* challenge.*tried again/)
  assert.match(new Reasons.InvalidCredentials({ hint: "so or so" }).message, /correct it \(so or so\): it is not tried/)
})

it("how long to wait is known of what says so", () => {
  const retryAfter = Duration.seconds(2)
  assert.strictEqual(Reasons.retryAfterOf(new Reasons.RateLimited({ retryAfter })), retryAfter)
  assert.isUndefined(Reasons.retryAfterOf(new Reasons.RateLimited({})))
  assert.isUndefined(Reasons.retryAfterOf(new Reasons.Closed()))
})

it("a failure without a code quotes none", () => {
  const { message } = new Reasons.VendorFailure({ code: "", detail: "Tickets not listed.", status: 200 })
  assert.include(message, 'refused ("Tickets not listed.", HTTP 200)')
})
