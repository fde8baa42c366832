/**
 * The test runner that Stryker is given. It tries every mutant in one pass over the tests: a process of vitest loads the
 * tests once, and `worker.ts` in it repeats each test for each mutant that it reaches. Owns that process. Stryker plans,
 * keeps results and reports.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { createRequire } from "node:module"
import { appendFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin"
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
  TestStatus
} from "@stryker-mutator/api/test-runner"
import { type Finished, type Line, progressVariable } from "./progress.ts"

const folder = join(import.meta.dirname, "../.cache")
const config = join(import.meta.dirname, "../stryker.vitest.config.ts")

/** A process that says nothing for so long is stuck in a mutant. */
const stuckAfter = 90_000
/** How often it is looked at. */
const lookEvery = 1000
/** A process of vitest is started again at most so often. */
const mostStarts = 60

type Outcome = { readonly kind: "killed"; readonly by: string; readonly message: string } | { readonly kind: "timeout" }

const linesOf = (file: string): ReadonlyArray<Line> =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line): Line => JSON.parse(line))
    : []

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0)

/** Runs vitest to its end. `false`: it was stuck, or crashed. */
const runVitest = (progress: string): Promise<boolean> =>
  new Promise((resolve) => {
    const vitest = join(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs")
    const log = openSync(join(folder, "vitest.log"), "a")
    const child: ChildProcess = spawn(process.execPath, [vitest, "run", "--config", config], {
      env: { ...process.env, [progressVariable]: progress },
      stdio: ["ignore", log, log],
      detached: true
    })
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL")
      } catch {
        // The whole group has ended.
      }
    }
    let size = sizeOf(progress)
    let since = Date.now()
    const timer = setInterval(() => {
      const now = sizeOf(progress)
      if (now !== size) {
        size = now
        since = Date.now()
      } else if (Date.now() - since > stuckAfter) end()
    }, lookEvery)
    process.once("exit", end)
    child.once("exit", () => {
      clearInterval(timer)
      process.off("exit", end)
      end()
      resolve(linesOf(progress).at(-1)?.kind === "finished")
    })
  })

class OnePass implements TestRunner {
  private readonly outcomes = new Map<string, Outcome>()
  private finished: Finished | undefined = undefined

  /** Nothing has to be loaded anew, because the mutants have been tried: another process would know nothing of it. */
  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun(): Promise<DryRunResult> {
    mkdirSync(folder, { recursive: true })
    const progress = join(folder, `progress-${process.pid}.jsonl`)
    rmSync(progress, { force: true })
    for (let start = 0; !(await runVitest(progress)); start++) {
      const lines = linesOf(progress)
      const last = lines.at(-1)
      if (start >= mostStarts || last === undefined || last.kind === "baseline")
        return { status: DryRunStatus.Error, errorMessage: `vitest did not finish: see ${folder}/vitest.log` }
      // The mutant that was tried last keeps the process busy for ever, or ends it.
      if (last.kind === "trying") {
        const line: Line = { kind: "timeout", mutant: last.mutant, test: last.test }
        appendFileSync(progress, `${JSON.stringify(line)}\n`)
      }
    }
    const lines = linesOf(progress)
    const finished = lines.at(-1)
    if (finished?.kind !== "finished") throw new Error("vitest finished without saying so")
    this.finished = finished
    for (const line of lines) {
      if (line.kind === "killed") {
        this.outcomes.set(line.mutant, { kind: "killed", by: line.test, message: line.message })
      } else if (line.kind === "timeout") this.outcomes.set(line.mutant, { kind: "timeout" })
    }
    rmSync(progress, { force: true })
    for (const { id, message } of finished.tests) {
      if (message !== undefined)
        process.stderr.write(`left out, because it fails without a mutant: ${id}: ${message}\n`)
    }
    return {
      status: DryRunStatus.Complete,
      mutantCoverage: finished.coverage,
      tests: finished.tests
        .filter(({ message }) => message === undefined)
        .map(({ file, id, line, millis, name }) => ({
          id,
          name,
          fileName: file,
          timeSpentMs: millis,
          startPosition: { line, column: 0 },
          status: TestStatus.Success
        }))
    }
  }

  async mutantRun({ activeMutant, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    if (this.finished === undefined) throw new Error("mutants are tried by the process of the first run")
    const outcome = this.outcomes.get(activeMutant.id)
    const nrOfTests = testFilter?.length ?? this.finished.tests.length
    if (outcome === undefined) return { status: MutantRunStatus.Survived, nrOfTests }
    return outcome.kind === "timeout"
      ? { status: MutantRunStatus.Timeout }
      : { status: MutantRunStatus.Killed, killedBy: [outcome.by], failureMessage: outcome.message, nrOfTests }
  }
}

const make = (): TestRunner => new OnePass()

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "onePass", make)]
