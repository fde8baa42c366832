import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// The tests run the built program, as a person would.
export default mergeConfig(shared, defineConfig({ test: { globalSetup: "./test/fixtures/build.ts" } }))
