/** Programs that broke a promise once hold every promise. */
import { assert, describe, it } from "@effect/vitest"
import { found } from "../src/program/found.ts"
import { attempt } from "../src/run.ts"

describe("it is no longer true that", () => {
  for (const [what, program] of Object.entries(found)) {
    it(what, async () => assert.isUndefined(await attempt(program)))
  }
})
