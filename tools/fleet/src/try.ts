import { attempt, programOf, shrink } from "./run.ts"
import { play, playWithPromises } from "./play.ts"
const [from, count] = process.argv.slice(2).map(Number)
Error.stackTraceLimit = process.env.STACK ? 30 : 0
const st = (process.env.STORES ?? "none,memory,redis,files,keyValue").split(",") as never
const found = new Map<string, Array<number>>()
const t = performance.now()
for (let seed = from!; seed < from! + count!; seed++) {
  const message = await attempt(programOf(seed, st))
  if (message !== undefined) {
    const kind = message.replace(/P\d'*/g, "P").replace(/\d+/g, "N").slice(0, 150)
    found.set(kind, [...(found.get(kind) ?? []), seed])
  }
}
console.log(((performance.now() - t) / count!).toFixed(2), "ms per run")
for (const [kind, seeds] of [...found].sort((a, b) => b[1].length - a[1].length)) console.log(seeds.length, kind, seeds.slice(0, 5).join())
if (process.env.SHRINK) {
  const f = await shrink(Number(process.env.SHRINK), 20_000, st)
  if (f) {
    console.log(f.message); console.log(JSON.stringify(f.program, null, 1))
    
  

    Error.stackTraceLimit = 30
    try { if (f.program.cipher === "real") await playWithPromises(f.program, { onNote: (l) => console.log(l) }); else play(f.program, { onNote: (l) => console.log(l) }) } catch (e) { console.log(String(e)) }
  }
}
