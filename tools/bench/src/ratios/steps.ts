/**
 * What bounds a login: the steps that any login of Effect has besides its request, one on top of the other, written by
 * hand with Effect alone. What the whole login has on top of the last one is the session manager's.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Metric from "effect/Metric"
import * as Redacted from "effect/Redacted"
import * as SchemaParser from "effect/SchemaParser"
import * as Scope from "effect/Scope"
import * as Crmcom from "../../../../packages/crmcom/src/generated/schemas.ts"
import { cannedServer } from "./cannedServer.ts"
import { bareExchange } from "./bare.ts"
import { exchanges } from "./exchanges.ts"
import { makerOf } from "./makers.ts"
import { interleave, type Ratio, ratio, type Timed } from "./measure.ts"

const encode = SchemaParser.encodeUnknownEffect(Crmcom.CreateTokenInput)
const decode = SchemaParser.decodeUnknownEffect(Crmcom.TokenReply)
const input = { username: "jane", password: Redacted.make("example-5ecret"), organisation: "DEMO" }
const [{ path }] = exchanges.crmcom

/** The request of a login, its input encoded and its reply decoded by the schemas of the spec. */
const typed = (url: string) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const request = HttpClientRequest.bodyText(
      HttpClientRequest.make("POST")(url + path, { headers: { accept: "application/json" } }),
      JSON.stringify(yield* encode(input)),
      "application/json"
    )
    const { text } = yield* client.execute(request)
    return yield* decode(JSON.parse(yield* text))
  })

/** The same in a fibre of its own, which ends when the caller does not. */
const apart = <A, E, R>(login: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const answer = Deferred.makeUnsafe<A, E>()
    const fiber = yield* Effect.forkDetach(login)
    fiber.addObserver((exit) => Deferred.doneUnsafe(answer, exit))
    return yield* Deferred.await(answer)
  })

const logins = Metric.counter("logins_by_hand", { description: "Logins" })
const durations = Metric.histogram("login_duration_by_hand", {
  description: "Duration of logins in seconds",
  boundaries: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
})

/** The same, counted and timed. */
const metered = <A, E, R>(login: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis
    const answer = yield* login
    yield* Metric.update(logins, 1)
    yield* Metric.update(durations, ((yield* Clock.currentTimeMillis) - startedAt) / 1000)
    return answer
  })

const request = "Effect's client alone"
const schemas = "and schemas that encode the input and decode the reply"
const fibre = "and a fibre of its own"
const deadline = "and a deadline"
const metrics = "and two metrics"
const whole = "the whole login, by its session manager"

export const stepRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer({ awake: true })
  const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)
  const repeated =
    (once: Effect.Effect<unknown, unknown, HttpClient.HttpClient>): Timed =>
    (operations) =>
      runtime.runPromise(
        Effect.gen(function* () {
          for (let index = 0; index < operations; index++) yield* once
        })
      )
  try {
    const make = await makerOf("crmcom", server.url)
    const { login } = await runtime.runPromise(Effect.provideService(make, Scope.Scope, Scope.makeUnsafe()))
    const samples = await interleave(rounds, 100, {
      [request]: repeated(bareExchange(server.url, exchanges.crmcom)),
      [schemas]: repeated(typed(server.url)),
      [fibre]: repeated(apart(typed(server.url))),
      [deadline]: repeated(apart(Effect.timeout(typed(server.url), "30 seconds"))),
      [metrics]: repeated(metered(apart(Effect.timeout(typed(server.url), "30 seconds")))),
      [whole]: repeated(login)
    })
    return [
      ...[schemas, fibre, deadline, metrics].map((step) =>
        ratio(`crmcom's login written by hand with Effect: its request, ${step}`, samples, step, request)
      ),
      ratio(`crmcom's login: ${whole}`, samples, whole, request)
    ]
  } finally {
    await runtime.dispose()
    await server.stop()
  }
}
