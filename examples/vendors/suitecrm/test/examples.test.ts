import { describe, it } from "@effect/vitest"
import { replays } from "./generated/examples.ts"

describe("every example of the spec gives the success or the reason that it says", () => {
  for (const { name, run } of replays) it.effect(name, () => run)
})
