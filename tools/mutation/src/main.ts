/**
 * Mutation tests of one folder of core's internals, or of one file: `pnpm test:mutation store`. What came of it
 * is written to `results`. It changes the files of this checkout while it runs, and
 * puts them back.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { Stryker } from "@stryker-mutator/core"
import { summaryOf } from "./summary.ts"

const root = join(import.meta.dirname, "../../..")
const [subject = "store"] = process.argv.slice(2)

const internals = "packages/core/src/internal"
const folder = join(root, internals, subject)
/** They take real files and servers to be tested, and are a subject of their own. */
const apart = `${internals}/store/backends/`
const mutate = existsSync(`${folder}.ts`)
  ? [`${internals}/${subject}.ts`]
  : globSync(`${internals}/${subject}/**/*.ts`, { cwd: root }).filter(
      (file) => subject.startsWith("store/backends") || !file.startsWith(apart)
    )
if (mutate.length === 0) throw new Error(`core has no folder or file ${internals}/${subject}`)

process.chdir(root)
process.env["MUTATION_SUBJECT"] = subject
const cache = "tools/mutation/.cache"
mkdirSync(cache, { recursive: true })
const name = subject.replaceAll("/", "-")
const incremental = `${cache}/${name}.json`

await new Stryker({
  mutate,
  // Workspaces are linked to each other: a copy of one would be tested with the sources of the others.
  inPlace: true,
  disableTypeChecks: false,
  plugins: [join(import.meta.dirname, "onePass.ts")],
  testRunner: "onePass",
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  // Mutants are tried by the first run already.
  concurrency: 1,
  dryRunTimeoutMinutes: 300,
  incremental: true,
  incrementalFile: incremental,
  reporters: ["clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  tempDirName: "tools/mutation/.cache/stryker",
  allowEmpty: false
}).runMutationTest()

// What is committed is the same on every machine, and short enough to be read.
mkdirSync("tools/mutation/results", { recursive: true })
writeFileSync(
  `tools/mutation/results/${name}.json`,
  `${JSON.stringify(summaryOf(readFileSync(incremental, "utf8")), undefined, 2)}\n`
)
