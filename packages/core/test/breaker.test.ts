/** Effect's circuit breaker in front of a vendor: a layer between the HTTP client and the vendor's own. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import * as CircuitBreaker from "effect/persistence/CircuitBreaker"
import * as TestClock from "effect/testing/TestClock"
import { make as makeSessionManager } from "../src/SessionManager.ts"
import { Account, tagOf } from "./fixtures/account.ts"

/** An open circuit looks like a lost connection, so that everything above it stays as it is. */
const guarded = Layer.effect(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const breaker = yield* CircuitBreaker.make({
      tripPolicy: CircuitBreaker.consecutive(3),
      openDuration: "30 seconds"
    })
    const http = HttpClient.withCircuitBreaker(yield* HttpClient.HttpClient, { breaker })
    return HttpClient.makeWith<HttpClientError.HttpClientError, never, HttpClientError.HttpClientError, never>(
      Effect.flatMap((request) =>
        Effect.catchTag(http.postprocess(Effect.succeed(request)), "CircuitBreakerError", () =>
          Effect.fail(
            new HttpClientError.HttpClientError({
              reason: new HttpClientError.TransportError({ request, description: "the circuit is open" })
            })
          )
        )
      ),
      (request) => Effect.succeed(request)
    )
  })
).pipe(Layer.provide(CircuitBreaker.layerStoreMemory()))

it.effect("an open circuit costs no request, and closes again", () =>
  Effect.gen(function* () {
    const account = new Account()
    account.reply = () => new Response("", { status: 503 })
    const layer = Layer.provide(guarded, Layer.succeed(HttpClient.HttpClient, account.http))
    yield* Effect.gen(function* () {
      const manager = yield* makeSessionManager(account.driver)
      for (let call = 0; call < 3; call++) assert.strictEqual((yield* manager.client.get("/x")).status, 503)
      assert.match(String(yield* Effect.flip(manager.client.get("/x"))), /the circuit is open/)
      assert.strictEqual(account.sent.length, 3)
      account.reply = () => new Response("up")
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual(yield* tagOf(manager.client.get("/x")), "success")
      assert.strictEqual(account.sent.length, 4)
    }).pipe(Effect.provide(layer))
  })
)
