/** Code that few programs use: a bundler puts it into a file of its own, which is loaded when it is first asked for. */
import * as Effect from "effect/Effect"

/** A module that is loaded on demand. */
export interface Lazy<M> {
  /** Loads it once; from then on it is there in the same step. A module that cannot be loaded is a defect. */
  readonly load: Effect.Effect<M>
  /** The module, if it has been loaded. */
  readonly loaded: () => M | undefined
  /** Waits while it is being loaded, and for nothing else. */
  readonly settled: Effect.Effect<void>
}

export const lazyModule = <M>(load: () => Promise<M>): Lazy<M> => {
  let module: M | undefined
  let pending: Promise<M> | undefined
  const start = () => (pending ??= load().finally(() => (pending = undefined)))
  return {
    load: Effect.suspend(() =>
      module === undefined ? Effect.map(Effect.promise(start), (loaded) => (module = loaded)) : Effect.succeed(module)
    ),
    loaded: () => module,
    settled: Effect.suspend(() => (pending === undefined ? Effect.void : Effect.ignoreCause(Effect.promise(start))))
  }
}

/** Loads a module once: see `Lazy.load`. */
export const lazy = <M>(load: () => Promise<M>): Effect.Effect<M> => lazyModule(load).load

/** Runs an effect after what it needs has been loaded, where it needs anything. */
export const afterLoading = <A, E, R>(
  ready: Effect.Effect<void> | undefined,
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> => (ready === undefined ? self : Effect.andThen(ready, self))
