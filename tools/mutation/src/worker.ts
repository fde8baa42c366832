/**
 * How vitest runs a test while mutants are tried: once as it is, and then once for each mutant that it reaches and that
 * is still alive. Owns which mutants are.
 */
import { existsSync, openSync, readFileSync, writeSync } from "node:fs"
import { relative } from "node:path"
import { performance } from "node:perf_hooks"
import process from "node:process"
import { type RunnerTestCase as Test, TestRunner } from "vitest"
import { type Coverage, type Line, progressVariable } from "./progress.ts"

/** What Stryker's instrumented code reads and writes. */
interface Stryker {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: Coverage
}

declare global {
  var __stryker__: Stryker | undefined
}

/** Where what is reached by a mutant is counted: by no test. */
const nowhere = "a mutant"

/** A mutant may be reached so much more often than without it, then it is taken for an endless loop. */
const hitFactor = 100

/** A test with a mutant may use so much processor time, in milliseconds, then it is taken for one that never ends. */
const timeLimit = (baseline: number): number => 4000 + 10 * baseline

/** Tests that take longer than this, in milliseconds of processor time, are not repeated for mutants. */
const longest = 200

/** On a busy machine, a test takes at most so many times its limit. */
const mostReal = 4

/** A mutant that this many tests pass with counts as one that survives. */
const mostPassed = 200

/** How often, in milliseconds, a test is looked at that may wait for ever. */
const tick = 50
/** A test waits for ever that does nothing for that number of ticks: */
const idleTicks = 12
/** the process uses less processor time than this, in microseconds, */
const idleCpu = 3000
/** and its event loop waits for at least this share of the time, which it does not where a busy machine keeps it from running, */
const idleShare = 0.9
/** unless it takes longer than this without a mutant, in milliseconds: then it may wait for real time. */
const mayWait = 200

/** A test without a mutant may take so long, in milliseconds. */
const longestBaseline = 20_000

/** A test is left out that fails in that number of processes without a mutant. */
const mostBroken = 2

/** Ends the process group of vitest, which is started again. vitest keeps its workers from leaving by `process.exit`. */
const endAll = (): void => void process.kill(-process.ppid, "SIGKILL")

const nameOf = (test: Test): string => {
  const names: Array<string> = [test.name]
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) names.unshift(suite.name)
  return names.join(" > ").trim()
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300)

/** What a test registered to be done after it; vitest does not type it. */
interface Hooked {
  readonly onFinished?: ReadonlyArray<(context: unknown) => unknown>
}

type Result =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "timeout" }

/** The code of a test as vitest runs it, with a signal of its own each time. */
const attempt = async (test: Test, limit: number): Promise<Result> => {
  const controller = new AbortController()
  Object.assign(test.context, { signal: controller.signal })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Result>((resolve) => {
    const spent = (since: NodeJS.CpuUsage): number => {
      const { system, user } = process.cpuUsage(since)
      return user + system
    }
    const startedAt = performance.now()
    const start = process.cpuUsage()
    let cpu = start
    let loop = performance.eventLoopUtilization()
    let idle = 0
    timer = setInterval(() => {
      const waits = 1 - performance.eventLoopUtilization(loop).utilization
      idle = spent(cpu) < idleCpu && waits > idleShare ? idle + 1 : 0
      cpu = process.cpuUsage()
      loop = performance.eventLoopUtilization()
      const isIdle = limit <= timeLimit(mayWait) && idle >= idleTicks
      const isLate = spent(start) > 1000 * limit || performance.now() - startedAt > mostReal * limit
      if (isIdle || isLate) resolve({ kind: "timeout" })
    }, tick)
  })
  const run = async (): Promise<Result> => {
    try {
      await TestRunner.getTestFn(test)()
      return { kind: "passed" }
    } catch (error) {
      return { kind: "failed", message: messageOf(error) }
    }
  }
  const result = await Promise.race([run(), late])
  clearInterval(timer)
  if (result.kind === "timeout") controller.abort(new Error("too late"))
  const hooked: Test & Hooked = test
  const { onFinished: hooks = [] } = hooked
  Object.assign(test, { onFinished: undefined })
  for (const hook of hooks) {
    await Promise.race([
      Promise.resolve(hook(test.context)).catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 500))
    ])
  }
  return result
}

/** State of the process, shared by the runners of all files. */
class Progress {
  private readonly file: string
  private readonly descriptor: number
  private readonly dead = new Set<string>()
  private readonly passed = new Set<string>()
  private readonly passes = new Map<string, number>()
  private readonly damaged = new Set<string>()
  private readonly broken = new Map<string, number>()
  private readonly done = new Map<string, Extract<Line, { kind: "done" }>>()

  constructor(file: string) {
    this.file = file
    if (existsSync(file)) {
      for (const text of readFileSync(file, "utf8").split("\n")) {
        if (text === "") continue
        const line: Line = JSON.parse(text)
        if (line.kind === "killed" || line.kind === "timeout") this.dead.add(line.mutant)
        else if (line.kind === "passed") this.notePassed(line.mutant, line.test)
        else if (line.kind === "damaged") this.damaged.add(`${line.mutant} ${line.test}`)
        else if (line.kind === "done") this.done.set(line.run.id, line)
        else if (line.kind === "broken") this.broken.set(line.test, this.brokenOf(line.test) + 1)
      }
    }
    this.descriptor = openSync(this.file, "a")
  }

