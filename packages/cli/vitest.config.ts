import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// The tests run the built program, as a person would. They wait for other processes, so some of a file run side by side.
export default mergeConfig(
  shared,
  defineConfig({ test: { globalSetup: "./test/fixtures/build.ts", sequence: { concurrent: true }, maxConcurrency: 4 } })
)
