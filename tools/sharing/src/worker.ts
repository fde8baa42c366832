/** A process under test. It does what it is told over the channel that it was started with. */
import type { SessionManager } from "@crm-auth/core"
import * as SessionStore from "@crm-auth/core/SessionStore"
import { reasonTag } from "@crm-auth/core/test"
import { KayakoSession, makeKayako } from "@crm-auth/kayako"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Scope from "effect/Scope"
import { createHash } from "node:crypto"
import process from "node:process"
import { createClient } from "redis"
import { type ProcessStep, timeNow } from "./history.ts"
import type { Account, Answer, Numbered, Opening, Order, Outcome, Place, Report } from "./messages.ts"

const key = Redacted.make(createHash("sha256").update("a key for tests").digest("base64"))

const storeAt = (place: Place, lease: number) =>
  place.kind === "redis"
    ? SessionStore.layerRedisClient({
        key,
        lease,
        client: () => createClient({ socket: { host: "127.0.0.1", port: place.port, tls: false } })
      })
    : SessionStore.layerFile({ key, lease, directory: place.directory }).pipe(Layer.provide(NodeFileSystem.layer))

const report = (reported: ProcessStep): void => void process.send?.({ at: timeNow(), reported } satisfies Report)

/** A process that does not run for this long is told of, in milliseconds. */
const stall = 500

let lookedAt = timeNow()
setInterval(() => {
  const now = timeNow()
  const millis = now - lookedAt
  lookedAt = now
  if (millis > stall) report({ step: "stalled", millis })
}, stall / 5).unref()

let obtains = 0

/** Reports each step that this process takes to get a session. */
const reporting = (inner: SessionStore.SharedSessions): SessionStore.SharedSessions => ({
  ...inner,
  obtain: (request) =>
    Effect.suspend(() => {
      const which = { obtain: ++obtains, account: String(request.account.findLast(Predicate.isString)) }
      report({ step: "obtaining", ...which })
      const login = Effect.suspend(() => {
        report({ step: "loggingIn", ...which })
        return Effect.onExit(request.login, (exit) =>
          Effect.sync(() =>
            report({ step: "loggedIn", session: Exit.isSuccess(exit) ? hashOf(exit.value) : undefined, ...which })
          )
        )
      })
      return Effect.onExit(inner.obtain({ ...request, login }), (exit) =>
        Effect.sync(() => {
          const outcome = Exit.isSuccess(exit) ? exit.value : undefined
          const isSession = outcome !== undefined && outcome._tag !== "refused"
          report({
            step: "obtained",
            outcome: outcome?._tag ?? "failed",
            session: isSession ? hashOf(outcome.session) : undefined,
            place: isSession ? outcome.slot : undefined,
            ...which
          })
        })
      )
    })
})

const reportingStore = (place: Place, lease: number) =>
  Layer.effect(
    SessionStore.SessionStore,
    Effect.map(SessionStore.SessionStore, (store) => store && reporting(store))
  ).pipe(Layer.provide(storeAt(place, lease)))

const shiftedClock = (skew: number) =>
  Layer.effect(
    Clock.Clock,
    Clock.clockWith((clock) =>
      Effect.succeed<Clock.Clock>(
        Object.assign(Object.create(clock), {
          currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + skew,
          currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + skew)
        })
      )
    )
  )

const quiet = Layer.succeed(References.MinimumLogLevel, "Fatal")

class Manager {
  private readonly runtime: ManagedRuntime.ManagedRuntime<HttpClient.HttpClient | Scope.Scope, unknown>
  private readonly opening: Opening
  private manager: SessionManager<KayakoSession> | undefined

  constructor(opening: Opening) {
    this.opening = opening
    this.runtime = ManagedRuntime.make(
      Layer.mergeAll(
        FetchHttpClient.layer,
        reportingStore(opening.place, opening.lease),
        Layer.effect(Scope.Scope, Effect.scope)
      ).pipe(Layer.provideMerge(Layer.merge(shiftedClock(opening.skew), quiet)))
    )
  }

