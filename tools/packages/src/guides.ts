/** Entry point of a step of core's `build`, run in its folder: the guides for users go into its tarball, as `docs`. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join, posix } from "node:path"
import { fileURLToPath } from "node:url"

const source = fileURLToPath(new URL("../../../docs", import.meta.url))
const repository = "https://github.com/crm-auth/crm-auth/blob/main"

const single = [
  "circuit-breaker.md",
  "grafana-dashboard.json",
  "how-the-engine-works.md",
  "observability.md",
  "sharing-sessions.md"
]

/** The files that are copied, by their path in `docs`. */
export const guides: ReadonlyArray<string> = [
  ...single,
  ...(await readdir(join(source, "recipes"))).map((name) => `recipes/${name}`)
].sort()

/** The text of a guide. A link to what is not copied leads to the repository. */
export const guideText = (path: string, text: string): string =>
  text.replaceAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g, (link: string, target: string, part = "") => {
    if (/^[a-z]+:/.test(target)) return link
    const found = posix.join("docs", dirname(path), target)
    return guides.includes(found.replace(/^docs\//, "")) ? link : `](${repository}/${found}${part})`
  })

/** Writes all guides into a folder, which is emptied first. */
export const writeGuides = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true })
  for (const path of guides) {
    await mkdir(join(folder, dirname(path)), { recursive: true })
    await writeFile(join(folder, path), guideText(path, await readFile(join(source, path), "utf8")))
  }
}

if (import.meta.main) await writeGuides("docs")
