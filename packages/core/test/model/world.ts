/** A world for one account, with a clock, a scheduler and random numbers that the test drives. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Random from "effect/Random"
import * as Scheduler from "effect/Scheduler"

/** Much cheaper than an assertion library's, and millions are made. */
export const hold = (condition: boolean, message: string): void => {
  if (!condition) throw new Error(message)
}

/** What runs at one moment comes to rest after far fewer. */
const mostTasks = 10_000

interface Sleep {
  readonly at: number
  readonly wake: () => void
}

export class World {
  /** Time that only goes on, in milliseconds; what a wall clock shows differs by `offset`. */
  elapsed = 0
  offset = 1_000_000_000
  sleeps: Array<Sleep> = []
  /** Assertions that failed inside a fibre, where the engine would take them for a defect of the driver. */
  readonly broken: Array<Error> = []
  readonly context: Context.Context<never>
  private tasks: Array<() => void> = []
  private depth = 0
  private ran = 0

  constructor() {
    const dispatcher: Scheduler.SchedulerDispatcher = {
      scheduleTask: (task) => void this.tasks.push(task),
      flush: () => this.settle()
    }
    const nanos = () => BigInt(this.now()) * 1_000_000n
    const clock: Clock.Clock = {
      currentTimeMillisUnsafe: () => this.now(),
      currentTimeMillis: Effect.sync(() => this.now()),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: nanos,
      monotonicTimeNanos: Effect.sync(nanos),
      sleep: (duration) => this.sleep(Duration.toMillis(duration))
    }
    this.context = Context.empty().pipe(
      Context.add(Clock.Clock, clock),
      Context.add(Scheduler.Scheduler, {
        executionMode: "async",
        shouldYield: (fiber) => fiber.currentOpCount >= 2048,
        makeDispatcher: () => dispatcher
      }),
      Context.add(Random.Random, { nextIntUnsafe: () => 1, nextDoubleUnsafe: () => 0.5 }),
      Context.add(Logger.CurrentLoggers, new Set<Logger.Logger<unknown, void>>())
    )
  }

  readonly guard = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.tapDefect(effect, (defect) =>
      Effect.sync(() => {
        if (defect instanceof Error) this.broken.push(defect)
      })
    )

  now(): number {
    return this.elapsed + this.offset
  }

  sleep(millis: number): Effect.Effect<void> {
    return Effect.callback<void>((resume) => {
      const sleep = { at: this.elapsed + millis, wake: () => resume(Effect.void) }
      const index = this.sleeps.findIndex(({ at }) => at > sleep.at)
      this.sleeps.splice(index === -1 ? this.sleeps.length : index, 0, sleep)
      return Effect.sync(() => {
        this.sleeps = this.sleeps.filter((other) => other !== sleep)
      })
    })
  }

  /** Runs everything that can run now. */
  settle(): void {
    if (this.depth++ === 0) this.ran = 0
    for (let task = this.tasks.shift(); task !== undefined; task = this.tasks.shift()) {
      if (++this.ran > mostTasks) this.tasks = []
      else task()
    }
    this.depth--
    if (this.depth === 0) hold(this.ran <= mostTasks, "something goes round in circles")
  }

  advance(millis: number): void {
    const end = this.elapsed + millis
    this.settle()
    for (let next = this.sleeps[0]; next !== undefined && next.at <= end; next = this.sleeps[0]) {
      this.sleeps.shift()
      this.elapsed = Math.max(this.elapsed, next.at)
      next.wake()
      this.settle()
    }
    this.elapsed = end
  }

  /** Nothing waits for time or for its turn. */
  isIdle(): boolean {
    return this.sleeps.length === 0 && this.tasks.length === 0
  }
}
