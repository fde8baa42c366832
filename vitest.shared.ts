import { defineConfig } from "vitest/config"

// Packages resolve each other's sources, so that tests need no build.
const conditions = ["@crm-auth/source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    // Test files share a worker and its modules: loading effect anew for each file took more time than most tests.
    isolate: false,
    // No test waits for a real clock; the limit only ends one that hangs, on a machine however busy.
    testTimeout: 60_000
  }
})
