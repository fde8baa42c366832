/** The tests that mutants of core are tried on: all of core's but the random programs of the model, which take long. */
import { fileURLToPath } from "node:url"
import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

export default mergeConfig(
  shared,
  defineConfig({
    root: fileURLToPath(new URL("../../packages/core", import.meta.url)),
    test: { exclude: ["**/node_modules/**", "test/model.test.ts", "test/model.busy.test.ts"] }
  })
)
