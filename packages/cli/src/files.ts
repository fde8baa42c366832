/** Small files that only their owner can read. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** A file's text; `undefined` if there is no such file. */
export const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined
    throw error
  }
}

/** A file of JSON; `undefined` if there is none, or it is not JSON. */
export const readJson = (path: string): unknown => {
  const text = readText(path)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Puts a whole file in place, or nothing; mode 0600, in folders of mode 0700. */
export const writePrivate = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const half = `${path}.${crypto.randomUUID()}.tmp`
  try {
    writeFileSync(half, text, { mode: 0o600, flag: "wx" })
    renameSync(half, path)
  } catch (error) {
    rmSync(half, { force: true })
    throw error
  }
}

/** Removes a file, if there is one. */
export const removeFile = (path: string): void => rmSync(path, { force: true })
