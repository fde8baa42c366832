/** `docs:build`: writes the pages, builds the site, adds the Markdown twins, and checks every link. */
import { build } from "astro"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { checkLinks } from "./checkLinks.ts"
import { writePages, writeTwins } from "./write.ts"

const folder = fileURLToPath(new URL("../..", import.meta.url))
const dist = join(folder, "dist")
const base = (process.env["DOCS_BASE"] ?? "/").replace(/\/?$/, "/")
const began = performance.now()

await rm(dist, { recursive: true, force: true })
// What Astro keeps of a page does not depend on its options.
await rm(join(folder, ".cache/astro"), { recursive: true, force: true })
const pages = await writePages(base)
await build({ root: folder, logLevel: "warn" })
await writeTwins(pages, dist, base)
const broken = await checkLinks(dist, base)
for (const problem of broken) console.error(problem)
console.log(
  `docs: ${pages.length} pages in ${Math.round((performance.now() - began) / 1000)} s, ${broken.length} broken links`
)
process.exitCode = broken.length === 0 ? 0 : 1
