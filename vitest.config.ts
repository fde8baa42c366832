import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: [
      "packages/*",
      "examples/vendors/*",
      "tools/bench",
      "tools/demo",
      "tools/fleet",
      "tools/docs",
      "tools/packages",
      "tools/sharing",
      "tools/trust"
    ],
    // The tests wait for servers and timers now and then: two files at once finish sooner even on two cores, of which
    // one would be left to vitest itself.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ["default", "./tools/packages/src/closingLine.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/generated/**"] }
  }
})
