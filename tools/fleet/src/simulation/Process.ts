/**
 * One simulated process: a scheduler, a clock and random numbers of its own. Owns its queue of tasks and whether it
 * runs, is paused, or was killed. A killed process takes no further step: its queue is dropped and no finaliser runs.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Random from "effect/Random"
import * as Scheduler from "effect/Scheduler"
import type { Dice } from "./Dice.ts"
import type { World } from "./World.ts"

/** What a wall clock shows at the start of a run. */
const epoch = 1_700_000_000_000

export class Process {
  readonly name: string
  readonly world: World
  readonly context: Context.Context<never>
  readonly dice: Dice
  /** When it was not healthy: a step of its store failed, it slept, or its clock was set. */
  private readonly troubles: Array<{ readonly from: number; until: number }> = []
  /** True time that it has spent paused. */
  private pausedFor = 0
  private pausedSince: number | undefined = undefined
  private killed = false
  private stepsLeft = Infinity
  private offset: number
  private head = 0
  private tasks: Array<() => void> = []
  private isQueued = false

  constructor(world: World, name: string, options: { readonly offset: number; readonly quantum: number }) {
    this.world = world
    this.name = name
    this.offset = epoch + options.offset
    this.dice = world.dice.fork()
    const { dice } = this
    const nanos = () => BigInt(Math.round(this.wallClock() * 1000)) * 1000n
    const monotonic = () => BigInt(Math.round(world.now * 1000)) * 1000n
    const clock: Clock.Clock = {
      currentTimeMillisUnsafe: () => this.wallClock(),
      currentTimeMillis: Effect.sync(() => this.wallClock()),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: monotonic,
      monotonicTimeNanos: Effect.sync(monotonic),
      sleep: (duration) => this.sleep(Duration.toMillis(duration))
    }
    const dispatcher: Scheduler.SchedulerDispatcher = {
      scheduleTask: (task) => this.schedule(task),
      flush: () => undefined
    }
    this.context = Context.empty().pipe(
      Context.add(Clock.Clock, clock),
      Context.add(Scheduler.Scheduler, {
        executionMode: "async",
        // A fibre that gives way after few operations can be killed, or overtaken, between any two of them.
        shouldYield: (fiber) => fiber.currentOpCount >= options.quantum,
        makeDispatcher: () => dispatcher
      }),
      Context.add(Random.Random, {
        nextIntUnsafe: () => dice.below(0x1_0000_0000),
        nextDoubleUnsafe: () => dice.next()
      }),
      Context.add(Logger.CurrentLoggers, new Set<Logger.Logger<unknown, void>>())
    )
  }

  get isKilled(): boolean {
    return this.killed
  }

  get isPaused(): boolean {
    return this.pausedSince !== undefined
  }

  /** True time during which it could take steps, since it began. */
  get awake(): number {
    return (this.pausedSince ?? this.world.now) - this.pausedFor
  }

  wallClock(): number {
    return Math.floor(this.world.now + this.offset)
  }

  /** Notes that the process is not healthy now, nor for `millis` from now. */
  trouble(millis: number): void {
    const { now } = this.world
    const last = this.troubles.at(-1)
    if (last !== undefined && last.until >= now) last.until = Math.max(last.until, now + millis)
    else this.troubles.push({ from: now, until: now + millis })
  }

  /** Whether it was not healthy at some time from `from` to `until`. */
  wasTroubled(from: number, until = this.world.now): boolean {
    return this.troubles.some((trouble) => trouble.from <= until && from <= trouble.until)
  }

  setClock(by: number): void {
    this.offset += by
  }

  schedule(task: () => void): void {
    if (this.killed) return
    this.tasks.push(task)
    this.enqueue()
  }

  private enqueue(): void {
    if (this.isQueued || this.isPaused) return
    this.isQueued = true
    this.world.wake(this)
  }

  /** Takes one step. `false`: there is nothing left to do for now. */
  step(): boolean {
    const task = this.isPaused ? undefined : this.tasks[this.head]
    if (task === undefined) {
      this.isQueued = false
      return false
    }
    this.head++
    if (this.head === this.tasks.length) {
      this.tasks = []
      this.head = 0
    }
    task()
    if (--this.stepsLeft < 0) this.kill()
    if (this.head < this.tasks.length) return true
    this.isQueued = false
    return false
  }

  sleep(millis: number): Effect.Effect<void> {
    if (!Number.isFinite(millis)) return Effect.never
    return Effect.callback<void>((resume) => {
      const cancel = this.world.later(millis, () => this.schedule(() => resume(Effect.void)))
      return Effect.sync(cancel)
    })
  }

  run<A, E>(effect: Effect.Effect<A, E>): Fiber.Fiber<A, E> {
    return Effect.runForkWith(this.context)(effect)
  }

  pause(): void {
    this.pausedSince ??= this.world.now
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.pausedSince === undefined) return
    this.pausedFor += this.world.now - this.pausedSince
    this.pausedSince = undefined
    if (this.head < this.tasks.length) this.enqueue()
  }

  /** Kills it before its next step but `steps`. */
  killAfter(steps: number): void {
    if (steps === 0) this.kill()
    else this.stepsLeft = steps
  }

  kill(): void {
    if (this.killed) return
    this.world.note(() => `${this.name} is killed`)
    this.killed = true
    this.trouble(Infinity)
    this.tasks = []
    this.head = 0
  }
}