  private make({ password, username }: Account) {
    return makeKayako({
      loginTimeout: "80 seconds",
      parallelSessions: this.opening.parallel,
      url: this.opening.url,
      username,
      password: Redacted.make(password)
    })
  }

  async open(): Promise<void> {
    this.manager = await this.runtime.runPromise(this.make(this.opening.account))
  }

  async close(): Promise<void> {
    await this.runtime.dispose()
    report({ step: "closed" })
  }

  run(order: Order): Promise<Outcome> {
    const { manager } = this
    if (manager === undefined) return Promise.resolve(nothing)
    switch (order.do) {
      case "ask":
        return this.runtime.runPromise(gather(Array.from({ length: order.callers }, () => sessionOf(manager))))
      case "call": {
        const call = manager.client.post("/staffapi/index.php?/Core/Default/GetInfo")
        const one = Effect.andThen(call, sessionOf(manager))
        return this.runtime.runPromise(gather(Array.from({ length: order.callers }, () => one)))
      }
      case "renew":
        return this.runtime.runPromise(
          gather([Effect.map(Effect.flatMap(manager.session, manager.renew), ({ value }) => ({ id: hash(value) }))])
        )
      case "many":
        return this.runtime.runPromise(
          gather(
            order.accounts.map((account) =>
              Effect.map(
                Effect.flatMap(this.make(account), ({ session }) => session),
                ({ value }) => ({ id: hash(value), foreign: value.staffId !== account.staffId })
              )
            )
          )
        )
      default:
        return Promise.resolve(nothing)
    }
  }
}

const nothing: Outcome = { answered: 0, refused: {}, sessions: [], foreign: 0 }

/** A session by a name that tells nothing of it. */
const hash = ({ sessionId }: KayakoSession): string =>
  createHash("sha256").update(Redacted.value(sessionId)).digest("hex").slice(0, 8)

/** The same of a session of any vendor: all are of Kayako here. */
const hashOf = ({ value }: { readonly value: unknown }): string | undefined =>
  value instanceof KayakoSession ? hash(value) : undefined

const sessionOf = ({ session }: SessionManager<KayakoSession>) =>
  Effect.map(session, ({ value }) => ({ id: hash(value) }))

interface One {
  readonly id: string
  readonly foreign?: boolean
}

const gather = <R>(callers: ReadonlyArray<Effect.Effect<One, unknown, R>>): Effect.Effect<Outcome, never, R> =>
  Effect.map(
    Effect.forEach(
      callers,
      Effect.match({
        onSuccess: (one) => ({ ok: true, one }) as const,
        onFailure: (error) => ({ ok: false, reason: reasonTag(error) }) as const
      }),
      { concurrency: "unbounded" }
    ),
    (all) => {
      const refused: Record<string, number> = {}
      for (const answer of all) if (!answer.ok) refused[answer.reason] = (refused[answer.reason] ?? 0) + 1
      const ones = all.flatMap((answer) => (answer.ok ? [answer.one] : []))
      return {
        answered: ones.length,
        refused,
        sessions: [...new Set(ones.map(({ id }) => id))],
        foreign: ones.filter(({ foreign }) => foreign === true).length
      }
    }
  )

let current: Manager | undefined

const obey = async (order: Order): Promise<Outcome> => {
  if (order.do === "open") {
    current = new Manager(order)
    await current.open()
    return nothing
  }
  if (order.do === "close") {
    await current?.close()
    current = undefined
    return nothing
  }
  return current?.run(order) ?? nothing
}

process.on("message", ({ id, order }: Numbered) => {
  const say = (outcome: Outcome) => process.send?.({ answers: id, outcome } satisfies Answer)
  void obey(order).then(say, (error) => say({ ...nothing, refused: { [String(error)]: 1 } }))
})
process.on("disconnect", () => process.exit(0))
process.send?.("ready")
