/** Writes a package: the spec and the files around it, and then what the generator makes of the spec. */
import { generateFiles } from "@crm-auth/codegen"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Runtime from "effect/Runtime"
import { format as oxfmt } from "oxfmt"
import manifestOfThis from "../package.json" with { type: "json" }
import { type Answers, type Names, namesOf } from "./answers.ts"
import * as PackageFiles from "./files/packageFiles.ts"
import { namesIn, readSpec, SpecProblem, vendorIn, type VendorSpec, withPackage } from "./files/read.ts"
import { agentsFile, readmeFile, readmeTest } from "./files/readme.ts"
import {
  contractTest,
  driverFile,
  emulatorFile,
  examplesTest,
  fixtureFile,
  sessionFile,
  testingFile
} from "./files/sources.ts"
import { specText } from "./files/spec.ts"
import { trapsFile, trapsTest } from "./files/traps.ts"

/**
 * Why no package was written. The message says what to do.
 *
 * @since 0.1.0
 */
export class CreateFailure extends Data.TaggedError("CreateFailure")<{ readonly message: string }> {
  /** Keeps Effect's runtime from printing the failure: the command has printed its message. */
  override readonly [Runtime.errorReported] = false
}

/**
 * What to write.
 *
 * @since 0.1.0
 */
export interface ScaffoldOptions {
  /** The package's folder. It must not exist, or be empty. */
  readonly folder: string
  /** The names, and the answers that shape the spec; or a spec of one's own, and names for it. */
  readonly from:
    | { readonly names: Names; readonly answers: Answers }
    | {
        readonly spec: string
        readonly names?: { readonly label?: string | undefined; readonly npm?: string | undefined }
      }
  /**
   * The root of the workspace of crm-auth that the package becomes a member of.
   *
   * @default the package stands alone
   */
  readonly workspace?: string | undefined
}

/**
 * What was written.
 *
 * @since 0.1.0
 */
export interface Scaffolded {
  /** The names that the package got. */
  readonly names: Names
  /** The files, from the folder that the command was run for, in alphabetical order. */
  readonly files: ReadonlyArray<string>
}

interface TextFile {
  readonly path: string
  readonly text: string
}

const failure = (doing: string) => (error: { readonly message: string }) =>
  new CreateFailure({ message: `can't ${doing}: ${error.message}` })

/** The files that people edit, from the package's folder. */
const packageFiles = (spec: VendorSpec, workspace: boolean): ReadonlyArray<TextFile> => {
  const { name } = spec.names
  return [
    { path: "src/internal/driver.ts", text: driverFile(spec) },
    { path: `src/${name}Session.ts`, text: sessionFile(spec) },
    { path: `src/testing/${name}Emulator.ts`, text: emulatorFile(spec) },
    { path: "src/testing/fixture.ts", text: fixtureFile(spec) },
    { path: "src/testing/index.ts", text: testingFile(spec) },
    { path: "test/contract.test.ts", text: contractTest() },
    { path: "test/examples.test.ts", text: examplesTest() },
    { path: "README.md", text: readmeFile(spec, workspace) },
    { path: "AGENTS.md", text: agentsFile(spec, workspace) },
    ...(workspace
      ? [
          { path: "package.json", text: PackageFiles.workspaceManifest(spec) },
          { path: "tsconfig.json", text: PackageFiles.workspaceTsconfig() },
          { path: "tsconfig.build.json", text: PackageFiles.workspaceBuildConfig() },
          { path: "vitest.config.ts", text: PackageFiles.workspaceVitestConfig() },
          { path: "TRAPS.md", text: trapsFile(spec) },
          { path: "test/traps.test.ts", text: trapsTest(spec) }
        ]
      : [
          { path: "package.json", text: PackageFiles.manifest(spec, manifestOfThis.version) },
          { path: "tsconfig.json", text: PackageFiles.tsconfig(spec) },
          { path: "tsconfig.build.json", text: PackageFiles.buildConfig() },
          { path: "vitest.config.ts", text: PackageFiles.vitestConfig(spec) },
          { path: ".gitignore", text: PackageFiles.gitignore() },
          { path: "test/readme.test.ts", text: readmeTest(spec) }
        ])
  ]
}

