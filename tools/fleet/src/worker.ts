/** A worker of `pnpm fleet`: plays its share of a series, and tells how far it is. */
import process from "node:process"
import type { News, Order } from "./messages.ts"
import { attempt, programOf, shrink } from "./run.ts"
import { seedOfRun } from "./seeds.ts"

/** Maximum time for shrinking a program, in milliseconds. */
const shrinkFor = 60_000
/** Runs between two reports. */
const block = 50

const tell = (news: News): void => void process.send?.(news)

const work = async ({ from, series, stride, to }: Order): Promise<void> => {
  // Every expected failure is an error: its stack costs more than the rest of a program.
  Error.stackTraceLimit = 0
  let played = 0
  for (let index = from; index < to; index += stride) {
    const seed = seedOfRun(series, index)
    const message = await attempt(programOf(seed))
    if (message !== undefined) {
      const finding = (await shrink(seed, shrinkFor)) ?? { seed, message, program: programOf(seed) }
      tell({ kind: "finding", finding })
    }
    if (++played % block === 0) tell({ kind: "progress", next: index + stride })
  }
  tell({ kind: "done" })
}

process.on("message", (order: Order) => {
  void work(order).then(() => process.disconnect())
})
