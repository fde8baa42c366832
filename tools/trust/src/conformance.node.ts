/** Runs the promises of one vendor, named by an environment variable, under `node:test`. */
import { conformance } from "@crm-auth/core/testing"
import { test } from "node:test"
import { inspect } from "node:util"
import { loadFixtures } from "../../packages/src/vendors.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

for (const fixture of await loadFixtures()) {
  if (fixture.vendor.name !== process.env["VENDOR"]) continue
  for (const promise of conformance(fixture, { print })) void test(promise.name, promise.test)
}
