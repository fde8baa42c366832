import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { reasonsOfServers, unreadableFor } from "../../src/expected.ts"
import { notice } from "../../src/hostile.ts"
import { outcomeOf } from "../../src/outcome.ts"
import { cases, shown, withBody } from "../../src/replies.ts"
import type { Call } from "../../src/Subject.ts"
import { trying, tryingAll } from "../../src/trying.ts"

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** Where PHP runs, its notices come before a document, and the document is read all the same. */
const readsPastNotices = ({ protocol }: Call) => protocol.envelope.cutTo !== undefined

describe("A reply cut anywhere is never taken for a whole one", () => {
  for (const { call, name, reply } of cases) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const bytes = encode(reply.body)
        const whole = shown(yield* trying(call, withBody(reply, bytes)))
        const cut = Array.from(bytes, (_, length) => withBody(reply, bytes.slice(0, length)))
        const exits = yield* tryingAll(call, cut)
        exits.forEach((exit, length) => {
          // White space and roots behind a document are not part of it.
          if (Exit.isSuccess(exit)) assert.strictEqual(shown(exit), whole, `the first ${length} bytes`)
          else assert.strictEqual(outcomeOf(exit), "UnexpectedResponse", `the first ${length} bytes`)
        })
      })
    )
  }
})

describe("A reply is read past a byte order mark, and past PHP's notices where PHP runs", () => {
  for (const { call, name, reply } of cases) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const whole = shown(yield* trying(call, withBody(reply, reply.body)))
        assert.strictEqual(shown(yield* trying(call, withBody(reply, `\uFEFF${reply.body}`))), whole)
        const noticed = yield* trying(call, withBody(reply, notice + reply.body))
        if (readsPastNotices(call)) assert.strictEqual(shown(noticed), whole)
        else assert.strictEqual(outcomeOf(noticed), unreadableFor(call))
      })
    )
  }
})

const bytes = Arbitrary.array(Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 255 }))), {
  maxLength: 40
})
const fraction = Arbitrary.schema(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })))
const status = Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 })))

describe("Any bytes anywhere in a reply end in a reason of the server's", () => {
  for (const { call, name, reply } of cases) {
    it.effect.prop(
      name,
      [Arbitrary.array(Arbitrary.all([bytes, fraction, fraction, status]), { minLength: 10, maxLength: 30 })],
      ([damages]) =>
        Effect.gen(function* () {
          const good = encode(reply.body)
          const exits = yield* tryingAll(
            call,
            damages.map(([junk, at, length, status]) => {
              const start = Math.floor(at * good.length)
              const end = start + Math.floor(length * 20)
              return { status, body: new Uint8Array([...good.slice(0, start), ...junk, ...good.slice(end)]) }
            })
          )
          for (const exit of exits) assert.include(["success", ...reasonsOfServers], outcomeOf(exit))
        }),
      { arbitrary: { runs: 4 } }
    )
  }
})
