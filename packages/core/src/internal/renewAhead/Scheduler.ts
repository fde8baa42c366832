/** Runs tasks when they are due: one heap, and one fibre that is alive only while something is scheduled. */
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import { Heap, type Placed } from "./DeadlineHeap.ts"
import type { Surroundings } from "../account/runtime.ts"

/** Something to do at a time. `run` must not take long: it starts fibres for what does. */
export interface Task extends Placed {
  run(now: number): void
}

export class Scheduler {
  readonly tasks = new Heap<Task>()
  private readonly around: Pick<Surroundings, "now" | "fork">
  private fiber: Fiber.Fiber<void> | undefined = undefined
  private wakeAt = Infinity
  private running = false
  private closed = false

  constructor(around: Pick<Surroundings, "now" | "fork">) {
    this.around = around
  }

  /** Schedules a task, or moves it. One that is put back while tasks run has its turn a millisecond later. */
  set(task: Task, time: number): void {
    if (this.closed) return
    this.tasks.set(task, this.running ? Math.max(time, this.around.now() + 1) : time)
    this.arm()
  }

  remove(task: Task): void {
    this.tasks.remove(task)
    this.arm()
  }

  close(): void {
    this.closed = true
    this.tasks.clear()
    this.arm()
  }

  /** A fibre that wakes too early looks again; one that would wake too late is replaced. */
  private arm(): void {
    if (this.running) return
    const next = this.tasks.firstAt
    if (next === Infinity) {
      this.stop()
    } else if (this.fiber === undefined || next < this.wakeAt) {
      this.stop()
      this.wakeAt = next
      this.fiber = this.around.fork(
        Effect.andThen(
          Effect.sleep(Math.max(1, next - this.around.now())),
          Effect.sync(() => this.tick())
        )
      )
    }
  }

  private stop(): void {
    const fiber = this.fiber
    this.fiber = undefined
    this.wakeAt = Infinity
    fiber?.interruptUnsafe()
  }

  private tick(): void {
    this.fiber = undefined
    this.running = true
    while (this.tasks.firstAt <= this.around.now()) this.tasks.shift()?.run(this.around.now())
    this.running = false
    this.arm()
  }
}
