/**
 * What keeps credentials in memory, by V8's own account: closures, private fields and weak maps included. A process of
 * its own logs in with every login method, as this one's heap holds the secrets of the fixtures.
 */
import { assert, beforeAll, describe, it } from "vitest"
import { join } from "node:path"
import process from "node:process"
import { mustRun } from "../../packages/src/run.ts"
import { vendorNames } from "../../packages/src/vendors.ts"
import type { Found } from "../src/heap/main.ts"

let found: Found

beforeAll(async () => {
  const main = join(import.meta.dirname, "../src/heap/main.ts")
  found = JSON.parse(await mustRun(process.execPath, ["--conditions=@crm-auth/source", main]))
}, 120_000)

/** The secrets of a vendor, and the way to each. */
const of = (vendor: string, secrets: Found["inUse"]) =>
  Object.fromEntries(secrets.filter(([name]) => name.startsWith(`${vendor} `)))

describe("credentials are kept by the driver's `credentials`, and by nothing else", () => {
  it("a secret that a closure holds is found", () => {
    for (const secrets of [found.inUse, found.outside, found.closed]) {
      assert.include(
        secrets.map(([name]) => name),
        "careless"
      )
    }
  })

  for (const vendor of vendorNames) {
    it(`${vendor}: options, server, session and requests do not lead to them`, () => {
      const secrets = found.secrets.filter((name) => name.startsWith(`${vendor} `))
      assert.isNotEmpty(secrets)
      assert.sameMembers(Object.keys(of(vendor, found.inUse)), secrets)
      assert.deepStrictEqual(of(vendor, found.outside), {})
    })

    it(`${vendor}: nothing leads to them after the managers were closed`, () => {
      assert.deepStrictEqual(of(vendor, found.closed), {})
    })
  }
})
