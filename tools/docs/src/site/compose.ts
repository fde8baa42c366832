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
import { specs } from "./specs.ts"
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

/** `<!-- vendors -->` is a list of all vendors, with what each login asks for. */
const withVendors = (page: Page): Page => ({
  ...page,
  body: page.body.replace("<!-- vendors -->", () => {
    const entries = specs.map(({ label, methods, name }) => {
      const asked = methods.map((method) => method.label.charAt(0).toLowerCase() + method.label.slice(1)).join("; ")
      return `- [${label}](/vendors/${name}/) ${asked}. [Guide](/vendors/${name}/guide/)`
    })
    return `<section class="vendors">\n\n${entries.join("\n")}\n\n</section>`
  })
})

/** Links of a page's front matter lead below the site's path. */
const withFront = (page: Page, base: string): Page =>
  page.front === undefined
    ? page
    : { ...page, front: page.front.map((line) => line.replace(/^(\s+link: )\//, `$1${base}`)) }

/** Names of the examples that pages show. */
export const exampleNames: ReadonlyArray<string> = readdirSync(examples)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""))

/** Composes the site that is under `base`. Throws for a link to a page that does not exist. */
export const compose = (base: string): Effect.Effect<ReadonlyArray<Page>> =>
  Effect.map(commandPages, (commands) => {
    const pages = [...documentPages(), ...vendorPages(), errorPage(base), benchmarkPage(), ...commands]
    const slugs = pages.map(({ slug }) => slug)
    const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index)
    if (twice !== undefined) throw new Error(`two pages are ${twice}`)
    const place: Place = { base, fileUrl: (path) => `${repository()}/blob/main/${path}` }
    return pages.map((page) => withFront(withExamples(linked(withVendors(page), pages, place), base), base))
  })
