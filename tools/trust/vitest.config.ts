import { defineConfig, mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// What a body costs in memory is measured, so that each file has a worker of its own, without what others left behind.
// Tests over sockets mostly wait for pauses between tries: many of them can wait together.
export default mergeConfig(shared, defineConfig({ test: { isolate: true, maxConcurrency: 16 } }))
