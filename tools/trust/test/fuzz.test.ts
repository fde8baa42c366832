/** Whatever bytes come, nothing throws, shows a secret, leaves the base URL, or takes more than linear time. */
import { assert, describe, it } from "@effect/vitest"
import { once, read } from "../src/fuzz/fuzz.ts"
import { targets } from "../src/fuzz/targets.ts"

const texts = 800

describe("random texts break no promise of", () => {
  for (const target of targets) {
    it(target.name, () => {
      for (let seed = 1; seed <= texts; seed++) {
        const broken = once(target, seed)
        assert.isUndefined(broken && { ...broken, text: broken.text.slice(0, 500) })
      }
    })
  }
})

describe("texts that took quadratic time once do so no more", () => {
  const found = [{ target: "base URLs, and requests below one", text: `http://localhost${"/".repeat(400_000)}x` }]
  for (const { target, text } of found) {
    it(target, () => {
      const reader = targets.find(({ name }) => name === target)
      assert.isDefined(reader)
      assert.isUndefined(reader && read(reader, 0, text)?.what)
    })
  }
})
