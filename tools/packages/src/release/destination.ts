/** Decides whether a folder may be emptied for tarballs. */
import { existsSync, readdirSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, join, relative, resolve, sep } from "node:path"
import { run } from "../run.ts"

/** The path with the links of its existing part followed. */
const real = (path: string): string => {
  if (existsSync(path)) return realpathSync(path)
  const parent = dirname(path)
  return parent === path ? path : join(real(parent), basename(path))
}

const isWithin = (folder: string, path: string): boolean => path === folder || path.startsWith(folder + sep)

/** Why a folder must not be emptied; `undefined` if it may be. */
export const destinationProblem = async (folder: string, root: string): Promise<string | undefined> => {
  const path = real(resolve(folder))
  const checkout = real(resolve(root))
  if (isWithin(path, checkout)) return `${path} holds the checkout`
  if (isWithin(join(checkout, ".git"), path)) return `${path} is git's own`
  if (isWithin(checkout, path)) {
    const { code, output } = await run("git", ["ls-files", "--", relative(checkout, path)], { cwd: checkout })
    if (code !== 0) return `git cannot tell which files of ${path} it tracks`
    if (output.trim() !== "") return `git tracks files of ${path}`
  }
  if (!existsSync(path)) return undefined
  if (!statSync(path).isDirectory()) return `${path} is no folder`
  const other = readdirSync(path, { withFileTypes: true }).find(
    (entry) => !entry.isFile() || !entry.name.endsWith(".tgz")
  )
  return other === undefined ? undefined : `${path} holds ${other.name}, which is no tarball`
}
