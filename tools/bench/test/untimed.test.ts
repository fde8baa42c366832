import { vendorNames } from "@crm-auth/packages/vendors"
import { assert, describe, it } from "vitest"
import { exchanges } from "../src/ratios/exchanges.ts"
import { untimed, untimedOf } from "../src/ratios/untimed.ts"

describe("the vendors whose logins are timed", () => {
  it("each vendor is timed, or it is said why not", () => {
    const listed = [...Object.keys(exchanges), ...untimed.map(({ vendor }) => vendor)].sort()
    assert.deepStrictEqual(listed, [...vendorNames])
  })

  it("a vendor of the family of a timed one is not timed again", () => {
    const ofFamily = untimed.filter(({ why }) => why === "its spec extends that of vtiger, whose logins are timed")
    assert.deepStrictEqual(
      ofFamily.map(({ vendor }) => vendor),
      ["corebos", "kafinea"]
    )
  })

  it("a vendor whose login is not written down is named with the file where it is missing", () => {
    const found = untimedOf(["globex", "hooli", "initech"], ["hooli"], (vendor) =>
      vendor === "initech" ? "globex" : undefined
    )
    assert.deepStrictEqual(
      found.map(({ vendor }) => vendor),
      ["globex", "initech"]
    )
    for (const { why } of found) assert.include(why, "ratios/exchanges.ts")
  })
})
