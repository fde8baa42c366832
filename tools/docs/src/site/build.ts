/**
 * `docs:build`: writes the pages, builds the site, adds the Markdown twins, and checks every link.
 *
 * With `--check` it also fails where a vendor's pages lack a part, or a program in a document does not compile. With
 * `--published` the site is built for the address in the root's manifest.
 */
import { build } from "astro"
import { readFileSync } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { uncompiled } from "../readme/compile.ts"
import { extract, root } from "../readme/readmes.ts"
import { checkLinks } from "./checkLinks.ts"
import { missingParts } from "./vendorParts.ts"
import { writePages, writeTwins } from "./write.ts"

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, published: { type: "boolean", default: false } }
})
if (values.published) {
  const { homepage }: { readonly homepage: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  const { origin, pathname } = new URL(homepage)
  process.env["DOCS_SITE"] = origin
  process.env["DOCS_BASE"] = pathname
}

const folder = fileURLToPath(new URL("../..", import.meta.url))
const dist = join(folder, "dist")
const base = (process.env["DOCS_BASE"] ?? "/").replace(/\/?$/, "/")
const began = performance.now()

await rm(dist, { recursive: true, force: true })
// What Astro keeps of a page does not depend on its options.
await rm(join(folder, ".cache/astro"), { recursive: true, force: true })
const pages = await writePages(base)
await build({ root: folder, logLevel: "error" })
await writeTwins(pages, dist, { base, origin: process.env["DOCS_SITE"] ?? "" })
const problems = [...(await checkLinks(dist, base))]
const broken = problems.length
if (values.check) {
  problems.push(...missingParts(pages))
  await extract()
  const errors = await uncompiled()
  if (errors !== "") problems.push(errors)
}
for (const problem of problems) console.error(problem)
const seconds = Math.round((performance.now() - began) / 1000)
const checked = values.check ? `, ${problems.length - broken} other problems` : ""
console.log(`docs: ${pages.length} pages in ${seconds} s, ${broken} broken links${checked}`)
process.exitCode = problems.length === 0 ? 0 : 1
