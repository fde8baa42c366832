/**
 * Runs tasks when they are due. Owns one heap, and one fibre that is there only while something is scheduled.
 */
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import { DeadlineHeap } from "./DeadlineHeap.ts"
import type { Runtime } from "../account/runtime.ts"

/** Something to do at a time. `run` must not take long: it starts fibres for what does. */
export interface Task {
  run(now: number): void
}

export class Scheduler {
  readonly #tasks = new DeadlineHeap<Task>()
  readonly #runtime: Pick<Runtime, "now" | "fork">
  #fiber: Fiber.Fiber<void> | undefined = undefined
  #wakeAt = Infinity
  #running = false
  #closed = false

  constructor(runtime: Pick<Runtime, "now" | "fork">) {
    this.#runtime = runtime
  }

  /** Schedules a task, or moves it. One that is put back while tasks run has its turn a millisecond later. */
  set(task: Task, time: number): void {
    if (this.#closed) return
    this.#tasks.set(task, this.#running ? Math.max(time, this.#runtime.now() + 1) : time)
    this.#arm()
  }

  /** Everything that is scheduled, in no order. */
  all(): ReadonlyArray<Task> {
    return this.#tasks.all()
  }

  has(task: Task): boolean {
    return this.#tasks.has(task)
  }

  remove(task: Task): void {
    this.#tasks.remove(task)
    this.#arm()
  }

  close(): void {
    this.#closed = true
    this.#tasks.clear()
    this.#arm()
  }

  /** A fibre that wakes too early looks again; one that would wake too late is replaced. */
  #arm(): void {
    if (this.#running) return
    const next = this.#tasks.firstAt
    if (next === Infinity) {
      this.#stop()
    } else if (this.#fiber === undefined || next < this.#wakeAt) {
      this.#stop()
      this.#wakeAt = next
      this.#fiber = this.#runtime.fork(
        Effect.andThen(
          Effect.sleep(Math.max(1, next - this.#runtime.now())),
          Effect.sync(() => this.#tick())
        )
      )
    }
  }

  #stop(): void {
    const fiber = this.#fiber
    this.#fiber = undefined
    this.#wakeAt = Infinity
    fiber?.interruptUnsafe()
  }

  #tick(): void {
    this.#fiber = undefined
    this.#running = true
    while (this.#tasks.firstAt <= this.#runtime.now()) this.#tasks.shift()?.run(this.#runtime.now())
    this.#running = false
    this.#arm()
  }
}
