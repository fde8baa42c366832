/**
 * Simulated fleets by the thousand: `pnpm fleet --runs N --seed S [--minutes M]`. A series that was stopped goes on
 * where it was. `--replay=SEED` plays one run, and prints what happens in it.
 */
import { type ChildProcess, fork } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import type { News, Order } from "./messages.ts"
import { play, playWithPromises } from "./play.ts"
import { type Finding, programOf, shrink } from "./run.ts"
import { usualSeries } from "./seeds.ts"

const cache = join(import.meta.dirname, "../.cache")

/** How far a series is: for each worker, its next run. */
interface State {
  readonly series: number
  readonly runs: number
  readonly next: Array<number>
  readonly findings: Array<Finding>
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const stateFile = (series: number, runs: number): string => join(cache, `series-${series}-${runs}.json`)

const load = (series: number, runs: number, workers: number): State => {
  const fresh: State = { series, runs, next: Array.from({ length: workers }, (_, index) => index), findings: [] }
  try {
    const found: State = JSON.parse(readFileSync(stateFile(series, runs), "utf8"))
    // A series that was finished is played again: the code may have changed.
    const isOver = found.next.every((next) => next >= runs)
    return found.next.length === workers && !isOver ? found : fresh
  } catch {
    return fresh
  }
}

const save = (state: State): void => {
  mkdirSync(cache, { recursive: true })
  writeFileSync(stateFile(state.series, state.runs), JSON.stringify(state))
}

const minutes = (millis: number): string => `${(millis / 60_000).toFixed(1)} min`

const report = ({ message, program, seed }: Finding): void => {
  say(`\nseed ${seed}: ${message}`)
  say(`replay it with: pnpm fleet --replay=${seed}`)
  say(JSON.stringify(program))
}

const runSeries = async (series: number, runs: number, limit: number): Promise<number> => {
  const workers = Math.min(2, availableParallelism())
  const state = load(series, runs, workers)
  const played = () =>
    state.next.reduce((sum, next, index) => sum + Math.ceil((Math.min(next, runs + workers) - index) / workers), 0)
  const before = played()
  if (before > 0) say(`going on after ${before} of ${runs} runs`)
  const startedAt = Date.now()
  let told = startedAt
  const children: Array<ChildProcess> = []
  const stop = () => {
    for (const child of children) child.kill("SIGTERM")
  }
  const timer = Number.isFinite(limit) ? setTimeout(stop, limit) : undefined
  process.once("SIGINT", stop)
  await Promise.all(
    state.next.map(
      (from, index) =>
        new Promise<void>((resolve, reject) => {
          const child = fork(join(import.meta.dirname, "worker.ts"), { execArgv: ["--conditions=@crm-auth/source"] })
          children.push(child)
          child.on("message", (news: News) => {
            if (news.kind === "finding") {
              state.findings.push(news.finding)
              report(news.finding)
            } else {
              state.next[index] = news.kind === "progress" ? news.next : runs + index
            }
            save(state)
            const now = Date.now()
            if (now - told < 10_000) return
            told = now
            const done = played()
            const left = ((now - startedAt) / Math.max(1, done - before)) * (runs - done)
            say(`${done} of ${runs} runs, ${state.findings.length} broken promises, ${minutes(left)} left`)
          })
          child.on("error", reject)
          child.on("exit", (code) => {
            if (code === 0 || code === null) resolve()
            else reject(new Error(`a worker ended with ${code}`))
          })
          const order: Order = { series, from, to: runs, stride: workers }
          child.send(order)
        })
    )
  )
  clearTimeout(timer)
  const done = Math.min(runs, played())
  const rate = (Date.now() - startedAt) / Math.max(1, done - before)
  say(`seed ${series}: ${done} of ${runs} runs, ${state.findings.length} broken promises, ${rate.toFixed(1)} ms a run`)
  for (const finding of state.findings) say(`  seed ${finding.seed}: ${finding.message}`)
  return state.findings.length === 0 ? 0 : 1
}

const replay = async (seed: number): Promise<number> => {
  const finding = await shrink(seed, 120_000)
  const program = finding?.program ?? programOf(seed)
  say(JSON.stringify(program, undefined, 2))
  const onNote = (line: string) => say(line)
  try {
    if (program.cipher === "real") await playWithPromises(program, { onNote })
    else play(program, { onNote })
    return 0
  } catch (error) {
    say(String(error))
    return 1
  }
}

const usage = "pnpm fleet [--runs N] [--seed S] [--minutes M], or pnpm fleet --replay=SEED"

const whole = (name: string, text: string): number => {
  const number = Number(text)
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) throw new Error(`--${name} takes a whole number`)
  return number
}

interface Orders {
  readonly help: boolean
  readonly series: number
  readonly runs: number
  readonly limit: number
  readonly replayed: number | undefined
}

/** What the command line says; throws an error for people. */
const ordersOf = (): Orders => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: String(usualSeries) },
      minutes: { type: "string" },
      replay: { type: "string" },
      help: { type: "boolean", short: "h", default: false }
    }
  })
  return {
    help: values.help,
    series: whole("seed", values.seed),
    runs: whole("runs", values.runs),
    limit: values.minutes === undefined ? Infinity : whole("minutes", values.minutes) * 60_000,
    replayed: values.replay === undefined ? undefined : whole("replay", values.replay)
  }
}

const main = async (): Promise<number> => {
  let orders: Orders
  try {
    orders = ordersOf()
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    return 2
  }
  const { help, limit, replayed, runs, series } = orders
  if (help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  return replayed === undefined ? runSeries(series, runs, limit) : replay(replayed)
}

process.exitCode = await main()
