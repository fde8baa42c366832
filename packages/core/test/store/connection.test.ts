/** Connections to a real Redis that is down, refuses, breaks, or falls silent. */
import * as NodeRedis from "@effect/platform-node/NodeRedis"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { createClient } from "redis"
import { InvalidConfiguration } from "../../src/index.ts"
import { connectClient, type RedisClient } from "../../src/internal/store/backends/connection.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"
import { key, secretOf, sharing, storeFailures, watch } from "./processes.ts"
import { hasRedis, redisServer } from "./redisServer.ts"

/** A manager may wait 2 seconds for a login under way when it is closed; a command of a silent Redis takes 5. */
const soon = "4 seconds"

const clientOf = (path: string) => createClient({ socket: { path, tls: false } })

const layers = {
  layerRedisClient: (path: string) => SessionStore.layerRedisClient({ key, client: () => clientOf(path) }),
  "layerRedis with a layer": (path: string) =>
    SessionStore.layerRedis({ key, redis: NodeRedis.layer({ socket: { path, tls: false } }) }),
  layerRedis: (path: string) =>
    Layer.provide(SessionStore.layerRedis({ key }), NodeRedis.layer({ socket: { path, tls: false } }))
}

interface Given {
  readonly password?: string
  readonly timeout?: "200 millis"
}

/** Those that connect in the background. */
const lazy = {
  layerRedisClient: (path: string, { password, timeout }: Given = {}) =>
    SessionStore.layerRedisClient({
      key,
      timeout,
      client: () =>
        createClient({ socket: { path, tls: false }, ...(password === undefined ? undefined : { password }) })
    }),
  "layerRedis with a layer": (path: string, { password, timeout }: Given = {}) =>
    SessionStore.layerRedis({
      key,
      timeout,
      redis: NodeRedis.layer({
        socket: { path, tls: false },
        ...(password === undefined ? undefined : { password })
      })
    })
}

