import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schedule from "effect/Schedule"
import type { Socket } from "node:net"
import { layers } from "../../src/layers.ts"
import { serve, serveRaw } from "../../src/loopback.ts"
import { brokenAnswers, drip, dripRaw, informational, oddStatuses, withStatus } from "../../src/misbehaving.ts"
import { unreadableFor } from "../../src/expected.ts"
import { outcomeOf } from "../../src/outcome.ts"
import { relay } from "../../src/relay.ts"
import type { Call, Flow } from "../../src/Subject.ts"
import { calls, flows, ofEachForm, subjects } from "../../src/subjects.ts"

/** Operations all at once: tries that a row allows are waited for together. */
const all = (calls: ReadonlyArray<Call>, url: string) =>
  Effect.map(
    Effect.forEach(calls, (call) => Effect.exit(call.run({ url })), { concurrency: "unbounded" }),
    (exits) => exits.map((exit, index) => ({ call: calls[index], exit }))
  )

/** What differs between clients is the reading of HTTP: there one operation of each role and protocol will do. */
const ofEachProtocol = ofEachForm.flatMap(({ calls: own }) =>
  own.filter(({ role }, index) => own.findIndex((call) => call.role === role) === index)
)

const names = (ends: Effect.Success<ReturnType<typeof all>>, wanted: ReadonlyArray<string>) =>
  ends.flatMap(({ call, exit }) => {
    const outcome = outcomeOf(exit)
    // An answer to a logout that says nothing may count as done: the session expires on its own.
    const isDone = outcome === "success" && call !== undefined && unreadableFor(call) === "success"
    return isDone || wanted.includes(outcome) ? [] : [`${call?.vendor ?? ""} ${call?.id ?? ""}: ${outcome}`]
  })

const onePerVendor = subjects.flatMap((subject) => subject.flows.slice(0, 1))

/** What a client makes of bytes that are no HTTP is up to it; that it ends in a reason is not. */
const unreadable = ["Transport", "UnexpectedResponse"]

for (const [layerName, layer] of Object.entries(layers)) {
  const among = layerName === "fetch" ? calls : ofEachProtocol

  describe.concurrent(`Every operation over ${layerName}`, () => {
    for (const [name, answer] of Object.entries(brokenAnswers)) {
      it.live(`${name} ends in a reason`, () =>
        Effect.gen(function* () {
          const server = yield* serveRaw(answer)
          assert.deepStrictEqual(names(yield* all(among, server.url), unreadable), [])
        }).pipe(Effect.scoped, Effect.provide(layer))
      )
    }

    for (const status of oddStatuses) {
      it.live(`the status ${status} ends in a reason`, () =>
        Effect.gen(function* () {
          const server = yield* serveRaw(withStatus(status))
          const ends = yield* all(among, server.url)
          assert.deepStrictEqual(names(ends, [...unreadable, "Unavailable"]), [])
        }).pipe(Effect.scoped, Effect.provide(layer))
      )
    }

    it.live("nothing listens", () =>
      Effect.gen(function* () {
        const { url } = yield* Effect.scoped(serveRaw(() => {}))
        assert.deepStrictEqual(names(yield* all(among, url), ["Transport"]), [])
      }).pipe(Effect.provide(layer))
    )

    it.live("the answer behind informational ones is the answer", () =>
      Effect.gen(function* () {
        for (const call of among) {
          const [reply] = call.replies.filter(({ body }) => body !== "")
          if (reply === undefined) continue
          const length = Buffer.byteLength(reply.body)
          const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${reply.body}`
          const server = yield* serveRaw((socket) => void socket.end(informational.repeat(50) + whole))
          assert.strictEqual(outcomeOf(yield* Effect.exit(call.run({ url: server.url }))), "success", call.id)
        }
      }).pipe(Effect.scoped, Effect.provide(layer))
    )

    it.live("a connection that is reset after the answer changes nothing", () =>
      Effect.gen(function* () {
        for (const call of among) {
          const [reply] = call.replies.filter(({ body }) => body !== "")
          if (reply === undefined) continue
          const length = Buffer.byteLength(reply.body)
          const server = yield* serveRaw((socket) => {
            socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${reply.body}`, () =>
              setImmediate(() => socket.end())
            )
          })
          for (let time = 0; time < 2; time++) {
            assert.strictEqual(outcomeOf(yield* Effect.exit(call.run({ url: server.url }))), "success", call.id)
          }
        }
      }).pipe(Effect.scoped, Effect.provide(layer))
    )

    it.live("who stops waiting for an endless body lets go of the connection", () =>
      Effect.gen(function* () {
        let waiting = 0
        const server = yield* serve((_request, response) => {
          waiting++
          drip(response, () => waiting--)
        })
        const waited = Effect.forEach(
          among,
          (call) => Effect.timeoutOption(Effect.exit(call.run({ url: server.url })), "300 millis"),
          { concurrency: "unbounded" }
        )
        for (const end of yield* waited) assert.strictEqual(end._tag, "None")
        yield* until(() => waiting === 0)
      }).pipe(Effect.scoped, Effect.provide(layer))
    )
  })

  describe.concurrent(`Every flow over ${layerName}`, () => {
    it.live("a login whose answer never ends is over at its deadline, and lets go of its connection", () =>
      Effect.gen(function* () {
        let waiting = 0
        const server = yield* serve((_request, response) => {
          waiting++
          drip(response, () => waiting--)
        })
        const ends = yield* Effect.forEach(
          flows.filter(({ steps }) => steps.length > 0),
          (flow) =>
            Effect.scoped(
              Effect.flatMap(flow.manager({ url: server.url, loginTimeout: "300 millis" }), ({ session }) =>
                Effect.exit(session)
              )
            ),
          { concurrency: "unbounded" }
        )
        for (const exit of ends) {
          assert.strictEqual(outcomeOf(exit), "Transport")
          assert.include(Exit.isFailure(exit) ? String(exit.cause) : "", "longer than")
        }
        yield* until(() => waiting === 0)
      }).pipe(Effect.scoped, Effect.provide(layer))
    )

    it.live("a request of the application ends in an answer or a failure, and the session is kept", () =>
      Effect.forEach(onePerVendor, broken, { concurrency: "unbounded", discard: true }).pipe(
        Effect.scoped,
        Effect.provide(layer)
      )
    )
  })
}

