import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// Blocks are compiled by a process of its own. Programs read the global `fetch` and the environment once, as Effect does,
// so that each test file has modules of its own.
export default mergeConfig(shared, { test: { isolate: true, testTimeout: 60_000 } })
