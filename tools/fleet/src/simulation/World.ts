/**
 * The world of one run: true time, what happens later, and which process takes the next step. Nothing moves unless
 * `advance` says so.
 */
import { Dice } from "./Dice.ts"
import { EventQueue } from "./EventQueue.ts"

/** A promise broken by the library. Anything else that is thrown is a fault of the simulation. */
export class Violation extends Error {
  override readonly name = "Violation"
}

/** At one moment everything comes to rest after far fewer steps. */
const mostSteps = 200_000

/** Turns of the event loop without news after which no promise is pending any more. */
const quietTurns = 3

/** Something that takes steps in the world: a process. */
interface Steps {
  /** Takes one step. `false`: there is nothing left to do for now. */
  step(): boolean
}

export class World {
  /** True time in milliseconds; it only goes on. */
  now = 0
  readonly dice: Dice
  /** Told what happens. Texts cost more than the rest of a run: without it, none is made. */
  private readonly onNote: ((line: string) => void) | undefined
  private readonly events = new EventQueue()
  private runnable: Array<Steps> = []
  private broken: Error | undefined = undefined
  /** Operations of Web Crypto that have not ended, and what to do with their results, in the order of their start. */
  private offLoop: Array<{ deliver: (() => void) | undefined }> = []

  constructor(seed: number, onNote?: (line: string) => void) {
    this.dice = new Dice(seed)
    this.onNote = onNote
  }

  note(what: () => string): void {
    this.onNote?.(`${String(Math.round(this.now)).padStart(9)} ${what()}`)
  }

  /** Reports a broken promise. It is thrown by `advance`: thrown here, a fibre would take it for a defect. */
  fail(message: string): void {
    this.note(() => `BROKEN: ${message}`)
    this.broken ??= new Violation(message)
  }

  hold(condition: boolean, message: () => string): void {
    if (!condition) this.fail(message())
  }

  /** Reports an error of the simulation itself. */
  crash(error: Error): void {
    this.broken ??= error
  }

  later(millis: number, run: () => void): () => void {
    return this.events.add(this.now + Math.max(0, millis), run)
  }

  /** Called by a process that has something to do. */
  wake(process: Steps): void {
    this.runnable.push(process)
  }

  /** Runs something that completes off the loop. Results are delivered in the order of the calls, so that runs replay. */
  await(start: () => Promise<() => void>): void {
    const entry: { deliver: (() => void) | undefined } = { deliver: undefined }
    this.offLoop.push(entry)
    const done = (deliver: () => void) => {
      entry.deliver = deliver
    }
    start().then(done, (error: unknown) =>
      done(() => this.crash(error instanceof Error ? error : new Error(String(error))))
    )
  }

  /** One step of one process, chosen at random. `false`: no process has anything to do. */
  private step(): boolean {
    const { runnable } = this
    if (runnable.length === 0) return false
    const index = runnable.length === 1 ? 0 : this.dice.below(runnable.length)
    const process = runnable[index]
    if (process === undefined || !process.step()) {
      const last = runnable.pop()
      if (last !== undefined && index < runnable.length) runnable[index] = last
    }
    return true
  }

  private settle(): void {
    for (let steps = 0; this.step();) {
      if (this.broken !== undefined) throw this.broken
      if (++steps > mostSteps) throw new Violation("the fleet goes round in circles and never comes to rest")
    }
    if (this.broken !== undefined) throw this.broken
  }

  private next(end: number): boolean {
    const at = this.events.nextAt
    if (at > end) {
      this.now = Math.max(this.now, end)
      return false
    }
    this.now = Math.max(this.now, at)
    this.events.pop()?.()
    return true
  }

  /** Lets time go by. */
  advance(millis: number): void {
    const end = this.now + millis
    do this.settle()
    while (this.next(end))
  }

  /** The same where promises of the platform are part of the run: before time goes on, all of them have ended. */
  async advanceWithPromises(millis: number): Promise<void> {
    const end = this.now + millis
    do {
      this.settle()
      await this.quiet()
    } while (this.next(end))
  }

  private async quiet(): Promise<void> {
    for (let turns = 0; turns < quietTurns; turns++) {
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
      const { offLoop } = this
      if (offLoop.length > 0) {
        turns = -1
        if (offLoop.some(({ deliver }) => deliver === undefined)) continue
        this.offLoop = []
        for (const { deliver } of offLoop) deliver?.()
      }
      if (this.runnable.length > 0) {
        this.settle()
        turns = -1
      }
    }
  }
}
