import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expectedFor, type Foreign } from "../../src/expected.ts"
import { strangeBodies } from "../../src/hostile.ts"
import { isOperation } from "../../src/operations.ts"
import { outcomeOf } from "../../src/outcome.ts"
import type { Call } from "../../src/Subject.ts"
import { calls, subjects } from "../../src/subjects.ts"
import { tryingAll } from "../../src/trying.ts"

/** The bodies that come under every status. */
const simple = ["an HTML page", "an empty body"]
const statuses = [
  200, 201, 204, 205, 226, 300, 301, 304, 307, 399, 400, 401, 403, 404, 418, 429, 499, 500, 501, 503, 599
]

const answers = Object.entries(strangeBodies).flatMap(([name, body]) =>
  (simple.includes(name) ? statuses : [200]).map((status) => ({ name, body, status }))
)

describe("Every operation has a place in these tests", () => {
  for (const { calls, operations, vendor } of subjects) {
    it(vendor, () => {
      const exported = Object.keys(operations).filter((name) => isOperation(operations[name]))
      assert.deepStrictEqual(calls.map(({ id }) => id).toSorted(), exported.toSorted())
      for (const call of calls) assert.isNotEmpty(call.replies, `${call.id} has no example of a success`)
    })
  }
})

const foreignOf = (body: string | Uint8Array<ArrayBuffer>, status: number): Foreign => {
  const text = new TextDecoder().decode(typeof body === "string" ? new TextEncoder().encode(body) : body)
  return { status, isEmpty: text.trim() === "", text }
}

/**
 * The reason for a page, as the vendors' pages have it: CRM.COM's tokens expire on their own, so that whatever answers
 * a release, it is done; CRM.COM and KashFlow name the statuses of their gateways one by one.
 */
const factsOf = (vendor: string, role: Call["role"], status: number): string => {
  const isNamed = vendor === "crmcom" || vendor === "kftoken"
  if (status >= 300 && status < 400) return "UnexpectedResponse"
  if (role === "logout" && (vendor === "crmcom" || status === 204)) return "success"
  if (status === 429) return "RateLimited"
  if (status === 401) return vendor === "crmcom" ? "AccessDenied" : "UnexpectedResponse"
  if (status === 403) return isNamed ? "AccessDenied" : "UnexpectedResponse"
  if (isNamed) return [500, 502, 503, 504].includes(status) ? "Unavailable" : "UnexpectedResponse"
  return status >= 500 ? "Unavailable" : "UnexpectedResponse"
}

it("the rows of the first six vendors say of a page what the vendors' pages say", () => {
  const known = ["corebos", "crmcom", "kafinea", "kayako", "kftoken", "vtiger"]
  const wrong = calls
    .filter(({ vendor }) => known.includes(vendor))
    .flatMap((call) =>
      statuses.flatMap((status) => {
        const said = expectedFor(call, foreignOf("<html></html>", status))
        const fact = factsOf(call.vendor, call.role, status)
        return said === fact ? [] : [`${call.vendor} ${call.id} ${status}: ${said} instead of ${fact}`]
      })
    )
  assert.deepStrictEqual(wrong, [])
})

describe("An answer outside the vendor's protocol has one reason, whatever its status", () => {
  for (const call of calls) {
    it.effect(`${call.vendor} ${call.id}`, () =>
      Effect.gen(function* () {
        const exits = yield* tryingAll(call, answers)
        const wrong = answers.flatMap(({ body, name, status }, index) => {
          const exit = exits[index]
          const outcome = exit === undefined ? "nothing" : outcomeOf(exit)
          const expected = expectedFor(call, foreignOf(body, status))
          return outcome === expected ? [] : [`${status} ${name}: ${outcome} instead of ${expected}`]
        })
        assert.deepStrictEqual(wrong, [])
      })
    )
  }
})

describe("What follows a JSON document is ignored, another document too", () => {
  const once = '{"success":true}'
  for (const call of calls) {
    it.effect(`${call.vendor} ${call.id}`, () =>
      Effect.gen(function* () {
        const bodies = [once, once + once].map((body) => ({ status: 200, body }))
        const [first, both] = (yield* tryingAll(call, bodies)).map(outcomeOf)
        assert.isDefined(first)
        assert.strictEqual(both, first)
      })
    )
  }
})
