import type { Connection } from "@crm-auth/core/Promise"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as Metric from "effect/Metric"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { check, failing, moving, stage, use } from "../src/exposing.ts"
import { meddlersFor } from "../src/meddlers.ts"
import { outcomeOf } from "../src/outcome.ts"
import { leakFinder, printsOf } from "../src/printing.ts"
import { makeSaid, recorded, type Said } from "../src/recording.ts"
import type { Flow } from "../src/Subject.ts"
import { calls, factorless, flows } from "../src/subjects.ts"
import { noteText, tap, type Wiretap, wiretapOf } from "../src/wiretap.ts"

// A program makes hundreds of errors here, and all of them are printed. Where they were made is no secret.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 1))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

const test = (
  title: string,
  body: (flow: Flow, said: Said) => Effect.Effect<Wiretap, unknown, Scope.Scope>,
  among: ReadonlyArray<Flow> = flows
) => {
  describe(title, () => {
    for (const flow of among) {
      it.effect(
        flow.name,
        () => {
          const said = makeSaid()
          return body(flow, said).pipe(
            moving,
            recorded(said),
            Effect.tap((wiretap) => Effect.sync(() => check(said, wiretap)))
          )
        },
        120_000
      )
    }
  })
}

test("A session from its login to its logout", (flow, said) =>
  Effect.gen(function* () {
    const { close, manager, server, wiretap } = yield* stage(flow, said)
    yield* use(flow, manager, wiretap, said, "fresh")
    yield* Effect.ignore(manager.renew)
    yield* use(flow, manager, wiretap, said, "renewed")
    yield* server.expireSessions
    yield* use(flow, manager, wiretap, said, "rejected")
    yield* Effect.ignore(manager.invalidate)
    yield* use(flow, manager, wiretap, said, "invalidated")
    yield* manager.logout
    yield* use(flow, manager, wiretap, said, "logged out")
    yield* close
    yield* use(flow, manager, wiretap, said, "closed")
    return wiretap
  }))

test("Bad credentials", (flow, said) =>
  Effect.gen(function* () {
    const { close, manager, wiretap } = yield* stage(flow, said, flow.refused)
    yield* use(flow, manager, wiretap, said, "refused")
    yield* use(flow, manager, wiretap, said, "guarded")
    yield* manager.reset
    yield* use(flow, manager, wiretap, said, "reset")
    yield* close
    return wiretap
  }))

test(
  "A second factor without an answer",
  (flow, said) =>
    Effect.gen(function* () {
      const { close, manager, wiretap } = yield* stage(flow, said)
      const exit = yield* Effect.exit(manager.session)
      assert.strictEqual(outcomeOf(exit), "SecondFactorRequired")
      yield* use(flow, manager, wiretap, said, "asked")
      yield* close
      return wiretap
    }),
  factorless
)

test("A server that goes wrong at login", (flow, said) =>
  Effect.gen(function* () {
    const tapped = tap(yield* flow.emulator(), flow.secrets)
    for (const { meddle, name } of meddlersFor(flow.protocol)) {
      for (const step of flow.steps.keys()) {
        const { close, manager, wiretap } = yield* stage(flow, said)
        let left = step
        wiretap.meddler = (request) => (left-- > 0 ? undefined : meddle(request))
        yield* use(flow, manager, wiretap, said, `${name} at step ${step + 1}`)
        yield* close
        for (const secret of wiretap.secrets) tapped.secrets.add(secret)
      }
    }
    return tapped
  }))

test("A server that goes wrong at requests, renewals and logouts", (flow, said) =>
  Effect.gen(function* () {
    const { close, manager, server, wiretap } = yield* stage(flow, said)
    for (const { echoes, meddle, name } of meddlersFor(flow.protocol)) {
      wiretap.meddler = undefined
      yield* manager.reset
      yield* Effect.ignore(manager.session)
      wiretap.meddler = meddle
      // What a server says to a request is its caller's: only failures, logs and spans are ours.
      if (echoes) {
        yield* Effect.forEach([flow.read, flow.write], (send) => failing(said, name, send(manager.client)))
        yield* Effect.forEach(flow.runs, (run) => failing(said, name, run.with(manager.whole)))
        yield* failing(said, name, manager.whole.check)
      } else yield* use(flow, manager, wiretap, said, name)
      yield* failing(said, name, manager.renew)
      yield* server.expireSessions
      yield* failing(said, name, flow.read(manager.client))
      yield* manager.logout
    }
    yield* close
    return wiretap
  }))

test("Requests that cannot be sent, or not again, and logins that never end", (flow, said) =>
  Effect.gen(function* () {
    const { close, manager, server, wiretap } = yield* stage(flow, said)
    const { client } = manager
    yield* Effect.ignore(manager.session)
    yield* failing(said, "elsewhere", client.get("https://elsewhere.example/collect"))
    yield* failing(said, "a method without a place", client.put("/x", { body: HttpBody.text("x") }))
    yield* failing(said, "a field of ours", client.get("/x?sessionName=mine&token=mine"))
    const stream = Stream.make(new TextEncoder().encode("{}"))
    yield* failing(said, "a stream", client.post("/x", { body: HttpBody.stream(stream, "application/json") }))
    yield* server.expireSessions
    yield* failing(said, "a stream, rejected", client.post("/x", { body: HttpBody.stream(stream, "application/json") }))
    yield* manager.logout
    yield* server.fault("*", { kind: "delay", duration: "1 minute" })
    yield* failing(said, "a login that never ends", manager.session)
    yield* close
    return wiretap
  }))

