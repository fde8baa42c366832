import { assert, it } from "@effect/vitest"
import * as fc from "fast-check"
import { DeadlineHeap } from "../../src/internal/renewAhead/DeadlineHeap.ts"

interface Item {
  readonly name: number
}

type Step =
  | { readonly do: "set"; readonly name: number; readonly time: number }
  | { readonly do: "remove"; readonly name: number }
  | { readonly do: "shift" }
  | { readonly do: "clear" }

const name = fc.nat(40)

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant("set" as const), name, time: fc.nat(50) }), weight: 8 },
  { arbitrary: fc.record({ do: fc.constant("remove" as const), name }), weight: 4 },
  { arbitrary: fc.constant({ do: "shift" as const }), weight: 3 },
  { arbitrary: fc.constant({ do: "clear" as const }), weight: 1 }
)

it("whatever is put in, moved and taken out: the earliest comes first, and every item knows its place", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100, size: "max" }), (steps) => {
      const heap = new DeadlineHeap<Item>()
      const items = Array.from({ length: 41 }, (_, index): Item => ({ name: index }))
      const times = new Map<Item, number>()
      const earliest = () => Math.min(...times.values())
      for (const next of steps) {
        if (next.do === "clear") {
          heap.clear()
          times.clear()
        } else if (next.do === "shift") {
          const expected = earliest()
          const first = heap.shift()
          assert.strictEqual(first === undefined ? Infinity : times.get(first), expected)
          if (first !== undefined) times.delete(first)
        } else {
          const item = items[next.name]
          if (item === undefined) continue
          if (next.do === "remove") {
            heap.remove(item)
            times.delete(item)
          } else {
            heap.set(item, next.time)
            times.set(item, next.time)
          }
        }
        assert.strictEqual(heap.size, times.size)
        assert.strictEqual(heap.firstAt, earliest())
        const isKnown = (item: Item) =>
          times.has(item) === heap.has(item) && times.has(item) === heap.all().includes(item)
        assert.isTrue(items.every(isKnown))
      }
    }),
    { numRuns: 200 }
  )
})

it("a fraction of a millisecond is rounded up", () => {
  const heap = new DeadlineHeap<Item>()
  heap.set({ name: 0 }, 1.2)
  assert.strictEqual(heap.firstAt, 2)
})
