/** The deadlines of a session, in plain milliseconds. Nothing here imports anything. */

/** The margin before an end at which a session counts as over: 5 seconds, or a tenth of its life if that is less. */
const hardMargin = (life: number): number => Math.min(5000, life * 0.1)

/** A session's limits in milliseconds; `Infinity` stands for "never". */
export interface LimitMillis {
  readonly absolute: number
  readonly idle: number
}

/** The deadlines of a session issued at `issuedAt`; `jitter` (0 to 1) moves the soft one by ±10 %. */
export const deadlinesOf = ({ absolute, idle }: LimitMillis, issuedAt: number, jitter: number) => {
  const hard = hardMargin(absolute)
  const soft = hard + Math.min(absolute * 0.2, 300_000) * (0.9 + 0.2 * jitter)
  return {
    hardAt: Math.ceil(issuedAt + absolute - hard),
    softAt: Math.ceil(issuedAt + absolute - soft),
    idleFor: Math.ceil(idle - hardMargin(idle)),
    // The margin before the end makes up for as much.
    startsAt: Math.floor(issuedAt - hard)
  }
}
