/** Writes the page and the figures, in the repository's own format. */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Figures, jsonFile, pageFile, root } from "./figures.ts"
import { page } from "./page.ts"

export const write = (figures: Figures): void => {
  writeFileSync(jsonFile, JSON.stringify(figures, undefined, 2))
  writeFileSync(pageFile, page(figures))
  const files = [jsonFile, pageFile].map((url) => fileURLToPath(url))
  execFileSync(fileURLToPath(new URL("node_modules/.bin/oxfmt", root)), files, { stdio: "inherit" })
}
