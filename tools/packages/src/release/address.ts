/** Entry point of `release:address URL`: changes the repository's address in every file that names it. */
import { execFileSync } from "node:child_process"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { readJson, root } from "../pack.ts"

interface Manifest {
  readonly repository: { readonly url: string }
}

/** The address that the root's manifest has, as a browser opens it. */
export const repositoryUrl = async (base = root): Promise<string> => {
  const { repository } = await readJson<Manifest>(join(base, "package.json"))
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "")
}

/** The committed files of the repository. */
export const committed = (base = root): ReadonlyArray<string> =>
  execFileSync("git", ["ls-files", "-z"], { cwd: base, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 })
    .split("\0")
    .filter((file) => file !== "")

if (import.meta.main) {
  const [next] = process.argv.slice(2)
  if (next === undefined || !/^https:\/\/[^\s/]+\/[^\s/]+\/[^\s/]+$/.test(next)) {
    console.error("Usage: release:address https://host/owner/name")
    process.exitCode = 2
  } else {
    const before = await repositoryUrl()
    let changed = 0
    for (const file of committed()) {
      const path = join(root, file)
      const text = await readFile(path, "utf8").catch(() => "")
      if (!text.includes(before)) continue
      await writeFile(path, text.replaceAll(before, next))
      changed++
    }
    console.log(`${before} → ${next} in ${changed} files`)
  }
}
