import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// Tests over sockets mostly wait for pauses between tries: many of them can wait together.
export default mergeConfig(shared, defineConfig({ test: { maxConcurrency: 16 } }))
