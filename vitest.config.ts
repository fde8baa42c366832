import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: [
      "packages/*",
      "tools/bench",
      "tools/codegen",
      "tools/demo",
      "tools/readme",
      "tools/sharing",
      "tools/traps",
      "tools/trust"
    ],
    reporters: ["default", "./tools/vitest/closing-line.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/generated/**"] }
  }
})
