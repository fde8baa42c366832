import { SecondFactorRejected } from "@crm-auth/core"
import { jsonReply } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { KftokenEmulator, KftokenFault } from "../src/testing/index.ts"
import { answering, both, manage, operations, reasonOf } from "./support/manager.ts"

const make = (word: string, positions: ReadonlyArray<number>) =>
  KftokenEmulator.make({ account: { memorableWord: word }, challenges: [positions] })

const withWord = (word: string) => ({ memorableWord: Redacted.make(word) })

describe("the memorable word", () => {
  it.effect("T02 T20 positions from 1, answered in the server's order, with its temporary token", () =>
    Effect.gen(function* () {
      const server = yield* make("tangerine", [5, 2, 8])
      yield* (yield* manage(server)).session
      const [, second] = yield* server.requests
      assert.strictEqual(second?.method, "PUT")
      assert.match(
        second?.body ?? "",
        /^\{"TemporaryToken":"[\da-f-]{36}","MemorableWordList":\[\{"Position":5,"Value":"e"\},\{"Position":2,"Value":"a"\},\{"Position":8,"Value":"n"\}\]\}$/
      )
    })
  )

  it.effect("T23 positions as text go back as numbers", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ positions: "string" })
      yield* (yield* manage(server)).session
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  const words = [
    ["T18 another case", "tangerine", "TANGERINE", [1, 9]],
    ["T18 spaces of its own", " two words ", " two words ", [1, 11, 5]],
    ["T19 characters of two UTF-16 units", "a𝒜🍊b", "a𝒜🍊b", [4, 2, 3]],
    ["T19 letters outside ASCII", "Übergröße", "Übergröße", [7, 1, 8]],
    ["T21 quotes", `"'\\"`, `"'\\"`, [3, 1, 2]]
  ] as const
  for (const [name, stored, given, positions] of words) {
    it.effect(`${name} in the word`, () =>
      Effect.gen(function* () {
        const server = yield* make(stored, positions)
        yield* (yield* manage(server, withWord(given))).session
        assert.strictEqual(yield* server.logins, 1)
      })
    )
  }

  it.effect("T03 T22 a word too short is found before it costs an attempt, and nobody is told how short", () =>
    Effect.gen(function* () {
      const server = yield* make("tangerine", [5, 12, 8])
      const manager = yield* manage(server)
      const error = yield* Effect.flip(manager.session)
      assert.strictEqual(error.reason._tag, "SecondFactorRejected")
      assert.strictEqual(error.operation, "createSessionToken")
      assert.notMatch(error.message, /\d/)
      assert.strictEqual((yield* manager.status).state, "guarded")
      yield* Effect.flip(manager.session)
      assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken"])
    })
  )

  for (const Position of [0, 2.5, "0"]) {
    it.effect(`a position of ${JSON.stringify(Position)} is no position`, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make()
        const body = { TemporaryToken: "1", MemorableWordList: [{ Position, Value: "" }] }
        yield* server.fault("createTemporaryToken", { kind: "reply", reply: jsonReply(201, body) })
        const exit = yield* Effect.exit((yield* manage(server)).session)
        assert.strictEqual(reasonOf(exit), "UnexpectedResponse")
        assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken"])
      })
    )
  }

  it.effect("T31 wrong characters are sent once", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ lockAfter: 2 })
      const manager = yield* manage(server, withWord("clementine"))
      assert.strictEqual(reasonOf(yield* Effect.exit(manager.session)), "VendorFailure")
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(reasonOf(yield* Effect.exit(manager.session)), "VendorFailure")
      assert.deepStrictEqual(yield* operations(server), both)
    })
  )

  it.effect("T31 a refusal without a code is not repeated either", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const reply = jsonReply(400, { Message: "The request is invalid." })
      yield* server.fault("createSessionToken", { kind: "reply", reply })
      const manager = yield* manage(server)
      yield* Effect.exit(manager.session)
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(reasonOf(yield* Effect.exit(manager.session)), "VendorFailure")
      assert.deepStrictEqual(yield* operations(server), both)
    })
  )

  it.effect("refine gives wrong characters their name", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const manager = yield* manage(server, {
        ...withWord("clementine"),
        refine: ({ code, operation }) =>
          operation === "createSessionToken" && code === "ExampleWrongCharacters"
            ? Option.some(new SecondFactorRejected({ kind: "memorableWord", code }))
            : Option.none()
      })
      assert.strictEqual(reasonOf(yield* Effect.exit(manager.session)), "SecondFactorRejected")
      yield* TestClock.adjust("1 day")
      yield* Effect.exit(manager.session)
      assert.deepStrictEqual(yield* operations(server), both)
    })
  )
})

describe("without the word", () => {
  const wordless = { memorableWord: undefined }

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

  it.effect("nobody answers: SecondFactorRequired, and no second step", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { provide } = answering(undefined)
      for (const manager of [yield* manage(server, wordless), yield* provide(manage(server, wordless))]) {
        assert.strictEqual(reasonOf(yield* Effect.exit(manager.session)), "SecondFactorRequired")
      }
      assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken", "createTemporaryToken"])
    })
  )

  it.effect("nobody is asked where no character is wanted, or a word was given", () =>
    Effect.gen(function* () {
      const { asked, provide } = answering("tangerine")
      const server = yield* make("tangerine", [])
      yield* (yield* provide(manage(server, wordless))).session
      yield* (yield* provide(manage(server))).session
      assert.deepStrictEqual(asked, [])
    })
  )
})

describe("a step is never repeated", () => {
  const faults = {
    "T17 an ambiguous database timeout": KftokenFault.databaseTimeout,
    "T17 a gateway's page": KftokenFault.gatewayPage(503),
    throttling: KftokenFault.throttled(1),
    "T17 a lost answer": { kind: "drop", after: true },
    "an empty 401": KftokenFault.emptyUnauthorized,
    "T29 a success without fields": KftokenFault.okWithoutFields
  } as const
  for (const [name, fault] of Object.entries(faults)) {
    it.effect(name, () =>
      Effect.gen(function* () {
        for (const step of both) {
          const server = yield* KftokenEmulator.make()
          yield* server.fault(step, fault)
          const error = yield* Effect.flip((yield* manage(server)).session)
          assert.strictEqual(error.operation, step)
          assert.deepStrictEqual(yield* operations(server), both.slice(0, both.indexOf(step) + 1))
        }
      })
    )
  }
})
