/**
 * Runs one program against the engine. `run` holds it against the reference after every step; `runBusy` holds what must
 * be true whatever happens, where sessions are several, kept warm, or those of a map.
 */
import * as Effect from "effect/Effect"
import { loadOnDemand } from "../../src/internal/onDemand.ts"
import { Ledger } from "./ledger.ts"
import { play } from "./play.ts"
import type { Program } from "./program.ts"
import { Reference } from "./reference.ts"
import { Vendor } from "./vendor.ts"
import { hold, World } from "./world.ts"

// A program makes its manager in one step.
await Effect.runPromise(loadOnDemand)

export const run = (program: Program): void => {
  const world = new World()
  const reference = new Reference(() => world.now(), program.fixedCredentials)
  const vendor = new Vendor(program, world, reference)
  const expects = () => {
    const before = vendor.sent
    const expected = reference.expected(vendor.flying > 0)
    const answer = reference.closed ? "Closed" : reference.answer()
    return (outcome: string) => {
      const sent = vendor.sent - before
      const told = `asking was to end in ${expected} (${answer}), but: ${outcome}, ${sent} logins sent`
      if (expected === "session") hold(outcome === "success" && sent === 0, told)
      if (expected === "sessionAndLogin") hold(outcome === "success", told)
      if (expected === "wait") hold(outcome === "waits" && sent === 0, told)
      if (expected === "fail") hold(outcome === answer && sent === 0, told)
      if (expected === "login" || expected === "sessionAndLogin") {
        const known = reference.seen !== undefined && vendor.flying === 0 && sent === 0
        const readable = program.fixedCredentials || vendor.readable
        // A renewal that fails falls back to a login, and a login may follow at once.
        if (readable && !known) hold(sent >= 1, told)
      }
    }
  }
  play(program, { world, vendor, judge: reference, expects })
}

export const runBusy = (program: Program): void => {
  const world = new World()
  const ledger = new Ledger(() => world.now(), program.map !== undefined)
  play(program, { world, vendor: new Vendor(program, world, ledger), judge: ledger, expects: () => () => undefined })
}
