import { conformance } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import { inspect } from "node:util"
import { fixture } from "../src/testing/index.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

for (const { name, run } of conformance(fixture, { print })) it.effect(name, () => run)

const wrongWord = { ...fixture, methods: [{ ...fixture.methods[0], wrong: { memorableWord: "w1z2x3q4v5" } }] as const }

describe("a wrong memorable word", () => {
  for (const { id, name, run } of conformance(wrongWord, { print })) {
    if (id.startsWith("bad-credentials") || id.startsWith("nothing-printed")) it.effect(name, () => run)
  }
})