  tell(line: Line): void {
    writeSync(this.descriptor, `${JSON.stringify(line)}\n`)
    if (line.kind === "killed" || line.kind === "timeout") this.dead.add(line.mutant)
    else if (line.kind === "passed") this.notePassed(line.mutant, line.test)
    else if (line.kind === "done") this.done.set(line.run.id, line)
  }

  private notePassed(mutant: string, test: string): void {
    this.passed.add(`${mutant} ${test}`)
    this.passes.set(mutant, (this.passes.get(mutant) ?? 0) + 1)
  }

  isDone(test: string): boolean {
    return this.done.has(test)
  }

  /** Tells that all tests are done. What was told last counts. */
  finish(outside: Record<string, number>): void {
    const done = [...this.done.values()]
    const perTest = Object.fromEntries(done.map(({ reached, run }) => [run.id, reached]))
    this.tell({ kind: "finished", coverage: { static: outside, perTest }, tests: done.map(({ run }) => run) })
  }

  isTried(mutant: string, test: string): boolean {
    const isKnown = this.dead.has(mutant) || this.passed.has(`${mutant} ${test}`)
    return isKnown || (this.passes.get(mutant) ?? 0) >= mostPassed
  }

  /** How many processes it has failed in without a mutant. */
  brokenOf(test: string): number {
    return this.broken.get(test) ?? 0
  }

  /** Whether it has damaged a process before: then it was not an earlier mutant. */
  hasDamaged(mutant: string, test: string): boolean {
    return this.damaged.has(`${mutant} ${test}`)
  }
}

let shared: Progress | undefined

export default class MutantRunner extends TestRunner {
  private readonly progress = (shared ??= new Progress(process.env[progressVariable] ?? ""))
  private readonly stryker = (globalThis.__stryker__ ??= {})

  async runTask(test: Test): Promise<void> {
    const { progress, stryker } = this
    const file = relative(process.cwd(), test.file.filepath)
    const name = nameOf(test)
    const id = `${file}#${name}`
    if (progress.isDone(id)) return
    const baseline = async (): Promise<Result> => {
      progress.tell({ kind: "baseline", test: id })
      return attempt(test, longestBaseline)
    }
    stryker.currentTestId = id
    const startedAt = performance.now()
    const before = process.cpuUsage()
    let first = await baseline()
    // A busy machine makes a test late that measures time.
    if (first.kind !== "passed") first = await baseline()
    const millis = Math.round(performance.now() - startedAt)
    const { system, user } = process.cpuUsage(before)
    const isLong = (system + user) / 1000 > longest
    stryker.currentTestId = nowhere
    if (first.kind !== "passed" && progress.brokenOf(id) < mostBroken) {
      progress.tell({ kind: "broken", test: id, message: first.kind === "failed" ? first.message : "too late" })
      endAll()
    }
    const reached = { ...stryker.mutantCoverage?.perTest[id] }
    const left = Object.entries(reached).filter(([mutant]) => !progress.isTried(mutant, id))
    // A test that fails when it is repeated would seem to kill whatever it reaches.
    if (first.kind === "passed" && !isLong && left.length > 0 && (await baseline()).kind === "passed") {
      for (const [mutant, hits] of left) {
        await this.tryMutant(test, id, mutant, hits, timeLimit(millis), baseline)
      }
    }
    const line = (test.location?.line ?? 1) - 1
    const message = first.kind === "passed" ? {} : { message: first.kind === "failed" ? first.message : "too late" }
    progress.tell({ kind: "done", run: { id, name, file: test.file.filepath, line, millis, ...message }, reached })
    stryker.currentTestId = undefined
  }

  private async tryMutant(
    test: Test,
    id: string,
    mutant: string,
    hits: number,
    limit: number,
    baseline: () => Promise<Result>
  ): Promise<void> {
    const { progress, stryker } = this
    const about = { mutant, test: id }
    progress.tell({ kind: "trying", ...about })
    stryker.hitCount = 0
    stryker.hitLimit = hitFactor * (hits + 1)
    stryker.activeMutant = mutant
    const result = await attempt(test, limit)
    stryker.activeMutant = undefined
    const isEndless = stryker.hitCount > stryker.hitLimit
    stryker.hitCount = undefined
    if (result.kind === "passed" && !isEndless) {
      progress.tell({ kind: "passed", ...about })
      return
    }
    const message = result.kind === "failed" ? result.message : "too late"
    const after = await baseline()
    if (after.kind !== "passed" && !progress.hasDamaged(mutant, id)) {
      progress.tell({ kind: "damaged", message, ...about })
      endAll()
    }
    progress.tell(
      result.kind === "failed" && !isEndless ? { kind: "killed", message, ...about } : { kind: "timeout", ...about }
    )
    if (after.kind !== "passed") endAll()
  }

  override onAfterRunFiles(files: Parameters<TestRunner["onAfterRunFiles"]>[0]): void {
    super.onAfterRunFiles(files)
    this.progress.finish(this.stryker.mutantCoverage?.static ?? {})
  }
}
