/** The packages keep their promises against emulators that are derived from their specs, too. */
import { conformance } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { derivedServer, pairs } from "../src/derived.ts"

for (const pair of pairs) {
  describe(`${pair.fixture.vendor.name} against the emulator of its spec`, () => {
    const emulator = (options?: { readonly url?: string | undefined }) => Effect.orDie(derivedServer(pair, options))
    for (const { name, run } of conformance({ ...pair.fixture, emulator })) it.effect(name, () => run)
  })
}
