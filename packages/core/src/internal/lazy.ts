/** Code that few programs use: a bundler puts it into a file of its own, which is loaded when it is first asked for. */
import * as Effect from "effect/Effect"

/** Loads a module once; from then on it is there in the same step. A module that cannot be loaded is a defect. */
export const lazy = <M>(load: () => Promise<M>): Effect.Effect<M> => {
  let loaded: M | undefined
  return Effect.suspend(() =>
    loaded === undefined
      ? Effect.tap(Effect.promise(load), (module) =>
          Effect.sync(() => {
            loaded = module
          })
        )
      : Effect.succeed(loaded)
  )
}

/** Runs an effect after what it needs has been loaded, where it needs anything. */
export const afterLoading = <A, E, R>(
  ready: Effect.Effect<void> | undefined,
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> => (ready === undefined ? self : Effect.andThen(ready, self))
