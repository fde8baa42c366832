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
    // The tests wait for servers, timers and other programs for almost half of their time: one file more than there are
    // cores finishes sooner.
    maxWorkers: availableParallelism() + 1,
    reporters: ["default", "./tools/packages/src/closingLine.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/generated/**"] }
  }
})