/** Uses a connection in every way, and keeps all that comes back. */
const useConnection = (connection: Connection<unknown>, address: string, said: Said, wiretap: Wiretap, what: string) =>
  Effect.gen(function* () {
    const keep = <A>(name: string, from: () => A | PromiseLike<A>) =>
      Effect.promise(() =>
        Promise.resolve()
          .then(from)
          .then(
            (value) => said.add(`${what}: ${name}`, value),
            (error: unknown) => said.add(`${what}: ${name}: rejected`, error)
          )
      )
    yield* keep("session", () =>
      connection.session().then((session) => {
        wiretap.secrets.add(session.secret())
        return session
      })
    )
    yield* keep("fetch", () => connection.fetch(address).then(({ headers, status }) => [status, ...headers]))
    yield* keep("a request that leads elsewhere", () => connection.fetch("https://elsewhere.example/collect"))
    yield* keep("check", () => connection.check())
    yield* keep("status", () => connection.status())
    said.add(`${what}: connection`, connection)
  })

// Programs without Effect wait in real time between two tries of a login: they wait together.
describe.concurrent("Programs that await promises", () => {
  for (const flow of flows) {
    for (const right of [true, false]) {
      it.live(
        `${flow.name}, ${right ? "from login to logout" : "bad credentials"}`,
        () => {
          const said = makeSaid()
          return Effect.gen(function* () {
            const server = yield* flow.emulator()
            const wiretap = tap(server, flow.secrets)
            const connection = yield* Effect.promise(() =>
              flow.connect(server.url, wiretap.fetch, right, (entry) => said.add(`${flow.name}: logger`, entry))
            )
            const events = yield* Effect.forkChild(
              Stream.runForEach(
                Stream.fromAsyncIterable(connection.events, (error) => error),
                (event) => Effect.sync(() => said.add(`${flow.name}: event`, event))
              )
            )
            yield* useConnection(connection, server.url, said, wiretap, "fresh")
            yield* server.expireSessions
            yield* useConnection(connection, server.url, said, wiretap, "rejected")
            yield* Effect.promise(() => connection.reset())
            yield* Effect.promise(() => connection.logout())
            yield* Effect.promise(() => connection.close())
            yield* useConnection(connection, server.url, said, wiretap, "closed")
            yield* Fiber.interrupt(events)
            assert.isAbove(said.values.length, 3)
            return wiretap
          }).pipe(
            recorded(said),
            Effect.tap((wiretap) => Effect.sync(() => check(said, wiretap)))
          )
        },
        120_000
      )
    }
  }
})

describe("Bare operations", () => {
  for (const call of calls) {
    it.effect(
      `${call.vendor} ${call.id}`,
      () => {
        const said = makeSaid()
        return Effect.gen(function* () {
          const wiretap = wiretapOf(() => Promise.reject(new TypeError("no server")), [])
          const send = (what: string) =>
            Effect.forEach([call.run, ...call.otherRuns], (run) =>
              Effect.tap(Effect.exit(Effect.provide(run({ url: "https://vendor.example" }), wiretap.layer)), (exit) =>
                Effect.sync(() => said.add(what, exit))
              )
            )
          for (const { body, status } of call.replies) {
            wiretap.meddler = () => new Response(status === 204 ? null : body, { status })
            // A challenge is worth nothing without the key.
            if (call.id !== "getChallenge") noteText(wiretap.secrets, body)
            yield* send("a good reply")
          }
          for (const { meddle, name } of meddlersFor(call.protocol)) {
            wiretap.meddler = meddle
            yield* send(name)
          }
          return wiretap
        }).pipe(
          moving,
          recorded(said),
          Effect.tap((wiretap) => Effect.sync(() => check(said, wiretap)))
        )
      },
      120_000
    )
  }
})

it.effect("A secret that is not kept is found, wherever it is", () => {
  const said = makeSaid()
  const secret = "s3cr3t-4711"
  return Effect.gen(function* () {
    yield* Effect.logInfo(secret)
    yield* Effect.withSpan(Effect.void, "leak", { attributes: { secret } })
    yield* Effect.exit(Effect.withSpan(Effect.die(secret), "failed"))
    yield* Metric.update(Metric.withAttributes(Metric.counter("leak"), { secret }), 1)
    for (const value of [secret, { deep: { deep: { deep: { deep: secret } } } }, new Error(secret)])
      said.add("value", value)
  }).pipe(
    recorded(said),
    Effect.andThen(
      Effect.sync(() => {
        const leakIn = leakFinder([secret])
        const found = (what: string) =>
          said.texts.some((one) => one.what === what && leakIn(one.text) !== undefined) ||
          said.values.some(
            (one) => one.what === what && printsOf(one.value).some(({ text }) => leakIn(text) !== undefined)
          )
        for (const what of ["console", "OTLP", "value", "metrics"]) assert.isTrue(found(what), what)
        assert.isAtLeast(said.spans.length, 2)
        for (const hidden of [secret, encodeURIComponent("a/b")])
          assert.isDefined(leakFinder([secret, "a/b"])(`x${hidden}`))
      })
    )
  )
})
