/**
 * Connections to Redis that are opened in the background, replaced when they break, and never waited for when the program
 * starts or ends. Each one belongs to a fibre of the layer's scope.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redis from "effect/persistence/Redis"
import * as Predicate from "effect/Predicate"
import * as Scope from "effect/Scope"
import { apart } from "../apart.ts"
import type { RedisSend } from "./redis.ts"

/**
 * What a store uses of a client of Redis. A client that `createClient` of the package `redis` (5 or later) makes is one.
 *
 * @category models
 * @since 0.1.0
 */
export interface RedisClient {
  /**
   * Listens for the client's connection errors.
   *
   * @since 0.1.0
   */
  on(event: "error", listener: (error: unknown) => void): unknown
  /**
   * Connects and authenticates.
   *
   * @since 0.1.0
   */
  connect(): Promise<unknown>
  /**
   * Sends one command, and returns its reply.
   *
   * @since 0.1.0
   */
  sendCommand(args: Array<string>): Promise<unknown>
  /**
   * Ends the connection at once, whatever commands are under way.
   *
   * @since 0.1.0
   */
  destroy(): void
}

/** Whether a value has what a store uses of a client: those of `redis` 4 and of `ioredis` do not. */
export const isRedisClient = (value: unknown): value is RedisClient =>
  Predicate.isObject(value) &&
  ["on", "connect", "sendCommand", "destroy"].every((name) => name in value && Predicate.isFunction(value[name]))

/** A connection that is open. */
interface Opened {
  readonly send: RedisSend
  /** Fails when the connection breaks. */
  readonly broken: Deferred.Deferred<never, unknown>
}

/** A server that accepts a connection and then says nothing is given up after this time. */
const connectTimeout = "10 seconds"

/**
 * Effect's pool replaces a connection that is given back broken, unless it is being shut down; between closing its
 * connections and shutting down it pauses.
 */
const poolPause = "50 millis"

/** A command that was given up this long after it was sent, with no reply to any other since, condemns its connection. */
const silenceMillis = 1000

/** Owns the connection that is open, or being opened, now. */
class LazyConnection {
  private current: Deferred.Deferred<Opened, unknown> | undefined = undefined
  private readonly open: Effect.Effect<Opened, unknown, Scope.Scope>
  private readonly scope: Scope.Scope

  constructor(open: Effect.Effect<Opened, unknown, Scope.Scope>, scope: Scope.Scope) {
    this.open = open
    this.scope = scope
  }

  /** The open connection. Callers that come while it is opened wait for the same one. */
  readonly get: Effect.Effect<Opened, unknown> = Effect.suspend(() => {
    if (this.current !== undefined) return Deferred.await(this.current)
    const opening = Deferred.makeUnsafe<Opened, unknown>()
    this.current = opening
    const life = Effect.scoped(
      Effect.flatMap(this.open, (opened) => {
        Deferred.doneUnsafe(opening, Exit.succeed(opened))
        return Deferred.await(opened.broken)
      })
    )
    const over = (cause: Cause.Cause<unknown>) =>
      Effect.sync(() => {
        if (this.current === opening) this.current = undefined
        Deferred.doneUnsafe(opening, Exit.failCause(cause))
      })
    return Effect.andThen(
      Effect.forkIn(
        Effect.catchCause(
          Effect.onInterrupt(life, () => over(Cause.fail("closed"))),
          over
        ),
        this.scope
      ),
      Deferred.await(opening)
    )
  })

  readonly send: RedisSend = (command, ...args) => Effect.flatMap(this.get, ({ send }) => send(command, ...args))
}

/** Begun now, so that connecting costs the first step no time, and waited for only when a step needs it. */
const connect = /*#__PURE__*/ Effect.fnUntraced(function* (
  open: Effect.Effect<Opened, unknown, Scope.Scope>
): Effect.fn.Return<RedisSend, never, Scope.Scope> {
  const connection = new LazyConnection(open, yield* Effect.scope)
  yield* Effect.forkScoped(Effect.ignore(connection.get))
  return connection.send
})

const destroy = (client: RedisClient): Effect.Effect<void> => Effect.ignore(Effect.try(() => client.destroy()))

