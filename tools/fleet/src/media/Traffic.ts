/**
 * The way between the processes and one shared place, with all that can go wrong on it. Owns how many calls were made
 * and which of them go wrong. A call is late, lost before or after it was applied, applied twice, or refused; or the
 * place is out of order for a while.
 */
import * as Effect from "effect/Effect"
import type { Process } from "../simulation/Process.ts"
import type { World } from "../simulation/World.ts"

/**
 * - `late`, `lateAnswer`: takes `millis` longer to be applied, or to be answered.
 * - `lost`: never applied and never answered. `lostAnswer`: applied and never answered.
 * - `twice`: applied twice, and answered twice; the first answer counts. `again`: the same, but the first answer is
 *   lost, as when a connection is made anew and the command sent again.
 * - `refused`: fails with one of the errors that the place has, and is not applied. `refusedLate`: fails, but was
 *   applied.
 */
export type CallFault =
  | { readonly kind: "late" | "lateAnswer"; readonly millis: number }
  | { readonly kind: "lost" | "lostAnswer" | "twice" | "again" }
  | { readonly kind: "refused" | "refusedLate"; readonly error: number }

/** `up`, or for a while: every call hangs, is refused, or takes `millis` longer. */
export type Condition =
  | { readonly kind: "up" }
  | { readonly kind: "hangs" }
  | { readonly kind: "refuses"; readonly error: number }
  | { readonly kind: "slow"; readonly millis: number }

/** An answer, or an error that the place has. */
export type Answer<A, E> = { readonly ok: A } | { readonly error: E }

const print = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? Number(inner) : inner)).slice(0, 200)

const up: Condition = { kind: "up" }

export class Traffic<E> {
  readonly world: World
  private readonly latency: number
  private readonly errors: ReadonlyArray<E>
  private readonly faults = new Map<number, CallFault>()
  private condition: Condition = up
  private until = 0
  private calls = 0
  private readonly onFault: (process: Process, millis: number) => void
  private readonly lostFor: { readonly millis: number; readonly error: E } | undefined

  /**
   * `latency`: the longest that a healthy call takes in each direction. `onFault` is told who met a fault, and how much
   * longer its call takes. `lostFor`: after this time the caller of a lost call gets an error; without it, none ever.
   */
  constructor(
    world: World,
    options: {
      readonly latency: number
      readonly errors: ReadonlyArray<E>
      readonly onFault: (process: Process, millis: number) => void
      readonly lostFor?: { readonly millis: number; readonly error: E }
    }
  ) {
    this.world = world
    this.latency = options.latency
    this.errors = options.errors
    this.onFault = options.onFault
    this.lostFor = options.lostFor
  }

  /** The call after the next `skip` goes wrong. */
  plan(skip: number, fault: CallFault): void {
    this.faults.set(this.calls + skip, fault)
  }

  setCondition(condition: Condition, millis: number): void {
    this.condition = condition
    this.until = this.world.now + millis
  }

  /** Ends all trouble: calls that were lost stay lost. */
  heal(): void {
    this.faults.clear()
    this.condition = up
  }

  private get current(): Condition {
    return this.world.now < this.until ? this.condition : up
  }

  private error(index: number): E {
    const error = this.errors[index % this.errors.length]
    if (error === undefined) throw new Error("this place has no errors")
    return error
  }

  private takes(): number {
    return this.latency === 0 ? 0 : this.world.dice.below(this.latency + 1)
  }

  /** Does something at the place for a process. `apply` runs when the call arrives. */
  call<A>(process: Process, what: string, apply: () => Answer<A, E>): Effect.Effect<A, E> {
    return this.callWith<A>(process, what, (answer) => answer(apply()))
  }

  /** The same where the place takes its time to answer. */
  callWith<A>(
    process: Process,
    what: string,
    apply: (answer: (result: Answer<A, E>) => void) => void
  ): Effect.Effect<A, E> {
    return Effect.callback<A, E>((resume) => {
      if (process.isKilled) return
      const { current, world } = this
      const fault = this.faults.get(this.calls)
      this.faults.delete(this.calls++)
      if (fault !== undefined || current.kind !== "up") {
        this.onFault(process, fault !== undefined && "millis" in fault ? fault.millis : 0)
        world.note(() => `${process.name}: ${what} meets ${JSON.stringify(fault ?? current)}`)
      }
      const answer = (result: Answer<A, E>) =>
        process.schedule(() => resume("ok" in result ? Effect.succeed(result.ok) : Effect.fail(result.error)))
      const lost = () => {
        const { lostFor } = this
        if (lostFor !== undefined) world.later(lostFor.millis, () => answer({ error: lostFor.error }))
      }
      if (current.kind === "hangs" || fault?.kind === "lost") {
        lost()
        return
      }
      if (current.kind === "refuses") {
        world.later(this.takes(), () => answer({ error: this.error(current.error) }))
        return
      }
      const slow = current.kind === "slow" ? current.millis : 0
      const there = slow + this.takes() + (fault?.kind === "late" ? fault.millis : 0)
      const back = this.takes() + (fault?.kind === "lateAnswer" ? fault.millis : 0)
      if (fault?.kind === "refused") {
        world.later(there + back, () => answer({ error: this.error(fault.error) }))
        return
      }
      const report = (result: Answer<A, E>) => {
        world.note(() => `${process.name}: ${what} → ${print(result)}`)
        if (fault?.kind === "lostAnswer") lost()
        else
          world.later(back, () => answer(fault?.kind === "refusedLate" ? { error: this.error(fault.error) } : result))
      }
      const ignore = () => undefined
      world.later(there, () => {
        if (fault?.kind === "again") apply(ignore)
        apply(report)
        if (fault?.kind === "twice") apply(ignore)
      })
    })
  }
}
