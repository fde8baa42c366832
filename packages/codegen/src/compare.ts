/** What stands between the committed files and those that the specs give now. */
import * as Effect from "effect/Effect"
import { generatedMark } from "./emit/text.ts"
import type { Output } from "./generate.ts"
import { generatedFiles, readIfThere, remove, writeText } from "./workspace.ts"
import type { Workspace } from "./workspace.ts"

export type Change =
  | { readonly kind: "missing" | "different"; readonly file: string; readonly code: string }
  | { readonly kind: "stale"; readonly file: string }

/**
 * Whether an author has taken a file over: one that stands among hand-written files is generated as long as its first
 * line says so.
 */
const isTaken = (path: string, committed: string): boolean =>
  !path.includes("/generated/") && !committed.startsWith(generatedMark)

export const changes = Effect.fnUntraced(function* (workspace: Workspace, output: Output) {
  const found: Array<Change> = []
  for (const { code, path } of output.files) {
    const committed = yield* readIfThere(workspace, path)
    if (committed === undefined) found.push({ kind: "missing", file: path, code })
    else if (committed !== code && !isTaken(path, committed)) found.push({ kind: "different", file: path, code })
  }
  const expected = new Set(output.files.map((file) => file.path))
  for (const file of yield* generatedFiles(workspace, output.vendor)) {
    if (!expected.has(file)) found.push({ kind: "stale", file })
  }
  return found
})

export const apply = (workspace: Workspace, change: Change) =>
  change.kind === "stale" ? remove(workspace, change.file) : writeText(workspace, change.file, change.code)

const says = {
  missing: "is missing",
  different: "is not what the spec gives",
  stale: "comes from no spec"
}

export const describe = (change: Change): string => `${change.file} ${says[change.kind]}`
