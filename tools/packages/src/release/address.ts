/**
 * Entry point of `release:address URL [SITE]`: changes the addresses of the repository and of its site in every file that
 * names them. A repository on GitHub has its site at `owner.github.io/name` unless you say otherwise.
 */
import { execFileSync } from "node:child_process"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { readJson, root } from "../pack.ts"

interface Manifest {
  readonly homepage: string
  readonly repository: { readonly url: string }
}

/** The address that the root's manifest has, as a browser opens it. */
export const repositoryUrl = async (base = root): Promise<string> => {
  const { repository } = await readJson<Manifest>(join(base, "package.json"))
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "")
}

/** The address that the documentation is published at, without a slash at its end: `homepage` of the root's manifest. */
export const siteUrl = async (base = root): Promise<string> =>
  (await readJson<Manifest>(join(base, "package.json"))).homepage

/** Where GitHub publishes a repository's pages. */
const siteOf = (repository: string): string | undefined => {
  const [, owner, name] = /^https:\/\/github\.com\/([^/]+)\/([^/]+)$/.exec(repository) ?? []
  return owner === undefined ? undefined : `https://${owner.toLowerCase()}.github.io/${name}`
}

/** The committed files of the repository. */
export const committed = (base = root): ReadonlyArray<string> =>
  execFileSync("git", ["ls-files", "-z"], { cwd: base, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 })
    .split("\0")
    .filter((file) => file !== "")

const isAddress = (text: string): boolean => /^https:\/\/[^\s/]+(\/[^\s/]+)*$/.test(text)

if (import.meta.main) {
  const [next, nextSite = siteOf(next ?? "")] = process.argv.slice(2)
  if (next === undefined || !/^https:\/\/[^\s/]+\/[^\s/]+\/[^\s/]+$/.test(next)) {
    console.error("Usage: release:address https://host/owner/name [https://site]")
    process.exitCode = 2
  } else if (nextSite === undefined || !isAddress(nextSite)) {
    console.error("Say where the documentation is published: release:address https://host/owner/name https://site")
    process.exitCode = 2
  } else {
    const [before, beforeSite] = [await repositoryUrl(), await siteUrl()]
    let changed = 0
    for (const file of committed()) {
      const path = join(root, file)
      const text = await readFile(path, "utf8").catch(() => "")
      const after = text.replaceAll(beforeSite, nextSite).replaceAll(before, next)
      if (after === text) continue
      await writeFile(path, after)
      changed++
    }
    console.log(`${before} → ${next}, ${beforeSite} → ${nextSite}, in ${changed} files`)
  }
}
