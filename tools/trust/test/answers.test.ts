/** Every answer of an emulator is one that the vendor's spec describes, by its status, its media type and its schema. */
import type { Emulator } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as TestClock from "effect/testing/TestClock"
import type { Flow } from "../src/Subject.ts"
import { type Answer, Validator } from "../src/specs.ts"
import { subjects } from "../src/subjects.ts"

/** A client of an emulator that keeps its answers. */
const recording = (emulator: Emulator, answers: Array<Omit<Answer, "operation">>) =>
  Effect.map(Effect.provide(HttpClient.HttpClient, emulator.layer), (client) =>
    HttpClient.transformResponse(client, (sent) =>
      Effect.flatMap(sent, (response) =>
        Effect.map(response.text, (body) => {
          const contentType = response.headers["content-type"] ?? ""
          answers.push({ status: response.status, contentType, body })
          const { status, headers } = response
          const hasBody = body !== "" && status !== 204
          return HttpClientResponse.fromWeb(response.request, new Response(hasBody ? body : null, { status, headers }))
        })
      )
    )
  )

/** A login, calls, a session that ends, a logout, and a login that is refused. */
const play = (flow: Flow) =>
  Effect.gen(function* () {
    const emulator = yield* flow.emulator()
    const answers: Array<Omit<Answer, "operation">> = []
    const client = yield* recording(emulator, answers)
    yield* Effect.gen(function* () {
      const manager = yield* flow.manager({ url: emulator.url })
      yield* Effect.exit(flow.read(manager.client))
      yield* Effect.exit(manager.renew)
      yield* emulator.expireSessions
      yield* Effect.exit(flow.read(manager.client))
      yield* manager.logout
      const refused = yield* Effect.exit(flow.refused({ url: emulator.url }))
      if (refused._tag === "Success") {
        // A login that may have lost its challenge is tried again after a pause.
        const login = yield* Effect.forkChild(Effect.exit(refused.value.session))
        yield* TestClock.adjust("30 seconds")
        yield* Fiber.join(login)
      }
    }).pipe(Effect.scoped, Effect.provideService(HttpClient.HttpClient, client))
    const requests = yield* emulator.requests
    assert.strictEqual(requests.length, answers.length)
    return answers.map((answer, index): Answer => ({ ...answer, operation: requests[index]?.operation ?? "" }))
  })

for (const { flows, vendor } of subjects) {
  describe(`${vendor}'s emulator answers as the spec says`, () => {
    const validator = new Validator(vendor)
    for (const flow of flows) {
      it.effect(flow.name, () =>
        Effect.gen(function* () {
          const answers = yield* play(flow)
          const described = answers.filter(({ operation }) => validator.knows(operation))
          assert.deepStrictEqual(
            described.flatMap((answer) => validator.check(answer)),
            []
          )
          for (const step of flow.steps)
            assert.isTrue(
              described.some(({ operation }) => operation === step),
              step
            )
        })
      )
    }
  })
}
