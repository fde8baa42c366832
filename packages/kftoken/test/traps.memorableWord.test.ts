// https://www.kashflow.com/developers/rest-api/sessiontoken/: the characters of the memorable word.
import { jsonReply, traced } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { inspect } from "node:util"
import { KftokenEmulator } from "../src/testing/index.ts"
import { both, manage, operations, user } from "./fixtures/manager.ts"

const make = (word: string, positions: ReadonlyArray<number>) =>
  KftokenEmulator.make({ accounts: [{ memorableWord: word }], challenges: [positions] })

const withWord = (word: string) => ({ memorableWord: Redacted.make(word) })

/** The answers of every second step, as they were sent. */
const answersSent = (server: KftokenEmulator) =>
  Effect.map(server.requests, (requests) =>
    requests
      .filter(({ operation }) => operation === "createSessionToken")
      .map(({ body }) => body.replace(/^.*"MemorableWordList":/, "").slice(0, -1))
  )

/** Logs in with a word, asked for these positions, and gives the answers. */
const answer = Effect.fnUntraced(function* (stored: string, given: string, positions: ReadonlyArray<number>) {
  const server = yield* make(stored, positions)
  yield* (yield* manage(server, { ...withWord(given), allowSpacesAroundSecrets: true })).session
  return (yield* answersSent(server))[0]
})

