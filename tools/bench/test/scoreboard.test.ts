import { assert, describe, it } from "vitest"
import { ours } from "../src/ours/scoreboard.ts"
import { committed } from "../src/report/figures.ts"
import { ourColumn } from "../src/report/scoreboard.ts"
import { goals, keys, situations } from "../src/scoreboard/situations.ts"

const before = committed().scoreboard

describe("scoreboard", () => {
  it("every situation has a count of ours, and it is committed", () => {
    assert.deepStrictEqual(Object.keys(ours.cells), [...keys])
    assert.deepStrictEqual(before === undefined ? undefined : ourColumn(before.figures)?.cells, goals)
  })

  for (const key of keys) {
    // `pnpm test:sharing` starts fifty processes, for this and for much more.
    if (key === "processes") continue
    it(situations[key], { timeout: 120_000 }, async () => {
      assert.strictEqual(await ours.cells[key]?.(), goals[key])
    })
  }
})
