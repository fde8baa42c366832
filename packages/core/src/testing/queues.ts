/** Lets requests of one session wait for each other, as a server does that locks a session while it works. */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

interface Queue {
  readonly semaphore: Semaphore.Semaphore
  /** How many run or wait. */
  users: number
}

/** Makes a runner of effects: those of one key follow each other, those without a key start at once. */
export const makeQueues = () => {
  const queues = new Map<string, Queue>()
  return <A, E>(key: string | undefined, self: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    key === undefined
      ? self
      : Effect.acquireUseRelease(
          Effect.sync(() => {
            const queue = queues.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
            queues.set(key, queue)
            queue.users++
            return queue
          }),
          ({ semaphore }) => semaphore.withPermit(self),
          (queue) =>
            Effect.sync(() => {
              if (--queue.users === 0) queues.delete(key)
            })
        )
}
