/** Writes the pages for the site's builder, and what is published beside them. */
import * as Effect from "effect/Effect"
import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compose } from "./compose.ts"
import { fileOf, type Page } from "./page.ts"

const content = fileURLToPath(new URL("../../site/content/docs", import.meta.url))

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** The name of its Markdown file. */
export const named = ({ slug }: Page): string => `${slug === "" ? "index" : slug}.md`

/** Writes all pages anew. */
export const writePages = async (base: string): Promise<ReadonlyArray<Page>> => {
  const pages = [...(await Effect.runPromise(compose(base)))].sort((a, b) => (a.slug < b.slug ? -1 : 1))
  await rm(content, { recursive: true, force: true })
  for (const page of pages) await write(join(content, named(page)), fileOf(page))
  return pages
}

/** The page as plain Markdown: what a person or a program reads without a browser. */
const plain = ({ body, description, title }: Page): string =>
  `# ${title}\n\n${description}\n\n${body.replaceAll(/<(div|figure)[^]*?<\/\1>/g, "").trim()}\n`

/** Writes the Markdown twin of each page, `llms.txt` and `llms-full.txt`. */
export const writeTwins = async (
  pages: ReadonlyArray<Page>,
  dist: string,
  { base, origin }: { readonly base: string; readonly origin: string }
): Promise<void> => {
  for (const page of pages) await write(join(dist, named(page)), plain(page))
  const list = pages.map((page) => `- [${page.title}](${origin}${base}${named(page)}): ${page.description}`)
  const about =
    "> Session clients for CRM and back-office systems: give a vendor's credentials, get a client that is logged in."
  await write(join(dist, "llms.txt"), ["# @crm-auth", "", about, "", "## Pages", "", ...list, ""].join("\n"))
  await write(join(dist, "llms-full.txt"), pages.map(plain).join("\n---\n\n"))
}
