/**
 * Counts bad logins as the administrator's lockout setting asks for.
 *
 * @since 0.1.0
 */
import type { Settings } from "./Options.ts"

/** The lockout state of one user. Times are milliseconds since the epoch. */
export class CrmcomLockout {
  readonly #setting: Settings["lockout"]
  #failures: Array<number> = []
  #lockedUntil = -Infinity

  constructor(setting: Settings["lockout"]) {
    this.#setting = setting
  }

  isLocked(now: number): boolean {
    return now < this.#lockedUntil
  }

  failed(now: number): void {
    const setting = this.#setting
    if (setting === undefined) return
    this.#failures = [...this.#failures.filter((at) => now - at < setting.window), now]
    if (this.#failures.length < setting.maxAttempts) return
    this.#failures = []
    this.#lockedUntil = now + setting.lock
  }

  succeeded(): void {
    this.#failures = []
  }

  lock(): void {
    this.#lockedUntil = Infinity
  }

  unlock(): void {
    this.#failures = []
    this.#lockedUntil = -Infinity
  }
}
