/**
 * Feeds everything that reads untrusted bytes with texts of random seeds: `pnpm fuzz [--minutes M] [--seed S]`. Prints
 * the shortest text that breaks a promise, and its seed. Before that, or alone with `--growth`, it reads texts of every
 * shape in three sizes, and says how the time grows with them.
 */
import process from "node:process"
import { parseArgs } from "node:util"
import { once, shorten } from "./fuzz.ts"
import { growthOf, shapesOf } from "./growth.ts"
import { targets } from "./targets.ts"

const usage = "pnpm fuzz [--minutes M] [--seed S] [--growth]"

const leave = (code: number, text: string): never => {
  process[code === 0 ? "stdout" : "stderr"].write(`${text}\n`)
  process.exit(code)
}

const read = () => {
  try {
    return parseArgs({
      options: {
        minutes: { type: "string", default: "1" },
        seed: { type: "string", default: "1" },
        growth: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false }
      }
    }).values
  } catch (error) {
    return leave(2, `${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

const values = read()
if (values.help) leave(0, usage)
const first = Number(values.seed)
const millis = Number(values.minutes) * 60_000
if (!Number.isSafeInteger(first) || !(millis > 0)) {
  leave(2, `--seed takes a whole number, --minutes a number above 0\n${usage}`)
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

let broken = 0
for (const target of targets) {
  const shapes = shapesOf(target)
  const { fastest, tooFast } = growthOf(target.read, shapes)
  broken += tooFast.length
  for (const { from, shape, times, to } of tooFast) {
    say(`${target.name}, ${shape}: ${to} characters took ${times.toFixed(1)} times as long as ${from}`)
  }
  say(`${target.name}: ${shapes.length} shapes; 8 times as much took at most ${fastest.times.toFixed(1)} times as long`)
}
if (values.growth) process.exit(broken === 0 ? 0 : 1)

const counts = new Map(targets.map(({ name }) => [name, 0]))
const startedAt = Date.now()
let told = startedAt
for (let seed = first; Date.now() - startedAt < millis && broken < 20; seed++) {
  for (const target of targets) {
    counts.set(target.name, (counts.get(target.name) ?? 0) + 1)
    const found = once(target, seed)
    if (found === undefined) continue
    broken++
    const { text, what } = shorten(target, found)
    say(`${target.name}, seed ${seed}: ${what}\n  ${JSON.stringify(text.slice(0, 500))}`)
  }
  if (Date.now() - told < 30_000) continue
  told = Date.now()
  say(
    `${seed - first + 1} texts of each kind, ${broken} broken promises, ${Math.round((millis - told + startedAt) / 60_000)} min left`
  )
}
for (const [name, count] of counts) say(`${name}: ${count} texts`)
say(`${broken} broken promises, from seed ${first} on, in ${((Date.now() - startedAt) / 60_000).toFixed(1)} minutes`)
process.exitCode = broken === 0 ? 0 : 1
