/** The repository as the generator sees it: specs in, generated folders out. */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { CommandFailure } from "./problem.ts"

export interface Workspace {
  readonly root: string
}

const specs = "specs"
const extension = ".yaml"

/** The two folders of a package that hold nothing but generated files. */
const generatedFolders = ["src/generated", "test/generated"] as const

export const specFile = (vendor: string): string => `${specs}/${vendor}${extension}`

export const packageFile = (vendor: string, path: string): string => `packages/${vendor}/${path}`

const failure = (doing: string, path: string) => (error: { readonly message: string }) =>
  new CommandFailure({ message: `can't ${doing} ${path}: ${error.message}` })

export const knownVendors = Effect.fnUntraced(function* ({ root }: Workspace) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = path.join(root, specs)
  const names = yield* fs.readDirectory(folder).pipe(Effect.mapError(failure("list", folder)))
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length))
    .sort()
})

export const readText = Effect.fnUntraced(function* ({ root }: Workspace, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  return yield* fs.readFileString(path.join(root, file)).pipe(Effect.mapError(failure("read", file)))
})

/** `undefined` where there is no such file. */
export const readIfThere = Effect.fnUntraced(function* ({ root }: Workspace, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  return yield* fs
    .readFileString(path.join(root, file))
    .pipe(
      Effect.catch((error) =>
        error.reason._tag === "NotFound" ? Effect.void : Effect.fail(failure("read", file)(error))
      )
    )
})

/** The files in a vendor's generated folders, sorted. */
export const generatedFiles = Effect.fnUntraced(function* ({ root }: Workspace, vendor: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const files: Array<string> = []
  for (const folder of generatedFolders) {
    const file = packageFile(vendor, folder)
    const names = yield* fs
      .readDirectory(path.join(root, file))
      .pipe(
        Effect.catch((error) =>
          error.reason._tag === "NotFound" ? Effect.succeed([]) : Effect.fail(failure("list", file)(error))
        )
      )
    files.push(...names.sort().map((name) => `${file}/${name}`))
  }
  return files
})

export const writeText = Effect.fnUntraced(function* ({ root }: Workspace, file: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const target = path.join(root, file)
  yield* fs.makeDirectory(path.dirname(target), { recursive: true }).pipe(Effect.mapError(failure("make", file)))
  yield* fs.writeFileString(target, text).pipe(Effect.mapError(failure("write", file)))
})

export const remove = Effect.fnUntraced(function* ({ root }: Workspace, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  yield* fs.remove(path.join(root, file), { recursive: true }).pipe(Effect.mapError(failure("remove", file)))
})
