/** A reader of the specs that shares no code with this workspace takes a session through its life. */
import { assert, it } from "@effect/vitest"
import { pairs } from "../src/derived.ts"
import { replayVendor } from "../src/respect.ts"

it("Redocly Respect logs in, reads, is refused and logs out", { timeout: 60_000 }, async () => {
  // One login method of one vendor: the command of the same name replays all.
  for (const { fixture } of pairs) {
    const [replayed] = await replayVendor(fixture, fixture.methods.slice(0, 1))
    if (replayed === undefined) continue
    assert.isTrue(replayed.passed, replayed.output)
    for (const step of ["login", "read", "rejected", "logout", "gone"]) assert.include(replayed.output, `step ${step}`)
    return
  }
  assert.fail("no vendor has an Arazzo file")
})
