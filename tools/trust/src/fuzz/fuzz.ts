/** Feeds a target with texts of one seed, and measures the time that big ones take. */
import process from "node:process"
import { bigText, Randomness, smallText } from "./inputs.ts"
import type { Target } from "./targets.ts"

/** What a text broke. */
export interface Broken {
  readonly target: string
  readonly seed: number
  readonly what: string
  readonly text: string
}

/**
 * Time bounds of big texts, in milliseconds of CPU: what is linear in their length takes a hundredth of it, and what
 * is quadratic a hundred times as much.
 */
const bound = (length: number): number => 250 + length / 200

const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}

/** Reads one text. */
export const read = (target: Target, seed: number, text: string): Broken | undefined => {
  const broken = (what: string): Broken => ({ target: target.name, seed, what, text })
  const before = cpuMillis()
  try {
    target.read(text)
  } catch (error) {
    return broken(String(error))
  }
  const took = cpuMillis() - before
  return took > bound(text.length) ? broken(`took ${Math.round(took)} ms for ${text.length} characters`) : undefined
}

/** Reads one small text, and now and then a big one. */
export const once = (target: Target, seed: number): Broken | undefined => {
  const random = new Randomness(seed)
  const isBig = random.below(50) === 0
  const text = isBig
    ? bigText(random, target.samples, random.pick([20_000, 100_000, 400_000]))
    : smallText(random, target.samples)
  return read(target, seed, text)
}

/** Milliseconds after which making a text shorter ends. */
const patience = 5000

/** A shorter text that breaks a promise, too, by leaving parts out. */
export const shorten = (target: Target, broken: Broken): Broken => {
  const startedAt = Date.now()
  let best = broken
  for (let part = Math.ceil(best.text.length / 2); part >= 1; part = Math.floor(part / 2)) {
    for (let at = 0; at < best.text.length && Date.now() - startedAt < patience;) {
      const found = read(target, broken.seed, best.text.slice(0, at) + best.text.slice(at + part))
      if (found === undefined) at += part
      else best = found
    }
  }
  return best
}