/** Waits for what the other end of a socket does next, as often as it takes. */
const until = (holds: () => boolean) =>
  Effect.suspend(() => (holds() ? Effect.void : Effect.fail("not yet" as const))).pipe(
    Effect.retry({ times: 100, schedule: Schedule.spaced("10 millis") }),
    Effect.orDie
  )

/** A session of a good server, whose requests then meet everything that is broken. */
const broken = (flow: Flow) =>
  Effect.gen(function* () {
    let emulator = yield* flow.emulator()
    let answer: ((socket: Socket) => void) | undefined
    const server = yield* serve((request, response) => {
      if (answer === undefined || response.socket === null) relay(emulator, request, response)
      else answer(response.socket)
    })
    const url = server.url + new URL(emulator.url).pathname.replace(/\/$/, "")
    emulator = yield* flow.emulator(url)
    const manager = yield* flow.manager({ url })
    const session = yield* manager.session
    const answers = [
      ...Object.entries(brokenAnswers),
      ...oddStatuses.map((status) => [`${status}`, withStatus(status)] as const)
    ]
    for (const [name, broken] of answers) {
      answer = broken
      const exit = yield* Effect.exit(
        Effect.flatMap(flow.read(manager.client), (response) => Effect.as(Effect.exit(response.text), response.status))
      )
      assert.include(["success", "HttpClientError"], outcomeOf(exit), `${flow.name}: ${name}`)
      assert.strictEqual(yield* manager.session, session, `${flow.name}: ${name}`)
    }
    // There is no deadline on what an application asks for but its own.
    let waiting = 0
    answer = (socket) => {
      waiting++
      dripRaw(socket, () => waiting--)
    }
    const read = Effect.flatMap(flow.read(manager.client), ({ text }) => text)
    assert.strictEqual((yield* Effect.timeoutOption(Effect.exit(read), "300 millis"))._tag, "None")
    yield* until(() => waiting === 0)
    assert.strictEqual(yield* manager.session, session)

    answer = undefined
    yield* manager.logout
  })
