/**
 * `benchmarks`: writes docs/benchmarks.md anew from the committed figures, which stay as they were measured. With `--check`
 * it compares instead, and exits with 1 if the page is not what the figures give.
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { committed, pageFile, root } from "./figures.ts"
import { page } from "./page.ts"

const scratch = mkdtempSync(join(tmpdir(), "crm-auth-benchmarks-"))
try {
  const file = join(scratch, "benchmarks.md")
  writeFileSync(file, page(committed()))
  const formatter = fileURLToPath(new URL("node_modules/.bin/oxfmt", root))
  const config = fileURLToPath(new URL(".oxfmtrc.json", root))
  execFileSync(formatter, ["--config", config, file], { stdio: ["ignore", "ignore", "inherit"] })
  const made = readFileSync(file, "utf8")
  if (!process.argv.includes("--check")) writeFileSync(pageFile, made)
  else if (made !== readFileSync(pageFile, "utf8")) {
    console.error("docs/benchmarks.md is not what docs/benchmarks.json gives: run `pnpm benchmarks`")
    process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
