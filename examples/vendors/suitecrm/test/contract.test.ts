import { conformance } from "@crm-auth/core/testing"
import { it } from "@effect/vitest"
import { inspect } from "node:util"
import { fixture } from "../src/testing/index.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

for (const { name, run } of conformance(fixture, { print })) it.effect(name, () => run)
