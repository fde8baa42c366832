import { conformance } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import { inspect } from "node:util"
import { fixture } from "../src/testing/index.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

for (const { name, run } of conformance(fixture, { print })) it.effect(name, () => run)

const inHeader = { ...fixture, methods: [{ ...fixture.methods[0], options: { sessionIn: "header" } }] as const }

describe("with the session in a header", () => {
  for (const { name, run } of conformance(inHeader, { print })) it.effect(name, () => run)
})
