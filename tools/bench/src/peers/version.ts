/** Versions of installed packages. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

const require = createRequire(import.meta.url)

/** Looks the package's own file up from its entry point, since not every package exports its package.json. */
export const versionOf = (name: string): string => {
  let folder = dirname(require.resolve(name))
  for (;;) {
    try {
      const found: { readonly name?: string; readonly version?: string } = JSON.parse(
        readFileSync(join(folder, "package.json"), "utf8")
      )
      if (found.name === name && found.version !== undefined) return found.version
    } catch {
      // Not here: one folder up.
    }
    if (folder === dirname(folder)) return "unknown"
    folder = dirname(folder)
  }
}
