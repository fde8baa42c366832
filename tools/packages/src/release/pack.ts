/** Entry point of `release:pack FOLDER`: packs every published package into a folder, for a job that only publishes. */
import { resolve } from "node:path"
import process from "node:process"
import { build, pack, root } from "../pack.ts"
import { destinationProblem } from "./destination.ts"

const [folder] = process.argv.slice(2)
const problem =
  folder === undefined || folder === ""
    ? "Name the folder that the tarballs go to"
    : await destinationProblem(folder, root)
if (folder === undefined || problem !== undefined) {
  console.error(`${problem}. The folder is emptied first; choose a new one: pnpm release:pack release`)
  process.exitCode = 2
} else {
  await build()
  for (const { name, tarball, version } of await pack(resolve(folder))) console.log(`${name}@${version} ${tarball}`)
}
