/** Processes that share a store, as managers with nothing else in common. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import type { SessionDriver } from "../../src/Driver.ts"
import type { SessionEvent, SessionManager } from "../../src/index.ts"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import type { SessionManagerOptions } from "../../src/SessionManager.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"

export const key = Redacted.make("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMyYnk=")
export const otherKey = Redacted.make("b3RoZXItLW90aGVyLS1vdGhlci0tb3RoZXItLTMyYnk=")

export const sharing = {
  codec: Schema.Redacted(Schema.String),
  account: () => ["user"]
} satisfies SessionDriver<Redacted.Redacted, string>["sharing"]

type Options = SessionManagerOptions & {
  readonly backend?: SessionStoreBackend
  readonly store?: SessionStore.SessionStoreOptions
  readonly driver?: Partial<SessionDriver<Redacted.Redacted, string>>
  /** How far its clock is off, in milliseconds. */
  readonly skew?: number
}

export class Processes {
  readonly account = new Account()
  private memory: SessionStoreBackend | undefined = undefined

  start(options: Options = {}): Effect.Effect<SessionManager<Redacted.Redacted>, never, Scope.Scope> {
    const { driver, skew = 0, store = { key }, backend: given, ...rest } = options
    return Effect.gen({ self: this }, function* () {
      const clock = yield* Clock.Clock
      const backend = given ?? (this.memory ??= memoryBackend(() => clock.currentTimeMillisUnsafe()))
      const shifted: Clock.Clock = Object.assign(Object.create(clock), {
        currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + skew,
        currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + skew)
      })
      const shared = yield* Effect.orDie(SessionStore.make(backend, store))
      return yield* this.account
        .manager({ sharing, ...driver }, rest)
        .pipe(Effect.provideService(SessionStore.SessionStore, shared), Effect.provideService(Clock.Clock, shifted))
    })
  }
}

/** Lets time go by in small steps, and the platform's own promises with it. */
export const pass = (millis: number, step = 100): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (let passed = 0; passed < millis; passed += step) {
      yield* settle
      yield* TestClock.adjust(Math.min(step, millis - passed))
    }
    yield* settle
  })

let asked = 0
const answered = () => void asked--

/** Web Crypto answers in its own time, which no test clock knows: what it is asked for is counted. */
const counted = new Proxy(crypto.subtle, {
  get: (subtle, name) => {
    const member: unknown = Reflect.get(subtle, name)
    if (typeof member !== "function") return member
    return (...given: ReadonlyArray<unknown>): unknown => {
      asked++
      const answer: unknown = Reflect.apply(member, subtle, given)
      void Promise.resolve(answer).then(answered, answered)
      return answer
    }
  }
})
Object.defineProperty(crypto, "subtle", { value: counted, configurable: true })

/** Waits until Web Crypto has answered everything, and is asked nothing more. */
export const settle = Effect.promise(async () => {
  for (let quiet = 0; quiet < 5; quiet = asked === 0 ? quiet + 1 : 0) {
    await new Promise((resolve) => setImmediate(resolve))
  }
})

export const secretOf = ({ value }: { readonly value: Redacted.Redacted }): string => Redacted.value(value)

/** What a store was reported for. */
export const storeFailures = (events: ReadonlyArray<SessionEvent>) =>
  events.flatMap((event) => (event._tag === "StoreFailed" ? [event.reason.detail] : []))

/** All events of a manager so far. */
export const watch = (events: Stream.Stream<SessionEvent>) =>
  Effect.gen(function* () {
    const seen: Array<SessionEvent> = []
    yield* Effect.forkChild(Stream.runForEach(events, (event) => Effect.sync(() => void seen.push(event))))
    yield* settle
    return seen
  })
