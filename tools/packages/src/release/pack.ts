/** Entry point of `release:pack FOLDER`: packs every published package into a folder, for a job that only publishes. */
import { join, resolve } from "node:path"
import process from "node:process"
import { build, pack, root } from "../pack.ts"

const [folder] = process.argv.slice(2)
if (folder === undefined || resolve(folder) === root) {
  console.error("Name the folder that the tarballs go to; it is emptied first: pnpm release:pack release")
  process.exitCode = 2
} else {
  await build()
  for (const { name, tarball, version } of await pack(join(root, folder))) console.log(`${name}@${version} ${tarball}`)
}
