import { assert, describe, it } from "vitest"
import { daily, dailyKeys } from "../src/alternatives/situations.ts"
import { dailyGoals, ourDaily } from "../src/ours/daily.ts"
import { ours } from "../src/ours/scoreboard.ts"
import { committed } from "../src/report/figures.ts"
import { ourColumn } from "../src/report/scoreboard.ts"
import { goals, keys, situations } from "../src/scoreboard/situations.ts"

const before = committed().scoreboard
const dailyBefore = committed().alternatives?.figures

describe("scoreboard", () => {
  it("every situation has a count of ours, and it is committed", () => {
    assert.deepStrictEqual(Object.keys(ours.cells), [...keys])
    assert.deepStrictEqual(before === undefined ? undefined : ourColumn(before.figures)?.cells, goals)
  })

  it("every daily situation has a count of ours, and it is committed", () => {
    assert.deepStrictEqual(Object.keys(ourDaily.cells), [...dailyKeys])
    assert.deepStrictEqual(dailyBefore?.columns.find(({ name }) => name === ourDaily.name)?.cells, dailyGoals)
  })

  for (const key of dailyKeys) {
    it.concurrent(daily[key], { timeout: 120_000 }, async () => {
      assert.strictEqual(await ourDaily.cells[key](), dailyGoals[key])
    })
  }

  for (const key of keys) {
    // `pnpm test:sharing` starts fifty processes, for this and for much more.
    if (key === "processes") continue
    it.concurrent(situations[key], { timeout: 120_000 }, async () => {
      assert.strictEqual(await ours.cells[key]?.(), goals[key])
    })
  }
})
