/** All pages of the site, with links that work on it. */
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../readme/readmes.ts"
import { benchmarkPage } from "./benchmarks.ts"
import { commandPages } from "./commands.ts"
import { documentPages } from "./documents.ts"
import { errorPage } from "./errors.ts"
import { linked, type Place } from "./links.ts"
import type { Page } from "./page.ts"
import { vendorPages } from "./vendors.ts"

const examples = join(root, "tools/docs/examples")

/** The repository's address is that of the root's manifest. */
const repository = (): string => {
  const manifest: { readonly repository: { readonly url: string } } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8")
  )
  return manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, "")
}

/** `<!-- run NAME -->` is the program of that name and a place that runs it. */
const withExamples = (page: Page, base: string): Page => ({
  ...page,
  body: page.body.replaceAll(/<!-- run ([\w.-]+) -->/g, (_, name: string) => {
    const program = readFileSync(join(examples, `${name}.ts`), "utf8")
      .replace(/^\/\*\*.*\*\/\n/, "")
      .trim()
    const frame = `${base}run/${name}/`
    return `\`\`\`ts\n${program}\n\`\`\`\n\n<div class="run" data-example="${name}" data-frame="${frame}"><p>With scripts, a button here runs the program in this page, against the vendor's emulator.</p></div>`
  })
})

/** Names of the examples that pages show. */
export const exampleNames: ReadonlyArray<string> = readdirSync(examples)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""))

/** Composes the site that is under `base`. Throws for a link to a page that does not exist. */
export const compose = (base: string): Effect.Effect<ReadonlyArray<Page>> =>
  Effect.map(commandPages, (commands) => {
    const pages = [...documentPages(), ...vendorPages(), errorPage(), benchmarkPage(), ...commands]
    const slugs = pages.map(({ slug }) => slug)
    const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index)
    if (twice !== undefined) throw new Error(`two pages are ${twice}`)
    const place: Place = { base, fileUrl: (path) => `${repository()}/blob/main/${path}` }
    return pages.map((page) => withExamples(linked(page, pages, place), base))
  })
