/** Files as the generator sees them: specs in, the generated folders of packages out. */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { CommandFailure } from "./problem.ts"

export interface Workspace {
  /** Where relative paths start. */
  readonly root: string
  /** The known specs: vendor -> file, relative to `root`. A spec may extend any of them. */
  readonly specs: ReadonlyMap<string, string>
  /** Where a file of a vendor's package is, relative to `root`. */
  readonly packageFile: (vendor: string, path: string) => string
}

const extension = ".yaml"

/** The two folders of a package that hold nothing but generated files. */
const generatedFolders = ["src/generated", "test/generated"] as const

/** The file of a spec, relative to the workspace's root. */
export const specFile = (workspace: Workspace, vendor: string): string =>
  workspace.specs.get(vendor) ?? `${vendor}${extension}`

const failure = (doing: string, path: string) => (error: { readonly message: string }) =>
  new CommandFailure({ message: `can't ${doing} ${path}: ${error.message}` })

/** The specs of a folder, by vendor. */
export const specsIn = Effect.fnUntraced(function* (root: string, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const names = yield* fs.readDirectory(path.resolve(root, folder)).pipe(Effect.mapError(failure("list", folder)))
  return new Map(
    names
      .filter((name) => name.endsWith(extension))
      .sort()
      .map((name) => [name.slice(0, -extension.length), path.join(folder, name)] as const)
  )
})

/** The workspace of some spec files. The specs beside them are known too, so that they can be extended. */
export const workspaceOf = Effect.fnUntraced(function* (options: {
  readonly root: string
  readonly specs: ReadonlyArray<string>
  readonly out: string
}) {
  const path = yield* Path.Path
  const specs = new Map<string, string>()
  const vendors: Array<string> = []
  for (const file of options.specs) {
    const name = path.basename(file)
    if (!name.endsWith(extension)) {
      return yield* new CommandFailure({ message: `${file}: a spec is a .yaml file named after its vendor` })
    }
    const vendor = name.slice(0, -extension.length)
    if (vendors.includes(vendor)) {
      return yield* new CommandFailure({
        message: `${file}: two specs are called ${name}; give each its vendor's name`
      })
    }
    for (const [known, beside] of yield* specsIn(options.root, path.dirname(file))) {
      if (!vendors.includes(known)) specs.set(known, beside)
    }
    specs.set(vendor, file)
    vendors.push(vendor)
  }
  if (vendors.length > 1 && !options.out.includes("{vendor}")) {
    return yield* new CommandFailure({
      message: `--out must contain {vendor} where there are several specs: --out packages/{vendor}`
    })
  }
  const packageFile = (vendor: string, file: string): string =>
    path.join(options.out.replaceAll("{vendor}", vendor), file)
  return { vendors, workspace: { root: options.root, specs, packageFile } satisfies Workspace }
})

export const readText = Effect.fnUntraced(function* ({ root }: Pick<Workspace, "root">, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  return yield* fs.readFileString(path.resolve(root, file)).pipe(Effect.mapError(failure("read", file)))
})

/** `undefined` where there is no such file. */
export const readIfThere = Effect.fnUntraced(function* ({ root }: Pick<Workspace, "root">, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  return yield* fs
    .readFileString(path.resolve(root, file))
    .pipe(
      Effect.catch((error) =>
        error.reason._tag === "NotFound" ? Effect.void : Effect.fail(failure("read", file)(error))
      )
    )
})

/** The files in a vendor's generated folders, sorted. */
export const generatedFiles = Effect.fnUntraced(function* (workspace: Workspace, vendor: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const files: Array<string> = []
  for (const folder of generatedFolders) {
    const file = workspace.packageFile(vendor, folder)
    const names = yield* fs
      .readDirectory(path.resolve(workspace.root, file))
      .pipe(
        Effect.catch((error) =>
          error.reason._tag === "NotFound" ? Effect.succeed([]) : Effect.fail(failure("list", file)(error))
        )
      )
    files.push(...names.sort().map((name) => path.join(file, name)))
  }
  return files
})

export const writeText = Effect.fnUntraced(function* ({ root }: Pick<Workspace, "root">, file: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const target = path.resolve(root, file)
  yield* fs.makeDirectory(path.dirname(target), { recursive: true }).pipe(Effect.mapError(failure("make", file)))
  yield* fs.writeFileString(target, text).pipe(Effect.mapError(failure("write", file)))
})

export const remove = Effect.fnUntraced(function* ({ root }: Pick<Workspace, "root">, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  yield* fs.remove(path.resolve(root, file), { recursive: true }).pipe(Effect.mapError(failure("remove", file)))
})
