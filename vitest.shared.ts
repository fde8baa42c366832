import { defineConfig } from "vitest/config"

// Packages resolve each other's sources, so that tests need no build.
const conditions = ["@crm-auth/source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ["test/**/*.test.ts"] }
})
