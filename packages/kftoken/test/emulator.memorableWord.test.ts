import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { answersTo, firstStep, secondStep, served } from "./fixtures/rawRequests.ts"

describe("memorable word", () => {
  it.effect("T02 T20 three positions from 1, in an order of their own, the same in every run", () =>
    Effect.gen(function* () {
      const runs: Array<ReadonlyArray<ReadonlyArray<number>>> = []
      for (let run = 0; run < 2; run++) {
        yield* served({}, () =>
          Effect.gen(function* () {
            const replies = yield* Effect.replicateEffect(firstStep(), 40)
            runs.push(replies.map((first) => answersTo(first).map((answer) => answer.Position)))
          })
        )
      }
      const [positions = [], again] = runs
      assert.deepStrictEqual(positions, again ?? [])
      for (const asked of positions) {
        assert.strictEqual(new Set(asked).size, 3)
        assert.isTrue(asked.every((position) => position >= 1 && position <= 9))
        assert.notDeepEqual(
          asked,
          asked.toSorted((a, b) => a - b)
        )
      }
      assert.deepStrictEqual([...new Set(positions.flat())].toSorted(), [1, 2, 3, 4, 5, 6, 7, 8, 9])
    })
  )

  const e5 = { Position: 5, Value: "e" }
  const a2 = { Position: 2, Value: "a" }
  const n8 = { Position: 8, Value: "n" }
  const answers: ReadonlyArray<readonly [string, Schema.Json, string | undefined]> = [
    ["T18 upper case", [{ Position: 5, Value: "E" }, a2, n8], undefined],
    ["T20 sorted answers", [a2, e5, n8], "ExampleWrongCharacters"],
    [
      "T02 an index from 0",
      [
        { Position: 5, Value: "r" },
        { Position: 2, Value: "n" },
        { Position: 8, Value: "e" }
      ],
      "ExampleWrongCharacters"
    ],
    ["T03 an empty character", [{ Position: 5, Value: "" }, a2, n8], "ExampleWrongCharacters"],
    ["a padded character", [{ Position: 5, Value: "e " }, a2, n8], "ExampleWrongCharacters"],
    ["an incomplete list", [e5, a2], "ExampleWrongCharacters"],
    ["a surplus answer", [e5, a2, n8, { Position: 1, Value: "t" }], "ExampleWrongCharacters"],
    ["one answer three times", [e5, e5, e5], "ExampleWrongCharacters"],
    ["other positions", [{ Position: 1, Value: "t" }, a2, n8], "ExampleWrongCharacters"],
    ["T23 a position as text", [{ Position: "5", Value: "e" }, a2, n8], "ExampleBadRequest"],
    ["the whole word", "tangerine", "ExampleBadRequest"]
  ]
  for (const [name, list, error] of answers) {
    it.effect(`${name} is ${error === undefined ? "accepted" : "refused"}`, () =>
      served({ challenges: [[5, 2, 8]] }, (emulator) =>
        Effect.gen(function* () {
          const first = yield* firstStep()
          const reply = yield* secondStep({ TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: list })
          assert.strictEqual(reply.status, error === undefined ? 200 : 400)
          assert.strictEqual(reply.Error, error)
          assert.strictEqual(yield* emulator.logins, error === undefined ? 1 : 0)
        })
      )
    )
  }

  it.effect("T20 any order, if the option says so", () =>
    served({ challenges: [[5, 2, 8]], answerOrder: "any" }, () =>
      Effect.gen(function* () {
        const first = yield* firstStep()
        const reply = yield* secondStep({ TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: [n8, a2, e5] })
        assert.strictEqual(reply.status, 200)
      })
    )
  )

  it.effect("T10 the answers to another first step", () =>
    served(
      {
        challenges: [
          [5, 2, 8],
          [3, 1, 4]
        ]
      },
      () =>
        Effect.gen(function* () {
          const first = yield* firstStep()
          const other = yield* firstStep()
          const reply = yield* secondStep({
            TemporaryToken: first.TemporaryToken ?? "",
            MemorableWordList: answersTo(other)
          })
          assert.strictEqual(reply.Error, "ExampleWrongCharacters")
        })
    )
  )

  it.effect("T03 T23 positions beyond the word, and positions as text", () =>
    served({ challenges: [[12, 2, 8]], positions: "string" }, () =>
      Effect.gen(function* () {
        const first = yield* firstStep()
        assert.include(first.text, '[{"Position":"12","Value":""},{"Position":"2","Value":""}')
        const reply = yield* secondStep({
          TemporaryToken: first.TemporaryToken ?? "",
          MemorableWordList: answersTo(first)
        })
        assert.strictEqual(reply.Error, "ExampleWrongCharacters")
      })
    )
  )

  it.effect("T19 a word outside ASCII is counted by code points", () =>
    served({ accounts: [{ memorableWord: "𝒜bc" }], challenges: [[2, 1, 3]] }, () =>
      Effect.gen(function* () {
        const first = yield* firstStep()
        const reply = yield* secondStep({
          TemporaryToken: first.TemporaryToken ?? "",
          MemorableWordList: [
            { Position: 2, Value: "b" },
            { Position: 1, Value: "𝒜" },
            { Position: 3, Value: "c" }
          ]
        })
        assert.strictEqual(reply.status, 200)
      })
    )
  )
})
