/** Sends an operation to servers that answer every request alike. */
import type { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as TestClock from "effect/testing/TestClock"
import { type Answer, answering } from "./answering.ts"
import { moving } from "./exposing.ts"
import type { Call } from "./Subject.ts"

type Ended = Exit.Exit<unknown, AuthError>

/** One server for each answer, all at once, on a test clock that is moved far enough for every try that a row allows. */
export const tryingAll = (call: Call, answers: ReadonlyArray<Answer>): Effect.Effect<ReadonlyArray<Ended>> =>
  Effect.gen(function* () {
    const send = (answer: Answer) =>
      call
        .run({ url: "https://vendor.example" })
        .pipe(Effect.provideService(HttpClient.HttpClient, answering(answer)), Effect.exit)
    // What reads answers is loaded with the first one, and the clock would be through before that.
    yield* moving(send({ status: 200, body: "" }))
    const fiber = yield* Effect.forkChild(Effect.forEach(answers, send, { concurrency: "unbounded" }))
    yield* TestClock.adjust("30 seconds")
    return yield* Fiber.join(fiber)
  })

export const trying = (call: Call, answer: Answer): Effect.Effect<Ended> =>
  Effect.flatMap(tryingAll(call, [answer]), ([exit]) =>
    exit === undefined ? Effect.die("no answer") : Effect.succeed(exit)
  )
