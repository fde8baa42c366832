/** This repository as the generator sees it: specs in `specs/` and packages in `packages/`, and examples with both in one. */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { specsIn, type Workspace } from "../src/workspace.ts"

const examples = "examples/vendors"

export const repository = Effect.fnUntraced(function* (root: string) {
  const fs = yield* FileSystem.FileSystem
  const specs = yield* specsIn(root, "specs")
  const folders = yield* Effect.orElseSucceed(fs.readDirectory(`${root}/${examples}`), (): Array<string> => [])
  const ofExamples = yield* Effect.forEach(folders.sort(), (folder) => specsIn(root, `${examples}/${folder}`))
  const workspace: Workspace = {
    root,
    specs: new Map([...specs, ...ofExamples.flatMap((found) => [...found])]),
    packageFile: (vendor, path) => `${specs.has(vendor) ? "packages" : examples}/${vendor}/${path}`
  }
  return workspace
})
