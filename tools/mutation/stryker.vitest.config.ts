/**
 * The tests that mutants of core are tried on: all of core's but the random programs of the model, which take long, and,
 * unless it is the store that is changed, the tests of the store, which wait for real files and servers.
 */
import process from "node:process"
import { fileURLToPath } from "node:url"
import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

const models = ["test/model.test.ts", "test/model.busy.test.ts"]
const isStore = process.env["MUTATION_SUBJECT"]?.startsWith("store") === true

export default mergeConfig(
  shared,
  defineConfig({
    root: fileURLToPath(new URL("../../packages/core", import.meta.url)),
    test: { exclude: ["**/node_modules/**", ...models, ...(isStore ? [] : ["test/store/**"])] }
  })
)
