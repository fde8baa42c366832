/** Runs before the tests of each file: they move a test clock, and wait for no file. */
import * as Effect from "effect/Effect"
import { loadOnDemand } from "../src/internal/onDemand.ts"

await Effect.runPromise(loadOnDemand)
