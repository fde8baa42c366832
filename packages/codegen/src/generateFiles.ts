/** The generator as a function: specs in, the text of generated files out. */
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { generate } from "./generate.ts"
import type { CommandFailure, SpecError } from "./problem.ts"
import { workspaceOf } from "./workspace.ts"

/**
 * What to generate.
 *
 * @since 0.1.0
 */
export interface GenerateOptions {
  /** The files of the specs. A spec's name is that of its vendor: `acme.yaml`. */
  readonly specs: ReadonlyArray<string>
  /**
   * The folder of the vendor's package. `{vendor}` in it stands for the vendor, as it must with several specs.
   *
   * @default "."
   */
  readonly out?: string | undefined
  /**
   * The folder that relative paths start from.
   *
   * @default the working directory
   */
  readonly cwd?: string | undefined
}

/**
 * What was generated from one spec.
 *
 * @since 0.1.0
 */
export interface GeneratedPackage {
  /** The vendor's name. */
  readonly vendor: string
  /** The files, with paths that start from `cwd`. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly code: string }>
}

/**
 * Generates in memory; nothing is written. Fails with `SpecError`, which lists every mistake of the specs with file, line
 * and pointer, and with `CommandFailure` for files that cannot be read.
 *
 * @since 0.1.0
 */
export const generateFiles = (
  options: GenerateOptions
): Effect.Effect<ReadonlyArray<GeneratedPackage>, SpecError | CommandFailure, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const { vendors, workspace } = yield* workspaceOf({
      root: path.resolve(options.cwd ?? "."),
      specs: options.specs,
      out: options.out ?? "."
    })
    return yield* generate(workspace, vendors)
  })
