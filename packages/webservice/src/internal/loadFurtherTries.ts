/** Where what only a failed login needs is loaded. */
import * as Effect from "effect/Effect"
import type * as FurtherTries from "./furtherTries.ts"

let loaded: typeof FurtherTries | undefined

/** Loads it; `undefined` where it cannot be loaded. Once it is there, it is there in the same step. */
export const loadFurtherTries: Effect.Effect<typeof FurtherTries | undefined> = /*#__PURE__*/ Effect.suspend(() =>
  loaded === undefined
    ? Effect.promise(async () => (loaded = await import("./furtherTries.ts").catch(() => undefined)))
    : Effect.succeed(loaded)
)
