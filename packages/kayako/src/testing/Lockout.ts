/**
 * Counts failed logins per user name, over all staff interfaces of a desk.
 *
 * @since 0.1.0
 */
import { decodeAgain } from "./Request.ts"

/**
 * A sliding window of failures: the failure after the last allowed one locks, until enough of them are older than the
 * window. Success resets nothing, and what is tried while locked is not recorded. Without limits nothing is counted.
 */
export class KayakoLockout {
  readonly limits: { readonly retries: number; readonly window: number } | undefined
  readonly #failures = new Map<string, { times: ReadonlyArray<number>; told: boolean }>()

  constructor(limits: { readonly retries: number; readonly window: number } | undefined) {
    this.limits = limits
  }

  /** How many failures of that name count now. The name is decoded once more than the form was. */
  count(username: string, now: number): number {
    const { limits } = this
    if (limits === undefined) return 0
    const times = this.#entry(username).times.filter((time) => now - time < limits.window)
    this.#entry(username).times = times
    return times.length
  }

  isLocked(username: string, now: number): boolean {
    return this.limits !== undefined && this.count(username, now) > this.limits.retries
  }

  record(username: string, now: number): void {
    if (this.limits === undefined || this.isLocked(username, now)) return
    const entry = this.#entry(username)
    entry.times = [...entry.times, now]
    entry.told = false
  }

  /** The minutes that the text about the lock names: the window's the first time, then seconds, called minutes. */
  minutesTold(username: string, now: number): number {
    const entry = this.#entry(username)
    const window = this.limits?.window ?? 0
    const minutes = entry.told ? (window - (now - (entry.times.at(-1) ?? now))) / 1000 : window / 60_000
    entry.told = true
    return Math.ceil(minutes)
  }

  unlock(username: string): void {
    this.#failures.delete(decodeAgain(username))
  }

  #entry(username: string): { times: ReadonlyArray<number>; told: boolean } {
    const name = decodeAgain(username)
    const entry = this.#failures.get(name) ?? { times: [], told: false }
    this.#failures.set(name, entry)
    return entry
  }
}
