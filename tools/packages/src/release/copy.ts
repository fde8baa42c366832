/** A throw-away copy of this repository, to version and publish from. */
import { cp, readdir, readFile, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { root } from "../pack.ts"
import { mustRun } from "../run.ts"

const left = new Set(["node_modules", ".git", ".turbo", ".cache", "coverage"])

export const copyRepository = async (folder: string, npmrc: string): Promise<void> => {
  await cp(root, folder, { recursive: true, filter: (source) => !left.has(basename(source)) })
  await writeFile(join(folder, ".npmrc"), npmrc)
  for (const name of await readdir(join(folder, "packages"))) {
    const path = join(folder, "packages", name, "package.json")
    // A provenance can be signed only where the release workflow runs.
    await writeFile(path, (await readFile(path, "utf8")).replace('"provenance": true', '"provenance": false'))
  }
  const git = (...args: ReadonlyArray<string>) => mustRun("git", args, { cwd: folder })
  await git("init", "--quiet", "--initial-branch=main")
  await git("config", "user.email", "release@localhost")
  await git("config", "user.name", "release")
  await git("config", "commit.gpgsign", "false")
  await git("add", "--all")
  await git("commit", "--quiet", "--message", "copy")
}