const laidOut = ({ path, text }: TextFile): Effect.Effect<TextFile, CreateFailure> =>
  /\.(ts|json|md|yaml)$/.test(path)
    ? Effect.tryPromise({
        try: () => oxfmt(path, text, { semi: false, printWidth: 120, trailingComma: "none" }),
        catch: (cause) => new CreateFailure({ message: `can't lay out ${path}: ${String(cause)}` })
      }).pipe(
        Effect.flatMap(({ code, errors }) =>
          errors.length === 0
            ? Effect.succeed({ path, text: code })
            : new CreateFailure({ message: `can't lay out ${path}: ${errors[0]?.message ?? ""}` })
        )
      )
    : Effect.succeed({ path, text })

/** A spec of one's own, with the names that it has or is given. */
const ownSpec = (
  source: string,
  given: { readonly label?: string | undefined; readonly npm?: string | undefined } = {}
) => {
  const known = namesIn(source)
  if (known !== undefined) return { names: known, text: source }
  const vendor = vendorIn(source)
  if (vendor === undefined) throw new SpecProblem("names no vendor: say x-crm-auth: { vendor: acme }")
  const names = namesOf(vendor, given)
  return { names, text: withPackage(source, names) }
}

const tried = <A>(what: string, run: () => A): Effect.Effect<A, CreateFailure> =>
  Effect.try({
    try: run,
    catch: (cause) =>
      new CreateFailure({ message: `${what} ${cause instanceof Error ? cause.message : String(cause)}` })
  })

/**
 * Writes a package into a folder. Fails with `CreateFailure` for a folder that has something in it, and for a spec that
 * the generator refuses; the folder is not left half written then.
 *
 * @since 0.1.0
 */
export const scaffold = (
  options: ScaffoldOptions
): Effect.Effect<Scaffolded, CreateFailure, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const { folder, from, workspace } = options
    const there = yield* Effect.option(fs.readDirectory(folder))
    if (Option.isSome(there) && there.value.length > 0) {
      return yield* new CreateFailure({
        message:
          workspace === undefined
            ? `${folder} is not empty: choose another folder with --out`
            : `there is a package ${path.basename(folder)} already: choose another name`
      })
    }
    const { names, text } =
      "spec" in from
        ? yield* Effect.gen(function* () {
            const source = yield* fs.readFileString(from.spec).pipe(Effect.mapError(failure(`read ${from.spec}`)))
            return yield* tried(from.spec, () => ownSpec(source, from.names))
          })
        : { names: from.names, text: specText(from.names, from.answers) }

    // The generator reads the spec beside those that it may extend, so it is tried where it will be.
    const specFolder = workspace === undefined ? folder : path.join(workspace, "specs")
    const specFile = path.join(specFolder, `${names.vendor}.yaml`)
    if (yield* Effect.orElseSucceed(fs.exists(specFile), () => false)) {
      return yield* new CreateFailure({ message: `${specFile} is there already: choose another name` })
    }
    const write = ({ path: file, text: content }: TextFile) =>
      fs
        .makeDirectory(path.dirname(file), { recursive: true })
        .pipe(Effect.andThen(fs.writeFileString(file, content)), Effect.mapError(failure(`write ${file}`)))
    const remove = (file: string) => Effect.ignore(fs.remove(file, { recursive: true }))
    /** An empty folder that was there before stays. */
    const clear = Option.isNone(there)
      ? remove(folder)
      : Effect.flatMap(
          Effect.orElseSucceed(fs.readDirectory(folder), () => []),
          (names) => Effect.forEach(names, (name) => remove(path.join(folder, name)), { discard: true })
        )

    return yield* Effect.gen(function* () {
      yield* write({ path: specFile, text: (yield* laidOut({ path: specFile, text })).text })
      const outputs = yield* generateFiles({ specs: [specFile], out: folder, cwd: specFolder }).pipe(
        Effect.mapError((error) => new CreateFailure({ message: error.message }))
      )
      const spec = yield* tried(specFile, () => readSpec(text, names))
      const own = yield* Effect.forEach(packageFiles(spec, workspace !== undefined), laidOut)
      const generated = outputs.flatMap(({ files }) => files.map((file) => ({ path: file.path, text: file.code })))
      const all = [...own.map((file) => ({ ...file, path: path.join(folder, file.path) })), ...generated]
      yield* Effect.forEach(all, write, { discard: true })
      return { names, files: [specFile, ...all.map((file) => file.path)].sort() }
    }).pipe(Effect.tapError(() => Effect.andThen(remove(specFile), clear)))
  })
