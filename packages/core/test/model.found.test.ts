import { describe, it } from "@effect/vitest"
import { againstInvariants, againstReference } from "./model/found.ts"
import { run, runBusy } from "./model/run.ts"

describe("programs that broke a promise once", () => {
  for (const [index, program] of againstReference.entries())
    it(`ends as the reference says: ${index + 1}`, () => run(program))
  for (const [index, program] of againstInvariants.entries())
    it(`holds every invariant: ${index + 1}`, () => runBusy(program))
})
