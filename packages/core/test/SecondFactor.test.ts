/** A second factor is asked for as often as a person may mistype it, and never past a lockout. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { AuthError, type Reason, type SecondFactorRequest } from "../src/index.ts"
import { askSecondFactor, withOneTimeKey } from "../src/Driver.ts"
import * as Reasons from "../src/Reason.ts"

const error = (reason: Reason) => new AuthError({ vendor: "acme", operation: "login", reason })
const required = error(new Reasons.SecondFactorRequired({ factor: "oneTimeKey", detail: "Key?" }))
const mistyped = (detail: string) => new Reasons.SecondFactorRejected({ factor: "oneTimeKey", detail })

/** Plays a login whose keys are answered with these reasons, and tells what was asked and sent. */
const play = (keys: ReadonlyArray<string>, replies: ReadonlyArray<Reason | undefined>) =>
  Effect.gen(function* () {
    const asked: Array<SecondFactorRequest> = []
    const sent: Array<string> = []
    const factor = {
      answer: (request: SecondFactorRequest) => {
        asked.push(request)
        const key = keys[asked.length - 1]
        return Effect.succeed(key === undefined ? Option.none() : Option.some(Redacted.make(key)))
      }
    }
    const login = (key: Redacted.Redacted) => {
      sent.push(Redacted.value(key))
      const reply = replies[sent.length - 1]
      return reply === undefined ? Effect.succeed("session") : Effect.fail(error(reply))
    }
    const outcome = yield* Effect.match(withOneTimeKey(factor, "ada", required, login), {
      onFailure: ({ reason }) => `${reason._tag} ${"detail" in reason ? reason.detail : ""}`.trim(),
      onSuccess: (session) => session
    })
    return { asked, sent, outcome }
  })

it.effect("U10 a mistyped key is asked for again, at most twice in one login", () =>
  Effect.gen(function* () {
    const { asked, outcome, sent } = yield* play(
      ["1", "2", "3", "4"],
      [mistyped("once"), mistyped("twice"), mistyped("thrice")]
    )
    assert.strictEqual(outcome, "SecondFactorRejected thrice")
    assert.deepStrictEqual(sent, ["1", "2", "3"])
    const common = { vendor: "acme", account: "ada", kind: "oneTimeKey" } as const
    assert.deepStrictEqual(asked, [
      { ...common, prompt: "Key?" },
      { ...common, prompt: "once", refused: 1 },
      { ...common, prompt: "twice", refused: 2 }
    ])
    assert.strictEqual((yield* play(["1", "2"], [mistyped("once")])).outcome, "session")
  })
)

it.effect("U10 any other failure ends it: a lockout is not walked into", () =>
  Effect.gen(function* () {
    for (const reason of [
      new Reasons.AccountLocked({}),
      new Reasons.InvalidCredentials({}),
      new Reasons.Unavailable({})
    ]) {
      const { outcome, sent } = yield* play(["1", "2", "3"], [mistyped("once"), reason])
      assert.strictEqual(outcome, reason._tag)
      assert.deepStrictEqual(sent, ["1", "2"])
    }
  })
)

it.effect("U10 the same key is not sent twice, and no answer ends it with what the vendor said last", () =>
  Effect.gen(function* () {
    const same = yield* play(["1", "1", "2"], [mistyped("once")])
    assert.strictEqual(same.outcome, "SecondFactorRejected once")
    assert.deepStrictEqual(same.sent, ["1"])
    assert.strictEqual((yield* play([], [])).outcome, "SecondFactorRequired Key?")
    assert.strictEqual((yield* play(["1"], [mistyped("once")])).outcome, "SecondFactorRejected once")
  })
)

it.effect("U10 a second factor that throws is CredentialsUnavailable, and says nothing of what it threw", () =>
  Effect.gen(function* () {
    const request: SecondFactorRequest = { vendor: "acme", account: "ada", kind: "memorableWord" }
    const throwing = () => {
      throw new Error("s3cret")
    }
    for (const answer of [throwing, () => Effect.die("s3cret"), () => Effect.sync(throwing)]) {
      const failure = yield* Effect.flip(askSecondFactor({ answer }, request))
      assert.strictEqual(failure.reason._tag, "CredentialsUnavailable")
      assert.notInclude(JSON.stringify(failure), "s3cret")
    }
    const own = error(new Reasons.Closed())
    assert.strictEqual(yield* Effect.flip(askSecondFactor({ answer: () => Effect.fail(own) }, request)), own)
  })
)
