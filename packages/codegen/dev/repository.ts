/** This repository as the generator sees it: specs in `specs/`, packages in `packages/`. */
import * as Effect from "effect/Effect"
import { specsIn, type Workspace } from "../src/workspace.ts"

export const repository = (root: string) =>
  Effect.map(specsIn(root, "specs"), (specs): Workspace => ({
    root,
    specs,
    packageFile: (vendor, path) => `packages/${vendor}/${path}`
  }))
