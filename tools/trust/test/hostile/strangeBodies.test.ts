import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expectedFor } from "../../src/expected.ts"
import { strangeBodies } from "../../src/hostile.ts"
import { outcomeOf } from "../../src/outcome.ts"
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
  for (const { calls, exports, vendor } of subjects) {
    it(vendor, () => {
      const isOperation = (value: unknown) => typeof value === "function" && "target" in value && "id" in value
      const exported = Object.keys(exports).filter((name) => isOperation(exports[name]))
      assert.deepStrictEqual(calls.map(({ id }) => id).toSorted(), exported.toSorted())
      for (const call of calls) assert.isNotEmpty(call.replies, `${call.id} has no example of a success`)
    })
  }
})

describe("An answer that is none of the vendor's has one reason, whatever its status", () => {
  for (const call of calls) {
    it.effect(`${call.vendor} ${call.id}`, () =>
      Effect.gen(function* () {
        const exits = yield* tryingAll(call, answers)
        const wrong = answers.flatMap(({ name, status }, index) => {
          const exit = exits[index]
          const outcome = exit === undefined ? "nothing" : outcomeOf(exit)
          const expected = expectedFor(call, status)
          return outcome === expected ? [] : [`${status} ${name}: ${outcome} instead of ${expected}`]
        })
        assert.deepStrictEqual(wrong, [])
      })
    )
  }
})
