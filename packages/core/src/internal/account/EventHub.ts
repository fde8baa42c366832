/** Events for those who subscribe. Owns the pub-sub, which the first subscriber makes: nothing is published before. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import type * as Take from "effect/Take"

export interface EventHub<E> {
  readonly publish: (event: E) => void
  readonly events: Stream.Stream<E>
  /** Ends the streams of events, after what they have not read yet. */
  readonly end: () => void
}

export const makeEventHub = <E>(): EventHub<E> => {
  let pubsub: PubSub.PubSub<Take.Take<E>> | undefined
  let ended = false
  return {
    publish: (event) => {
      if (pubsub !== undefined) PubSub.publishUnsafe(pubsub, [event])
    },
    // Made when it is asked for: most managers have no subscriber.
    get events() {
      return Stream.unwrap(
        Effect.gen(function* () {
          if (ended) return Stream.empty
          const made = pubsub ?? (yield* PubSub.sliding<Take.Take<E>>(256))
          pubsub ??= made
          return Stream.fromPubSubTake(pubsub)
        })
      )
    },
    end: () => {
      ended = true
      if (pubsub !== undefined) PubSub.endUnsafe(pubsub, Exit.void)
    }
  }
}
