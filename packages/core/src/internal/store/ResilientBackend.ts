/**
 * Keeps a store's failures from callers: no step takes long, and a step that fails is as if there were no store. Owns
 * what is known of the store's health.
 */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Semaphore from "effect/Semaphore"
import { StoreFailure } from "../../Reason.ts"
import { apart } from "./apart.ts"
import type { RecordToWrite, SessionStoreBackend, StoredRecord } from "./backend.ts"

/**
 * Maximum concurrent reads and lease attempts, so that a thousand accounts starting at once do not time each other out.
 * Steps taken under a lease are not limited.
 */
const concurrency = 32

/**
 * A step may take this many times the timeout while the store answers others: it is busy, and not down. A step that is
 * lost under a lease takes so long, too, and another process waits for that lease: with what slow steps may cost it, it
 * must still meet its login's deadline.
 */
const patience = 3

/** A process that was paused, or kept busy, finds its deadline past before it has read the answer. */
const grace = "50 millis"

/** A store that failed is left alone for this time. */
const restMillis = 5000

type Report = (failure: StoreFailure) => void

/** The steps of a store. `undefined`: the step failed; the first failure of an outage was reported and logged. */
export interface ResilientBackend {
  readonly read: (
    key: string,
    report: Report
  ) => Effect.Effect<{ readonly found: StoredRecord | undefined } | undefined>
  readonly tryAcquire: (key: string, token: string, report: Report) => Effect.Effect<boolean | undefined>
  /** `false`: the step failed. */
  readonly extend: (key: string, token: string, report: Report) => Effect.Effect<boolean>
  readonly write: (
    key: string,
    token: string,
    record: RecordToWrite,
    report: Report
  ) => Effect.Effect<boolean | undefined>
  readonly release: (key: string, token: string, report: Report) => Effect.Effect<void>
  readonly remove: (key: string, id: string, report: Report) => Effect.Effect<void>
  /** Whether the store failed when it was asked last. */
  readonly isDown: () => boolean
}

const absent: Effect.Effect<undefined> = Effect.undefined

export const resilient = (
  backend: SessionStoreBackend,
  options: { readonly leaseMillis: number; readonly timeout: Duration.Input }
): ResilientBackend => {
  const { leaseMillis, timeout } = options
  let isDown = false
  let restsUntil = -Infinity
  let answers = 0
  const inTurn = Semaphore.makeUnsafe(concurrency).withPermits(1)

  const failed = (failure: StoreFailure, report: Report) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      restsUntil = now + restMillis
      if (isDown) return Effect.void
      isDown = true
      report(failure)
      return Effect.logWarning("the session store fails; until it is back, sessions are not shared").pipe(
        Effect.annotateLogs({ store: backend.name, detail: failure.detail })
      )
    })

  const answered = Effect.suspend(() => {
    answers++
    if (!isDown) return Effect.void
    isDown = false
    return Effect.annotateLogs(Effect.logInfo("the session store is back"), { store: backend.name })
  })

  const late = Effect.gen(function* () {
    for (let round = 1; ; round++) {
      const before = answers
      yield* Effect.sleep(timeout)
      yield* Effect.sleep(grace)
      if (answers === before || round === patience) {
        return yield* new StoreFailure({ detail: "the store does not answer in time" })
      }
    }
  })

  const isResting = Effect.map(Clock.currentTimeMillis, (now) => {
    // If more than `restMillis` of a rest is left, the clock was set back: the store is tried again, and that for good.
    if (restsUntil - now > restMillis) restsUntil = -Infinity
    return now < restsUntil
  })

  const step = <A>(effect: Effect.Effect<A, StoreFailure>, report: Report): Effect.Effect<A | undefined> =>
    Effect.flatMap(isResting, (resting) => {
      if (resting) return absent
      return apart(effect).pipe(
        Effect.raceFirst(late),
        Effect.catchDefect(() => Effect.fail(new StoreFailure({ detail: "the store ended in a defect" }))),
        Effect.tap(() => answered),
        Effect.catch((failure) => Effect.andThen(failed(failure, report), absent))
      )
    })

  /** A lease that arrives after its caller stopped waiting is given back, because it would keep every process out. */
  const acquire = (key: string, token: string): Effect.Effect<boolean, StoreFailure> =>
    Effect.gen(function* () {
      const context = yield* Effect.context()
      const fiber = yield* Effect.forkDetach(backend.acquire(key, token, leaseMillis))
      return yield* Fiber.join(fiber).pipe(
        Effect.onInterrupt(() =>
          Effect.sync(() => {
            fiber.addObserver((exit) => {
              if (Exit.isSuccess(exit) && exit.value) {
                Effect.runForkWith(context)(Effect.ignore(backend.release(key, token)))
              }
            })
          })
        )
      )
    })

  /** A lease that is kept while the store rests keeps other processes waiting. The caller does not wait for this. */
  const release = (key: string, token: string): Effect.Effect<void> =>
    apart(backend.release(key, token)).pipe(
      Effect.raceFirst(late),
      Effect.ignoreCause,
      Effect.forkDetach({ startImmediately: true }),
      Effect.asVoid
    )

  return {
    read: (key, report) =>
      inTurn(
        step(
          Effect.map(backend.read(key), (found) => ({ found })),
          report
        )
      ),
    tryAcquire: (key, token, report) => inTurn(step(acquire(key, token), report)),
    extend: (key, token, report) =>
      Effect.map(step(Effect.as(backend.extend(key, token, leaseMillis), true), report), (done) => done === true),
    write: (key, token, record, report) =>
      Effect.flatMap(isResting, (resting) =>
        resting ? Effect.succeed(false) : step(backend.write(key, token, record), report)
      ),
    release: (key, token, report) =>
      Effect.flatMap(isResting, (resting) =>
        resting ? release(key, token) : Effect.asVoid(step(backend.release(key, token), report))
      ),
    remove: (key, id, report) => Effect.asVoid(step(backend.remove(key, id), report)),
    isDown: () => isDown
  }
}
