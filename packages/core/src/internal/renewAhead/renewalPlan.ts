/** The arithmetic of a wave: many sessions, one rate. */

export interface RenewalPlan {
  /** When the first renewal has to be sent so that the last one is in time. */
  readonly startAt: number
  /** The deadline that asks for it: what ends later need not start early. */
  readonly through: number
  /** How many would come too late if all were sent from now on, earliest expiry first. */
  readonly late: number
}

/**
 * The wave that these deadlines make at one renewal every `interval` milliseconds. The `n`th of them, in order, needs
 * `n` intervals: the wave starts at the least `deadline - backlog / rate`. Sorts `deadlines` in place.
 */
export const renewalPlanOf = (deadlines: Float64Array, interval: number, now: number): RenewalPlan => {
  let startAt = Infinity
  let through = -Infinity
  let late = 0
  let needed = 0
  for (const deadline of deadlines.sort()) {
    needed += interval
    if (deadline - needed <= startAt) {
      startAt = deadline - needed
      through = deadline
    }
    if (now + needed > deadline) late++
  }
  return { startAt, through, late }
}
