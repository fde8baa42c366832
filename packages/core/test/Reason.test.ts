/** Every reason says what to do, and quotes what the vendor said. */
import { assert, it } from "@effect/vitest"
import * as Reasons from "../src/Reason.ts"

const said = { code: "C7", detail: "Nope", status: 403 }
const quoting = [
  new Reasons.InvalidCredentials(said),
  new Reasons.AccountLocked(said),
  new Reasons.AccessDenied(said),
  new Reasons.SubscriptionExpired(said),
  new Reasons.PasswordExpired(said),
  new Reasons.SecondFactorRequired({ kind: "oneTimeKey", ...said }),
  new Reasons.SecondFactorRejected({ kind: "memorableWord", ...said }),
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
  assert.match(new Reasons.InvalidConfiguration({ field: "url", detail: "is missing" }).message, /^url: is missing$/)
  assert.match(new Reasons.CapacityExceeded({ capacity: 3 }).message, /all 3 places/)
  assert.match(new Reasons.Closed().message, /closed/)
  assert.strictEqual(new Reasons.AccountLocked({}).message.includes("("), false)
})
