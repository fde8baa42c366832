import { assert, describe, it } from "@effect/vitest"
import type { Fault } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { sessionReplies } from "../../src/envelopes.ts"
import { reasonsOfServers } from "../../src/expected.ts"
import { deepJson, notice, strangeBodies } from "../../src/hostile.ts"
import { outcomeOf } from "../../src/outcome.ts"
import type { Flow } from "../../src/Subject.ts"
import { calls, flows } from "../../src/subjects.ts"

/** A session that ends a header, a line or a text is refused. */
const badSessions = ["a\r\nX-Evil: 1", "a\u0000b", "\ud800", "a\u007fb"]

/** Those that say little: operations are tried with the others, too. */
const small = Object.entries(strangeBodies).filter(([, body]) => body.length < 1000)

const faults: ReadonlyArray<readonly [name: string, fault: Fault]> = [
  ...small.map(([name, body]) => [name, { kind: "reply", reply: { status: 200, body } }] as const),
  ["a page under 503", { kind: "reply", reply: { status: 503, body: "<html></html>" } }],
  ["nothing under 500", { kind: "reply", reply: { status: 500 } }],
  ["429", { kind: "reply", reply: { status: 429, headers: { "retry-after": "99999999999999999999" } } }],
  ["429 with nonsense", { kind: "reply", reply: { status: 429, headers: { "retry-after": "-1, now" } } }],
  ["a redirect", { kind: "reply", reply: { status: 302, headers: { location: "https://elsewhere.example/" } } }],
  ["204", { kind: "reply", reply: { status: 204 } }],
  ["205", { kind: "reply", reply: { status: 205 } }],
  ["304", { kind: "reply", reply: { status: 304 } }],
  ["a lost connection", { kind: "drop" }],
  ["a connection lost after the work was done", { kind: "drop", after: true }],
  ["20 bytes of the answer", { kind: "truncate", bytes: 20 }],
  ["no end of the answer in sight", { kind: "delay", duration: "1 hour" }]
]

const run = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(effect))
    // The deadline of a login is 30 seconds.
    yield* TestClock.adjust("31 seconds")
    assert.isDefined(fiber.pollUnsafe(), "it is over within its deadline")
    return yield* Fiber.join(fiber)
  })

const start = (flow: Flow) =>
  Effect.gen(function* () {
    const server = yield* flow.emulator()
    const manager = yield* Effect.provide(flow.manager({ url: server.url }), server.layer)
    return { server, manager }
  })

describe("A login that goes wrong ends in a reason of the server's, within its deadline", () => {
  for (const flow of flows) {
    for (const step of new Set(flow.steps)) {
      it.effect(`${flow.name}, ${step}`, () =>
        Effect.gen(function* () {
          for (const [name, fault] of faults) {
            const { manager, server } = yield* start(flow)
            yield* server.fault(step, fault, 10)
            const exit = yield* run(manager.session)
            assert.include(reasonsOfServers, outcomeOf(exit), name)
          }
        })
      )
    }
  }
})

describe("A session that no request can carry is no session", () => {
  for (const flow of flows.filter(({ steps }) => steps.length > 0)) {
    it.effect(flow.name, () =>
      Effect.gen(function* () {
        const step = flow.steps.at(-1) ?? "*"
        // In XML, a text that is not well-formed Unicode cannot even be written.
        const isXml = flow.protocol.envelope.body === "xml"
        for (const session of badSessions.filter((bad) => !isXml || bad.isWellFormed())) {
          const bodies = sessionReplies(flow.protocol, calls, step, session)
          assert.isNotEmpty(bodies, `${step} has no example of a success with a session`)
          for (const body of bodies) {
            const { manager, server } = yield* start(flow)
            yield* server.fault(step, { kind: "reply", reply: { status: 200, body } }, 10)
            const exit = yield* run(manager.session)
            assert.strictEqual(outcomeOf(exit), "UnexpectedResponse", JSON.stringify(session))
          }
        }
      })
    )
  }
})

describe("What a server says to an application's request is handed on as it came, and the session is kept", () => {
  const bodies = {
    ...strangeBodies,
    "a notice": notice,
    "more than is looked at": "x".repeat(200_000),
    deep: deepJson(50_000)
  }
  for (const flow of flows) {
    it.effect(flow.name, () =>
      Effect.gen(function* () {
        const { manager, server } = yield* start(flow)
        const before = yield* manager.session
        for (const [name, body] of Object.entries(bodies)) {
          for (const status of body.length < 1000 ? [200, 404, 503] : [200]) {
            yield* server.fault(flow.reads, { kind: "reply", reply: { status, headers: { "x-of": name }, body } })
            const response = yield* flow.read(manager.client)
            assert.strictEqual(response.status, status)
            const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body
            assert.strictEqual(Buffer.compare(Buffer.from(yield* response.arrayBuffer), bytes), 0, name)
          }
        }
        for (const status of [204, 205, 304, 307, 399, 418, 599]) {
          yield* server.fault(flow.reads, {
            kind: "reply",
            reply: { status, headers: { location: "https://elsewhere.example" } }
          })
          const response = yield* flow.read(manager.client)
          assert.strictEqual(response.status, status)
          assert.strictEqual(yield* response.text, "")
        }
        assert.strictEqual(yield* manager.session, before)
      })
    )

    it.effect(`${flow.name}: a connection that is lost`, () =>
      Effect.gen(function* () {
        const { manager, server } = yield* start(flow)
        const before = yield* manager.session
        for (const after of [false, true]) {
          yield* server.fault(flow.reads, { kind: "drop", after })
          assert.strictEqual(outcomeOf(yield* Effect.exit(flow.read(manager.client))), "HttpClientError")
        }
        assert.strictEqual(yield* manager.session, before)
      })
    )
  }
})

describe("A logout that goes wrong does not fail its caller, and is over in two seconds", () => {
  for (const flow of flows) {
    it.effect(flow.name, () =>
      Effect.gen(function* () {
        for (const [name, fault] of faults) {
          const { manager, server } = yield* start(flow)
          yield* manager.session
          yield* server.fault("*", fault, 10)
          const fiber = yield* Effect.forkChild(Effect.exit(manager.logout))
          yield* TestClock.adjust("2 seconds")
          assert.isDefined(fiber.pollUnsafe(), name)
          assert.isTrue(Exit.isSuccess(yield* Fiber.join(fiber)), name)
        }
      })
    )
  }
})
