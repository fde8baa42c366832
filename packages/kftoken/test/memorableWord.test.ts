import { SecondFactorRejected } from "@crm-auth/core"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { KftokenEmulator } from "../src/testing/index.ts"
import { answering, both, manage, operations } from "./fixtures/manager.ts"

const make = (word: string, positions: ReadonlyArray<number>) =>
  KftokenEmulator.make({ accounts: [{ memorableWord: word }], challenges: [positions] })

const withWord = (word: string) => ({ memorableWord: Redacted.make(word) })

describe("the memorable word", () => {
  it.effect("refine gives wrong characters their name", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const manager = yield* manage(server, {
        ...withWord("clementine"),
        refine: ({ code, operation }) =>
          operation === "createSessionToken" && code === "ExampleWrongCharacters"
            ? Option.some(new SecondFactorRejected({ factor: "memorableWord", code }))
            : Option.none()
      })
      assert.strictEqual(outcomeOf(yield* Effect.exit(manager.session)), "SecondFactorRejected")
      yield* TestClock.adjust("1 day")
      yield* Effect.exit(manager.session)
      assert.deepStrictEqual(yield* operations(server), both)
    })
  )
})

describe("without the word", () => {
  const wordless = { memorableWord: undefined }

  it.effect("U10 wrong characters: the code is unknown, and the message says where to look", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const manager = yield* manage(server, { memorableWord: Redacted.make("w1z2x3q4v5") })
      const error = yield* Effect.flip(manager.session)
      assert.strictEqual(error.reason._tag, "VendorFailure")
      assert.match(error.message, /the user name and password were right, so check the memorable word/)
      assert.notInclude(error.message, "w1z2")
    })
  )

  it.effect("a second factor is asked once per login, and its answer is not kept", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { asked, provide } = answering("tangerine")
      const manager = yield* provide(manage(server, wordless))
      yield* manager.session
      yield* server.expireSessions
      yield* manager.client.get("/customers")
      const question = { vendor: "kftoken", account: "demo.user", kind: "memorableWord" }
      assert.deepStrictEqual(asked, [question, question])
      assert.strictEqual(yield* server.logins, 2)
    })
  )

  it.effect("no answer: SecondFactorRequired, and no second step", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { provide } = answering(undefined)
      for (const manager of [yield* manage(server, wordless), yield* provide(manage(server, wordless))]) {
        assert.strictEqual(outcomeOf(yield* Effect.exit(manager.session)), "SecondFactorRequired")
      }
      assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken", "createTemporaryToken"])
    })
  )

  it.effect("the second factor is not asked where no character is wanted, or a word was given", () =>
    Effect.gen(function* () {
      const { asked, provide } = answering("tangerine")
      const server = yield* make("tangerine", [])
      yield* (yield* provide(manage(server, wordless))).session
      yield* (yield* provide(manage(server))).session
      assert.deepStrictEqual(asked, [])
    })
  )
})
