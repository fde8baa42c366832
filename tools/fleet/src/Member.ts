/** One process of the fleet from its start to its end: a simulated process and what the ledger must know of it. */
import type { ProcessPlan, StoreKind } from "./program/Program.ts"
import type { Process } from "./simulation/Process.ts"

export class Member {
  readonly process: Process
  readonly plan: ProcessPlan
  readonly store: StoreKind
  /** Versions of the credentials that it has had. */
  readonly versions: Array<number>
  /** When its end began. */
  closingSince: number | undefined = undefined
  closedAt: number | undefined = undefined
  /** Until when its own time is not that of others: it was paused, or its clock was set. */
  private disturbedUntil = -Infinity

  constructor(process: Process, plan: ProcessPlan, store: StoreKind) {
    this.process = process
    this.plan = plan
    this.store = store
    this.versions = [plan.version]
  }

  disturbed(millis: number): void {
    this.disturbedUntil = Math.max(this.disturbedUntil, this.process.world.now + millis)
  }

  /** Whether its time went on as that of others from `at` to now. */
  wasDisturbed(at: number): boolean {
    return this.disturbedUntil >= at
  }

  get name(): string {
    return this.process.name
  }

  get version(): number {
    return this.versions.at(-1) ?? 0
  }

  /** Whether its sessions are shared with other processes. */
  get shares(): boolean {
    return this.store !== "none" && this.store !== "memory"
  }

  get isAlive(): boolean {
    return !this.process.isKilled && this.closingSince === undefined
  }
}
