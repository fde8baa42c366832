/** Whatever bytes come, nothing throws, shows a secret, leaves the base URL, or takes more than linear time. */
import { assert, describe, it } from "@effect/vitest"
import { parseReply } from "../../../packages/kayako/src/internal/reply.ts"
import { once, read } from "../src/fuzz/fuzz.ts"
import { growthOf, shapesOf, sizes } from "../src/fuzz/growth.ts"
import { targets } from "../src/fuzz/targets.ts"

const texts = 800

it("the XML samples are replies that Kayako's own reader reads: others would try nothing behind the root", () => {
  const samples = targets.find(({ name }) => name === "XML replies")?.samples ?? []
  assert.deepStrictEqual(
    samples.map((text) => parseReply(text, false)),
    [{ status: "1" }, { status: "-1", error: "Invalid Username or Password" }, undefined]
  )
})

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

describe("how time grows with a text", () => {
  /** A reader of which it is known how many steps it takes. */
  const growth = (steps: (length: number) => number) => {
    let taken = 0
    const shape = { name: "a, repeated", text: (length: number) => "a".repeat(length) }
    return growthOf(
      (text) => void (taken = steps(text.length)),
      [shape],
      (run) => {
        run()
        return taken / 1000
      }
    )
  }

  it("is too fast where it is quadratic, and not where it is linear or nearly so", () => {
    assert.deepStrictEqual(growth((length) => length).tooFast, [])
    assert.strictEqual(growth((length) => length).fastest.times, 8)
    assert.deepStrictEqual(growth((length) => length * Math.log2(length)).tooFast, [])
    assert.deepStrictEqual(
      growth((length) => length ** 2).tooFast.map(({ times }) => times),
      [64, 64]
    )
    assert.lengthOf(growth((length) => (length < 200_000 ? length : length ** 2 / 10_000)).tooFast, 1)
  })

  it("is that of the fastest of several readings: a busy machine makes nothing quadratic", () => {
    let readings = 0
    const busy = growthOf(
      () => undefined,
      [{ name: "any", text: (length) => "a".repeat(length) }],
      (run) => {
        run()
        return [10, 80, 64_000, 640][readings++] ?? Infinity
      }
    )
    assert.deepStrictEqual([busy.fastest.times, busy.tooFast], [8, []])
  })

  it("is measured on texts as long as they are asked to be, of every piece and sample", () => {
    for (const target of targets) {
      const shapes = shapesOf(target)
      assert.isAbove(shapes.length, 150)
      for (const { name, text } of shapes) {
        const { length } = text(sizes[0])
        assert.isTrue(length >= sizes[0] && length < 2 * sizes[0], name)
      }
    }
  })
})
