/** The key file. Plain functions: they are used before anything large is loaded. */
import { statSync } from "node:fs"
import process from "node:process"
import { readText } from "./files.ts"

/** The variable that holds the store's key. */
export const keyVariable = "SESSION_STORE_KEY"

/** Why a key file is not used. A key that others can read is no key. */
const problemOf = (path: string): string | undefined => {
  if (process.platform === "win32") return undefined
  const { mode, uid } = statSync(path)
  if ((mode & 0o077) !== 0) return `${path} can be read by others; run: chmod 600 '${path}'`
  return uid === process.getuid?.() ? undefined : `${path} belongs to another user; set ${keyVariable} instead.`
}

/** What a key file holds: its key, nothing if there is no such file, or why it is not used. */
export const readKeyFile = (path: string): { readonly key?: string; readonly problem?: string } => {
  try {
    const text = readText(path)
    if (text === undefined) return {}
    const problem = problemOf(path)
    return problem === undefined ? { key: text.trim() } : { problem }
  } catch {
    return { problem: `${path} cannot be read; check its permissions.` }
  }
}