describe.skipIf(!hasRedis)("a program with its sessions in Redis", () => {
  for (const [name, layer] of Object.entries(layers)) {
    it.live(`A03 ends in time while Redis is silent and commands are under way: ${name}`, () =>
      Effect.gen(function* () {
        const { path, signal, start } = yield* redisServer()
        yield* start
        const scope = yield* Scope.make()
        const context = yield* Scope.provide(Layer.build(layer(path)), scope)
        const account = new Account()
        const session = Effect.gen(function* () {
          return yield* (yield* account.manager({ sharing })).session
        }).pipe(Effect.provide(context))
        yield* session
        yield* signal("SIGSTOP")
        const waiting = yield* Effect.forkChild(Effect.scoped(session))
        yield* Effect.sleep("100 millis")
        const ended = yield* Effect.andThen(Fiber.interrupt(waiting), Scope.close(scope, Exit.void)).pipe(
          Effect.timeoutOption(soon)
        )
        assert.strictEqual(ended._tag, "Some")
      })
    )
  }

  it.live("A03 its client is closed when the layer is", () =>
    Effect.gen(function* () {
      const { path, signal, start } = yield* redisServer()
      yield* start
      const client = clientOf(path)
      const scope = yield* Scope.make()
      const send = yield* Scope.provide(connectClient(client, Effect.die("not asked for")), scope)
      assert.strictEqual(yield* send("PING"), "PONG")
      yield* signal("SIGSTOP")
      yield* Effect.forkChild(Effect.ignore(send("PING")))
      yield* Effect.sleep("50 millis")
      assert.isTrue(client.isOpen)
      yield* Scope.close(scope, Exit.void)
      assert.isFalse(client.isOpen)
    })
  )

  for (const [name, layer] of Object.entries(lazy)) {
    it.live(`U14 starts while Redis is down, and shares as soon as it is there: ${name}`, () =>
      Effect.gen(function* () {
        const { path, start } = yield* redisServer()
        const account = new Account()
        yield* Effect.gen(function* () {
          const alone = yield* account.manager({ sharing })
          const events = yield* watch(alone.events)
          assert.strictEqual(secretOf(yield* alone.session), "secret-1")
          yield* Effect.sleep("20 millis")
          assert.deepStrictEqual(storeFailures(events), ["Redis does not answer, or refuses the command (ENOENT)"])
          yield* start
          // A store that failed is left alone for 5 seconds.
          yield* Effect.sleep("5100 millis")
          for (let process = 0; process < 2; process++) {
            assert.strictEqual(secretOf(yield* (yield* account.manager({ sharing })).session), "secret-2")
          }
        }).pipe(Effect.provide(layer(path)))
      })
    )

    it.live(`A02 U14 works while Redis refuses the password: ${name}`, () =>
      Effect.gen(function* () {
        const { path, start } = yield* redisServer("--requirepass", "right")
        yield* start
        const account = new Account()
        yield* Effect.gen(function* () {
          const manager = yield* account.manager({ sharing })
          const events = yield* watch(manager.events)
          assert.strictEqual(secretOf(yield* manager.session), "secret-1")
          yield* Effect.sleep("20 millis")
          assert.deepStrictEqual(storeFailures(events), ["Redis does not answer, or refuses the command (WRONGPASS)"])
        }).pipe(Effect.provide(layer(path, { password: "wrong" })))
      })
    )

    it.live(`A02 U14 starts, works and ends while Redis accepts connections and says nothing: ${name}`, () =>
      Effect.gen(function* () {
        const { path, signal, start } = yield* redisServer()
        yield* start
        yield* signal("SIGSTOP")
        const account = new Account()
        const worked = yield* Effect.gen(function* () {
          return secretOf(yield* (yield* account.manager({ sharing })).session)
        }).pipe(
          Effect.provide(layer(path, { timeout: "200 millis" })),
          Effect.scoped,
          Effect.timeoutOption("20 seconds")
        )
        assert.deepStrictEqual(worked, Option.some("secret-1"))
      })
    )
  }

  it.live("U14 is told at once of a client that cannot be made", () =>
    Effect.gen(function* () {
      const layer = SessionStore.layerRedisClient({
        key,
        client: () => createClient({ url: "redis//:secret@nowhere" })
      })
      const failure = yield* Effect.flip(Layer.build(layer))
      assert.isTrue(failure instanceof InvalidConfiguration && failure.field === "client")
      assert.notInclude(String(failure), "secret")
    })
  )

  it.live("a connection that breaks is opened again", () =>
    Effect.gen(function* () {
      const { path, signal, start } = yield* redisServer()
      yield* start
      const send = yield* connectClient(
        clientOf(path),
        Effect.sync(() => clientOf(path))
      )
      assert.strictEqual(yield* send("PING"), "PONG")
      yield* signal("SIGKILL")
      assert.isTrue(Exit.isFailure(yield* Effect.exit(send("PING"))))
      yield* start
      const answer = yield* Effect.retry(send("PING"), { times: 10 })
      assert.strictEqual(answer, "PONG")
    })
  )

  it.live("a connection whose command was given up in silence is replaced, and one that answers others is not", () =>
    Effect.gen(function* () {
      const { path, signal, start } = yield* redisServer()
      yield* start
      const made: Array<RedisClient> = []
      const make = Effect.sync(() => {
        const client = clientOf(path)
        made.push(client)
        return client
      })
      const send = yield* connectClient(yield* make, make)
      yield* send("PING")
      const slow = yield* Effect.forkChild(Effect.ignore(send("BLPOP", "nothing", "0")))
      yield* Effect.sleep("20 millis")
      yield* Fiber.interrupt(slow)
      yield* send("CLIENT", "NO-TOUCH", "ON").pipe(Effect.timeoutOption("100 millis"))
      assert.strictEqual(made.length, 1)
      yield* signal("SIGSTOP")
      const lost = yield* Effect.forkChild(Effect.ignore(send("PING")))
      yield* Effect.sleep("1100 millis")
      yield* Fiber.interrupt(lost)
      yield* signal("SIGCONT")
      assert.strictEqual(yield* send("PING"), "PONG")
      assert.strictEqual(made.length, 2)
    })
  )
})
