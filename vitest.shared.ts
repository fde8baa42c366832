import { defineConfig } from "vitest/config"

// Packages resolve each other's sources, so that tests need no build.
const conditions = ["@crm-auth/source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // No test waits for a real clock; the limit only ends one that hangs, on a machine however busy.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 }
})
