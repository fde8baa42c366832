/** Links of the built site that lead nowhere: to files, or to places in pages. */
import { readdirSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"

const attribute = (text: string): string => text.replaceAll("&amp;", "&").replaceAll("&#38;", "&")

const idsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => attribute(id)))

/** Every link and source of every page, looked up among the built files. */
export const checkLinks = async (dist: string, base: string): Promise<ReadonlyArray<string>> => {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"))
  const known = new Set(files)
  const pages = files.filter((file) => file.endsWith(".html"))
  const html = new Map(pages.map((file) => [file, readFileSync(join(dist, file), "utf8")]))
  const ids = new Map([...html].map(([file, text]) => [file, idsIn(text)]))
  const problems: Array<string> = []
  for (const [file, text] of html) {
    for (const [, found = ""] of text.matchAll(/\s(?:href|src|data-frame)="([^"]*)"/g)) {
      const target = attribute(found)
      if (/^[a-z]+:|^\/\//.test(target) || target === "") continue
      const [path = "", fragment = ""] = target.split("#")
      const [withoutQuery = ""] = path.split("?")
      const from = posix.dirname(file)
      const resolved =
        withoutQuery === ""
          ? file
          : withoutQuery.startsWith(base)
            ? withoutQuery.slice(base.length)
            : withoutQuery.startsWith("/")
              ? undefined
              : posix.join(from, withoutQuery)
      const candidates =
        resolved === undefined ? [] : [resolved, posix.join(resolved, "index.html"), resolved.replace(/\/$/, "")]
      const reached = candidates.find(
        (candidate) => known.has(candidate) && (candidate.includes(".") || html.has(candidate))
      )
      if (reached === undefined) problems.push(`${file}: ${target} leads nowhere`)
      else if (fragment !== "" && ids.get(reached)?.has(decodeURIComponent(fragment)) === false) {
        problems.push(`${file}: ${target}: there is no such place in ${reached}`)
      }
    }
  }
  return [...new Set(problems)]
}
