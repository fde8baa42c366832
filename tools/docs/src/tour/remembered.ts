/** Which pages were found good, so that a tour that was stopped goes on where it was. Owns `.cache/tour.json`. */
import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** What decides whether a page is good. */
const judges = ["look.ts", "runPrograms.ts", "useFinder.ts"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url))
)

const hashOf = (files: ReadonlyArray<string>): string => {
  const hash = createHash("sha256")
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest("hex")
}

const filesIn = (folder: string, pattern: RegExp): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => pattern.test(file))
    .sort()
    .map((file) => join(folder, file))

export interface Remembered {
  /** Whether the page, the site's scripts and styles, and what judges it, are the same as when the page was found good. */
  readonly isGood: (path: string) => boolean
  readonly noteGood: (path: string) => void
}

export const remember = (dist: string, file: string): Remembered => {
  const shared = hashOf([
    ...filesIn(join(dist, "_astro"), /\.(css|js)$/),
    join(dist, "run.js"),
    join(dist, "find.js"),
    ...judges
  ])
  const keyOf = (path: string) => `${shared.slice(0, 16)}${hashOf([join(dist, path, "index.html")]).slice(0, 16)}`
  const known = new Map<string, string>()
  try {
    const entries: { readonly [path: string]: string } = JSON.parse(readFileSync(file, "utf8"))
    for (const [path, key] of Object.entries(entries)) known.set(path, key)
  } catch {
    // There was no tour before.
  }
  return {
    isGood: (path) => known.get(path) === keyOf(path),
    noteGood: (path) => {
      known.set(path, keyOf(path))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(Object.fromEntries(known)))
    }
  }
}
