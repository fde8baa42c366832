import { mergeConfig } from "vitest/config"
import shared from "../../vitest.shared.ts"

// Some tests compile what was generated, or run the generator as a process of its own.
export default mergeConfig(shared, { test: { testTimeout: 60_000 } })