describe("traps: the memorable word", () => {
  it.effect("T02 positions count from 1", () =>
    Effect.gen(function* () {
      const answers = yield* answer("tangerine", "tangerine", [9, 1, 2])
      assert.strictEqual(answers, '[{"Position":9,"Value":"e"},{"Position":1,"Value":"t"},{"Position":2,"Value":"a"}]')
      for (const Position of [0, -1, 2.5, "0"]) {
        const server = yield* KftokenEmulator.make()
        const body = { TemporaryToken: "1", MemorableWordList: [{ Position, Value: "" }] }
        yield* server.fault("createTemporaryToken", { kind: "reply", reply: jsonReply(201, body) })
        assert.strictEqual(outcomeOf(yield* Effect.exit((yield* manage(server)).session)), "UnexpectedResponse")
        assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken"])
      }
    })
  )

  it.effect("T03 a word too short is found before it costs an attempt, and no text says how short", () =>
    Effect.gen(function* () {
      const server = yield* make("tangerine", [5, 10, 8])
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

  it.effect("T10 answers go with the temporary token that asked for them, however logins overlap", () =>
    Effect.gen(function* () {
      const challenges = [
        [5, 2, 8],
        [3, 1, 4],
        [9, 7, 6]
      ]
      const server = yield* KftokenEmulator.make({ challenges })
      yield* server.fault("createTemporaryToken", { kind: "delay", duration: "3 seconds" })
      yield* server.fault("createSessionToken", { kind: "delay", duration: "2 seconds" }, 2)
      const managers = yield* Effect.all([manage(server), manage(server), manage(server)])
      const logins = yield* Effect.forkChild(
        Effect.forEach(managers, ({ session }) => session, { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(logins)
      assert.strictEqual(yield* server.logins, 3)
      assert.strictEqual(new Set(yield* answersSent(server)).size, 3)
    })
  )

  it.effect("T18 characters are sent as they are stored, case and spaces included", () =>
    Effect.gen(function* () {
      const upper = yield* answer("tangerine", "TANgerine", [3, 1, 9])
      assert.strictEqual(upper, '[{"Position":3,"Value":"N"},{"Position":1,"Value":"T"},{"Position":9,"Value":"e"}]')
      const spaced = yield* answer(" two words ", " two words ", [11, 1, 5])
      assert.strictEqual(spaced, '[{"Position":11,"Value":" "},{"Position":1,"Value":" "},{"Position":5,"Value":" "}]')
    })
  )

  it.effect("T19 the word is split by code point, not by UTF-16 unit", () =>
    Effect.gen(function* () {
      const surrogates = yield* answer("a𝒜🍊b", "a𝒜🍊b", [4, 2, 3])
      assert.strictEqual(
        surrogates,
        '[{"Position":4,"Value":"b"},{"Position":2,"Value":"𝒜"},{"Position":3,"Value":"🍊"}]'
      )
      const umlauts = yield* answer("Übergröße", "Übergröße", [7, 1, 8])
      assert.strictEqual(umlauts, '[{"Position":7,"Value":"ö"},{"Position":1,"Value":"Ü"},{"Position":8,"Value":"ß"}]')
    })
  )

  it.effect("T20 answers keep the server's order", () =>
    Effect.gen(function* () {
      const answers = yield* answer("tangerine", "tangerine", [8, 2, 5])
      assert.strictEqual(answers, '[{"Position":8,"Value":"n"},{"Position":2,"Value":"a"},{"Position":5,"Value":"e"}]')
    })
  )

  it.effect("T21 quotes and backslashes in password and word are JSON like anything else", () =>
    Effect.gen(function* () {
      const password = `q"u'o\\te\n{}`
      const account = { password, memorableWord: `"'\\"` }
      const server = yield* KftokenEmulator.make({ accounts: [account], challenges: [[3, 1, 4]] })
      yield* (yield* manage(server, { ...withWord(`"'\\"`), password: Redacted.make(password) })).session
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T22 no log, span or error shows a login's bodies, the positions or the word's length", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({
        accounts: [{ memorableWord: "qzxjkvwyb" }],
        challenges: [[61, 2, 8]]
      })
      const flows = Effect.gen(function* () {
        const short = yield* Effect.exit((yield* manage(server, withWord("qzxjkvwyb"))).session)
        const wrong = yield* Effect.exit((yield* manage(server, withWord("wrong-word"))).session)
        const right = yield* Effect.exit((yield* manage(server, withWord("qzxjkvwyb"))).session)
        return [short, wrong, right]
      })
      const { exit, text } = yield* traced(Effect.scoped(flows))
      const shown = text + inspect(exit, { depth: Infinity, showHidden: true }) + JSON.stringify(exit)
      assert.match(shown, /SecondFactorRejected.*VendorFailure.*kftoken/s)
      assert.notMatch(shown, /Position|MemorableWordList|\b61\b|qzxjkvwyb|wrong-word/)
      const temporary = (yield* server.requests).flatMap(
        ({ body }) => /"TemporaryToken":"([^"]+)"/.exec(body)?.[1] ?? []
      )
      assert.strictEqual(temporary.length, 2)
      for (const secret of [...temporary, Redacted.value(user.password)]) assert.notInclude(shown, secret)
    })
  )

  it.effect("T23 a position is a number or a text of digits, and nothing looser", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ positions: "string", challenges: [[5, 2, 8]] })
      yield* (yield* manage(server)).session
      assert.deepStrictEqual(yield* answersSent(server), [
        '[{"Position":5,"Value":"e"},{"Position":2,"Value":"a"},{"Position":8,"Value":"n"}]'
      ])
      for (const Position of ["", " 5", "5.0", "0x5", "five", true, null, [5], { at: 5 }]) {
        const body = { TemporaryToken: "1", MemorableWordList: [{ Position, Value: "" }] }
        yield* server.fault("createTemporaryToken", { kind: "reply", reply: jsonReply(201, body) })
        assert.strictEqual(outcomeOf(yield* Effect.exit((yield* manage(server)).session)), "UnexpectedResponse")
      }
      assert.strictEqual((yield* answersSent(server)).length, 1)
    })
  )

  it.effect("T31 wrong characters are counted as an attempt: they are sent once", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ lockAfter: 2 })
      const manager = yield* manage(server, withWord("clementine"))
      for (let tries = 0; tries < 59; tries++) {
        assert.strictEqual(outcomeOf(yield* Effect.exit(manager.session)), "VendorFailure")
        yield* TestClock.adjust("1 minute")
      }
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
      assert.strictEqual(outcomeOf(yield* Effect.exit(manager.session)), "VendorFailure")
      assert.deepStrictEqual(yield* operations(server), both)
    })
  )
})
