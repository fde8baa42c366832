import { attempt, programOf, shrink } from "./run.ts"
import { play, playWithPromises } from "./play.ts"
const [from, count] = process.argv.slice(2).map(Number)
Error.stackTraceLimit = process.env.STACK ? 30 : 0
const found = new Map<string, Array<number>>()
const t = performance.now()
for (let seed = from!; seed < from! + count!; seed++) {
  const message = await attempt(programOf(seed))
  if (message !== undefined) {
    const kind = message.replace(/P\d'*/g, "P").replace(/\d+/g, "N").slice(0, 150)
    found.set(kind, [...(found.get(kind) ?? []), seed])
  }
}
console.log(((performance.now() - t) / count!).toFixed(2), "ms per run")
for (const [kind, seeds] of [...found].sort((a, b) => b[1].length - a[1].length)) console.log(seeds.length, kind, seeds.slice(0, 5).join())
if (process.env.SHRINK) {
  const f = await shrink(Number(process.env.SHRINK), 20_000)
  if (f) {
    console.log(f.message); console.log(JSON.stringify(f.program, null, 1))
    const { World } = await import("./simulation/World.ts")
    const log = World.prototype.note
    World.prototype.note = function (what) { console.log(String(Math.round(this.now)).padStart(9), what()) }
    Error.stackTraceLimit = 30
    try { if (f.program.cipher === "real") await playWithPromises(f.program); else play(f.program) } catch (e) { console.log(e) }
  }
}
