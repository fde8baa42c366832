/** Links between documents of the repository become links between pages. */
import { posix } from "node:path"
import type { Page } from "./page.ts"

export interface Place {
  /** The path that the site is under, with a slash at its end. */
  readonly base: string
  /** The address of a file of the repository, for what has no page. */
  readonly fileUrl: (path: string) => string
}

const pattern = /(\]\()([^)\s]+)(\))/g

/** Changes every link of a page, outside of code blocks. */
const withLinks = (body: string, change: (target: string) => string): string => {
  let isCode = false
  return body
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) isCode = !isCode
      return isCode
        ? line
        : line.replaceAll(
            pattern,
            (_, open: string, target: string, close: string) => `${open}${change(target)}${close}`
          )
    })
    .join("\n")
}

/** The page with links that work on the site. */
export const linked = (page: Page, pages: ReadonlyArray<Page>, { base, fileUrl }: Place): Page => {
  const slugs = new Map(pages.flatMap(({ slug, source }) => (source === undefined ? [] : [[source, slug] as const])))
  const known = new Set(pages.map(({ slug }) => slug))
  const hrefOf = (slug: string, hash: string) => `${base}${slug === "" ? "" : `${slug}/`}${hash}`
  return {
    ...page,
    body: withLinks(page.body, (target) => {
      if (/^[a-z]+:/.test(target) || target.startsWith("#")) return target
      const [path = "", fragment] = target.split("#")
      const hash = fragment === undefined ? "" : `#${fragment}`
      if (path.startsWith("/")) {
        const slug = path.replaceAll(/^\/|\/$/g, "")
        if (!known.has(slug)) throw new Error(`${page.source ?? page.slug}: there is no page ${path}`)
        return hrefOf(slug, hash)
      }
      const file = posix.join(posix.dirname(page.source ?? ""), path).replace(/\/$/, "")
      const slug = slugs.get(file) ?? slugs.get(`${file}/README.md`)
      return slug === undefined ? fileUrl(file) : hrefOf(slug, hash)
    })
  }
}