/** Sends through a client, and notices when Redis has fallen silent. */
const sendThrough = (client: RedisClient, broken: Opened["broken"]): RedisSend => {
  let replies = 0
  return (command, ...args) =>
    Effect.flatMap(Clock.currentTimeMillis, (sentAt) => {
      const before = replies
      return Effect.tryPromise(() => client.sendCommand([command, ...args])).pipe(
        Effect.tap(() => Effect.sync(() => void replies++)),
        Effect.tapError(({ cause }) => Effect.sync(() => void (isReply(cause) && replies++))),
        Effect.onInterrupt(() =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            if (replies > before || now - sentAt < silenceMillis) return
            Deferred.doneUnsafe(broken, Exit.fail("Redis has fallen silent"))
          })
        )
      )
    })
}

/** Whether an error is what Redis answered (`WRONGTYPE …`), so that the connection is good. */
const isReply = (error: unknown): boolean =>
  Predicate.hasProperty(error, "message") && Predicate.isString(error.message) && /^[A-Z]{3,} /.test(error.message)

/** `first` is a client that was made already and has not been connected. */
export const connectClient = (
  first: RedisClient,
  remake: Effect.Effect<RedisClient, unknown>
): Effect.Effect<RedisSend, never, Scope.Scope> => {
  let prepared: RedisClient | undefined = first
  const next = Effect.suspend(() => {
    const client = prepared === undefined ? remake : Effect.succeed(prepared)
    prepared = undefined
    return client
  })
  const open = Effect.gen(function* () {
    const client = yield* Effect.acquireRelease(next, destroy)
    const broken = Deferred.makeUnsafe<never, unknown>()
    client.on("error", (error) => Deferred.doneUnsafe(broken, Exit.fail(error)))
    const connected = Effect.timeout(
      Effect.tryPromise(() => client.connect()),
      connectTimeout
    )
    yield* Effect.raceFirst(connected, Deferred.await(broken))
    return { send: sendThrough(client, broken), broken }
  })
  return connect(open)
}

/**
 * A reserved connection of Effect's `Redis`. When the program ends, Effect closes reserved connections together with
 * their commands, but waits for those of the shared one. A command is never interrupted: Effect would reserve another
 * connection in place of its own, and wait for a server that has fallen silent.
 */
const reserve = /*#__PURE__*/ Effect.fnUntraced(function* (
  redis: Redis.Redis["Service"]
): Effect.fn.Return<Opened, unknown, Scope.Scope> {
  const reservation = yield* Scope.make()
  const connection = yield* Scope.provide(redis.reserve, reservation)
  const broken = Deferred.makeUnsafe<never, unknown>()
  let underWay = 0
  let isOver = false
  const giveBack = Effect.suspend(() =>
    isOver && underWay === 0
      ? Effect.forkDetach(Effect.delay(Scope.close(reservation, Exit.void), poolPause))
      : Effect.void
  )
  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      isOver = true
      return giveBack
    })
  )
  const send: RedisSend = (command, ...args) =>
    Effect.suspend(() => {
      underWay++
      return connection.send(command, ...args).pipe(
        Effect.tapError(({ cause }) =>
          Effect.sync(() => void (isReply(cause) || Deferred.doneUnsafe(broken, Exit.fail(cause))))
        ),
        Effect.ensuring(
          Effect.suspend(() => {
            underWay--
            return giveBack
          })
        ),
        Effect.forkDetach,
        Effect.flatMap(Fiber.join)
      )
    })
  return { broken, send }
})

/** Sends through Effect's `Redis`, which is connected already. */
export const connectService = (redis: Redis.Redis["Service"]): Effect.Effect<RedisSend, never, Scope.Scope> =>
  connect(reserve(redis))

/**
 * Sends through Effect's `Redis` of a layer that is built in the background, and again when its connection breaks. Its
 * end is not waited for: the client of a layer waits for a server that has fallen silent.
 */
export const connectLayer = (layer: Layer.Layer<Redis.Redis, unknown>): Effect.Effect<RedisSend, never, Scope.Scope> =>
  connect(
    Effect.gen(function* () {
      const built = yield* Scope.make()
      yield* Effect.addFinalizer((exit) => Effect.forkDetach(Scope.close(built, exit)))
      const building = apart(Layer.buildWithScope(layer, built))
      return yield* reserve(Context.get(yield* Effect.timeout(building, connectTimeout), Redis.Redis))
    })
  )
