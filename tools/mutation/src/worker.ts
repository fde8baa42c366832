/**
 * How vitest runs a test while mutants are tried: once as it is, and then once for each mutant that it reaches and that
 * is still alive. Owns which mutants are.
 */
import { existsSync, openSync, readFileSync, writeSync } from "node:fs"
import { relative } from "node:path"
import process from "node:process"
import { type RunnerTestCase as Test, TestRunner } from "vitest"
import { type Coverage, type Line, progressVariable, type TestRun } from "./progress.ts"

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

/** A test with a mutant may take so long, in milliseconds, then it is taken for one that waits for ever. */
const timeLimit = (baseline: number): number => 4000 + 10 * baseline

/** How often, in milliseconds, a test is looked at that may wait for ever. */
const tick = 50
/** A test waits for ever that uses no processor for so many ticks, */
const idleTicks = 12
/** where it uses less than this, in microseconds, */
const idleCpu = 3000
/** unless it takes longer than this without a mutant, in milliseconds: then it may wait for real time. */
const mayWait = 200

const exitDamaged = 77

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
    const startedAt = performance.now()
    let cpu = process.cpuUsage()
    let idle = 0
    timer = setInterval(() => {
      const now = process.cpuUsage()
      idle = now.user + now.system - cpu.user - cpu.system < idleCpu ? idle + 1 : 0
      cpu = now
      const isIdle = limit <= timeLimit(mayWait) && idle >= idleTicks
      if (isIdle || performance.now() - startedAt > limit) resolve({ kind: "timeout" })
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
  private readonly damaged = new Map<string, number>()
  readonly tests: Array<TestRun> = []

  constructor(file: string) {
    this.file = file
    if (existsSync(file)) {
      for (const text of readFileSync(file, "utf8").split("\n")) {
        if (text === "") continue
        const line: Line = JSON.parse(text)
        if (line.kind === "killed" || line.kind === "timeout") this.dead.add(line.mutant)
        else if (line.kind === "passed") this.passed.add(`${line.mutant} ${line.test}`)
        else if (line.kind === "damaged") {
          const key = `${line.mutant} ${line.test}`
          this.damaged.set(key, (this.damaged.get(key) ?? 0) + 1)
        }
      }
    }
    this.descriptor = openSync(this.file, "a")
  }

  tell(line: Line): void {
    writeSync(this.descriptor, `${JSON.stringify(line)}\n`)
    if (line.kind === "killed" || line.kind === "timeout") this.dead.add(line.mutant)
  }

  isTried(mutant: string, test: string): boolean {
    return this.dead.has(mutant) || this.passed.has(`${mutant} ${test}`)
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
    const baseline = async (): Promise<Result> => {
      progress.tell({ kind: "baseline", test: id })
      return attempt(test, 60_000)
    }
    stryker.currentTestId = id
    const startedAt = performance.now()
    let first = await baseline()
    // A busy machine makes a test late that measures time.
    for (let tries = 0; first.kind !== "passed" && tries < 2; tries++) first = await baseline()
    const millis = Math.round(performance.now() - startedAt)
    stryker.currentTestId = nowhere
    progress.tests.push({
      id,
      name,
      file: test.file.filepath,
      line: (test.location?.line ?? 1) - 1,
      millis,
      ...(first.kind === "passed" ? {} : { message: first.kind === "failed" ? first.message : "too late" })
    })
    if (first.kind === "passed") {
      for (const [mutant, hits] of Object.entries(stryker.mutantCoverage?.perTest[id] ?? {})) {
        if (progress.isTried(mutant, id)) continue
        await this.tryMutant(test, id, mutant, hits, timeLimit(millis), baseline)
      }
    }
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
      process.exit(exitDamaged)
    }
    progress.tell(
      result.kind === "failed" && !isEndless ? { kind: "killed", message, ...about } : { kind: "timeout", ...about }
    )
    if (after.kind !== "passed") process.exit(exitDamaged)
  }

  /** Called for each file; what was told last counts. */
  override onAfterRunFiles(files: Parameters<TestRunner["onAfterRunFiles"]>[0]): void {
    super.onAfterRunFiles(files)
    const { progress, stryker } = this
    const { perTest = {}, static: outside = {} } = stryker.mutantCoverage ?? {}
    const { [nowhere]: _, ...coverage } = perTest
    progress.tell({ kind: "finished", coverage: { static: outside, perTest: coverage }, tests: progress.tests })
  }
}
