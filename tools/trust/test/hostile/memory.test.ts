import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { layers } from "../../src/layers.ts"
import { type Arrived, serve } from "../../src/loopback.ts"
import { bomb, flood, megabyte } from "../../src/misbehaving.ts"
import { unreadableFor } from "../../src/expected.ts"
import { outcomeOf } from "../../src/outcome.ts"
import { relay } from "../../src/relay.ts"
import type { Flow } from "../../src/Subject.ts"
import { calls, ofEachForm } from "../../src/subjects.ts"
import type { ServerResponse } from "node:http"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/**
 * How much a client may take of a hundred megabytes that it has no use for: a megabyte of reply, and what sockets and
 * streams have on the way, which the server has written by then.
 */
const taken = 16 * megabyte

/** How much memory that is in use may grow, of both ends together, while more than a hundred megabytes come in. */
const growth = 16 * megabyte

/** The same while eight calls read such an answer at once. */
const growthOfEight = 64 * megabyte

setFlagsFromString("--expose-gc")
// Otherwise a thread of its own frees buffers some time after the collection, and a busy machine shows what is long gone.
setFlagsFromString("--no-concurrent-array-buffer-sweeping")
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the flag makes
const collectGarbage = runInNewContext("gc") as () => void

const used = () => {
  collectGarbage()
  // What `external` counts beside them is freed later than collected.
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Runs an effect, and looks at the memory all the while. */
const measured = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = used()
    let most = before
    const look = setInterval(() => {
      most = Math.max(most, used())
    }, 300)
    const result = yield* Effect.ensuring(
      self,
      Effect.sync(() => clearInterval(look))
    )
    const grown = Math.max(most, used()) - before
    return { result, grown }
  })

/** One flow for each form of reply, as JSON or XML, with an envelope or without. */
const ofEachWay = ofEachForm.flatMap((subject) => subject.flows.slice(0, 1))

const gzipped = (response: ServerResponse, type: string) => {
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "content-length": bomb.length })
  response.end(bomb)
}

for (const [layerName, layer] of Object.entries(layers)) {
  const among = layerName === "fetch" ? calls : ofEachForm.flatMap((subject) => subject.calls)

  describe(`100 MB over ${layerName}`, () => {
    it.live(
      "no operation reads much more of an answer than a login may have",
      () =>
        Effect.gen(function* () {
          let most = 0
          const server = yield* serve((_request, response) => {
            response.writeHead(200, { "content-type": "application/json" })
            flood(response, 100 * megabyte, (total) => {
              most = Math.max(most, total)
            })
          })
          const { grown, result } = yield* measured(
            Effect.forEach(among, (call) => Effect.exit(call.run({ url: server.url })), { concurrency: 8 })
          )
          result.forEach((exit, index) =>
            assert.strictEqual(outcomeOf(exit), among[index] && unreadableFor(among[index]), among[index]?.id)
          )
          assert.isBelow(most, taken)
          assert.isBelow(grown, growthOfEight)
        }).pipe(Effect.scoped, Effect.provide(layer)),
      120_000
    )

    it.live(
      "a compressed answer is no way around that, wherever it is unpacked",
      () =>
        Effect.gen(function* () {
          const server = yield* serve((_request, response) => gzipped(response, "application/json"))
          const { grown, result } = yield* measured(
            Effect.forEach(among, (call) => Effect.exit(call.run({ url: server.url })), { concurrency: 8 })
          )
          result.forEach((exit, index) =>
            assert.strictEqual(outcomeOf(exit), among[index] && unreadableFor(among[index]), among[index]?.id)
          )
          assert.isBelow(grown, growthOfEight)
        }).pipe(Effect.scoped, Effect.provide(layer)),
      120_000
    )

    for (const flow of layerName === "fetch" ? ofEachWay : ofEachWay.slice(0, 2)) {
      it.live(
        `${flow.name}: an application may read it as a stream, or leave it, and the session is kept`,
        () => Effect.scoped(passing(flow)).pipe(Effect.provide(layer)),
        120_000
      )
    }
  })
}

/** A session of a good server, whose answers to the application are too large to be kept. */
const passing = (flow: Flow) =>
  Effect.gen(function* () {
    let emulator = yield* flow.emulator()
    let answer: ((request: Arrived, response: ServerResponse) => void) | undefined
    let most = 0
    const server = yield* serve((request, response) => {
      if (answer === undefined) relay(emulator, request, response)
      else answer(request, response)
    })
    const url = server.url + new URL(emulator.url).pathname.replace(/\/$/, "")
    emulator = yield* flow.emulator(url)
    const manager = yield* flow.manager({ url })
    const session = yield* manager.session

    answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      flood(response, 100 * megabyte, (total) => {
        most = Math.max(most, total)
      })
    }
    const size = (total: number, chunk: Uint8Array) => total + chunk.length
    const whole = yield* measured(
      Effect.flatMap(flow.read(manager.client), ({ stream }) => Stream.runFold(stream, () => 0, size))
    )
    assert.strictEqual(whole.result, 100 * megabyte)
    assert.isBelow(whole.grown, growth)

    most = 0
    const left = yield* measured(Effect.flatMap(flow.read(manager.client), ({ stream }) => Stream.runHead(stream)))
    assert.isBelow(most, taken)
    assert.isBelow(left.grown, growth)

    answer = (_request, response) => gzipped(response, "application/json")
    const bombed = yield* measured(
      Effect.flatMap(flow.read(manager.client), ({ stream }) => Stream.runFold(stream, () => 0, size))
    )
    assert.isAtLeast(bombed.result, bomb.length)
    assert.isBelow(bombed.grown, growth)

    answer = undefined
    assert.strictEqual(yield* manager.session, session)
    yield* manager.logout
  })
