import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// Blocks are compiled by a process of its own.
export default mergeConfig(shared, { test: { testTimeout: 60_000 } })
