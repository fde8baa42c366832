/** Keeps what Node has compiled of the program, so that the next run starts sooner. */
import { mkdirSync, statSync } from "node:fs"
import module from "node:module"
import { join } from "node:path"
import process from "node:process"
import type { Folders } from "./paths.ts"

/** Whether nothing but this user's programs can put code there. */
const isOwn = (folder: string): boolean => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = statSync(folder)
  return process.platform === "win32" || ((mode & 0o022) === 0 && uid === process.getuid?.())
}

/** Keeps compiled code in the user's cache folder. Without one, such as in a home that cannot be written, nothing is kept. */
export const keepCompiled = ({ cache }: Folders): void => {
  const folder = join(cache, "compiled")
  try {
    // Node 22.0 has no such cache.
    if (isOwn(folder)) module.enableCompileCache?.(folder)
  } catch {
    // The program runs all the same.
  }
}
