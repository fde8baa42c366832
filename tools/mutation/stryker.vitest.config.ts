/**
 * The tests that mutants of core are tried on: all of core's but the random programs of the model and a wave of 10,000
 * renewals, which take long, and, unless it is the backends of the store that are changed, those that wait for real files
 * and servers.
 */
import process from "node:process"
import { fileURLToPath } from "node:url"
import { defineConfig, mergeConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"
import shared from "../../vitest.shared.ts"

const subject = process.env["MUTATION_SUBJECT"] ?? ""
const long = ["test/model.test.ts", "test/model.busy.test.ts", "test/ahead/renewalRate.test.ts"]

/** They wait for real files, servers and pauses. */
const real = ["file", "layers", "redis", "damagedTimes", "connection"].map((name) => `test/store/${name}.test.ts`)

/** Most mutants are killed by the first of these: the tests of the folder itself. Those that wait for real files and servers come last. */
const order = [
  subject === "renewAhead" ? "ahead/" : `${subject}/`,
  "internal/",
  "engine/",
  "map/",
  "ahead/",
  "",
  "parallel/",
  "store/",
  "promise/"
]

class QuickFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const late = real.findIndex((name) => moduleId.endsWith(name))
      if (late !== -1) return order.length + late
      const index = order.findIndex((part) => part !== "" && moduleId.includes(`/test/${part}`))
      return index === -1 ? order.indexOf("") : index
    }
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

export default mergeConfig(
  shared,
  defineConfig({
    root: fileURLToPath(new URL("../../packages/core", import.meta.url)),
    test: {
      exclude: ["**/node_modules/**", ...long, ...(subject.startsWith("store/backends") ? [] : real)],
      // One process, in which every file is loaded once.
      isolate: false,
      fileParallelism: false,
      maxWorkers: 1,
      maxConcurrency: 1,
      runner: fileURLToPath(new URL("src/worker.ts", import.meta.url)),
      includeTaskLocation: true,
      silent: true,
      sequence: { sequencer: QuickFirst },
      reporters: ["default"]
    }
  })
)
