/** From specs to the text of all generated files, in memory. Nothing is written here. */
import * as Effect from "effect/Effect"
import { checkRecursion } from "./check/recursion.ts"
import { CommandFailure, SpecError } from "./problem.ts"
import type { Problem } from "./problem.ts"
import { load } from "./read/load.ts"
import { reader } from "./read/spec.ts"
import type { Read } from "./read/spec.ts"
import { finish, understand, write } from "./vendor.ts"
import type { Module, Vendor } from "./vendor.ts"
import { knownVendors, packageFile, readText, specFile } from "./workspace.ts"
import type { Workspace } from "./workspace.ts"

const schemaFile = "specs/x-crm-auth.schema.json"

/** A generated file, named from the repository's root. */
export interface Output {
  readonly vendor: string
  readonly files: ReadonlyArray<Module>
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const readSchema = Effect.fnUntraced(function* (workspace: Workspace) {
  const source = load(schemaFile, yield* readText(workspace, schemaFile))
  if (source.problems.length > 0) return yield* new SpecError({ problems: source.problems })
  return isObject(source.json) ? source.json : {}
})

/** The vendors to generate: those asked for, else all. */
export const choose = Effect.fnUntraced(function* (workspace: Workspace, asked: ReadonlyArray<string>) {
  const known = yield* knownVendors(workspace)
  const unknown = asked.filter((vendor) => !known.includes(vendor))
  if (unknown.length > 0) {
    const message = `no spec for ${unknown.join(", ")}; known vendors: ${known.join(", ")}`
    return yield* new CommandFailure({ message })
  }
  return asked.length === 0 ? known : [...new Set(asked)].sort()
})

const baseName = (name: string): string => name.replace(/^.*\//, "").replace(/\.yaml$/, "")

export const generate = Effect.fnUntraced(function* (workspace: Workspace, vendors: ReadonlyArray<string>) {
  const read = reader(yield* readSchema(workspace))
  const known = yield* knownVendors(workspace)
  const problems: Array<Problem> = []
  const reads = new Map<string, Read>()
  const understood = new Map<string, Vendor>()

  const readVendor = Effect.fnUntraced(function* (vendor: string) {
    const before = reads.get(vendor)
    if (before !== undefined) return before
    const result = read(load(specFile(vendor), yield* readText(workspace, specFile(vendor))))
    reads.set(vendor, result)
    return result
  })

  /** `line` holds the specs that led here, so that two that extend each other are found. */
  const vendorOf = (
    vendor: string,
    line: ReadonlyArray<string>
  ): Effect.Effect<Vendor | undefined, CommandFailure, Effect.Services<ReturnType<typeof readVendor>>> =>
    Effect.gen(function* () {
      const before = understood.get(vendor)
      if (before !== undefined) return before
      const result = yield* readVendor(vendor)
      if (!result.ok) return undefined
      const { spec } = result
      checkRecursion(spec.api, spec.report)
      if (spec.crm.vendor !== vendor) {
        spec.report("/x-crm-auth/vendor", `must be "${vendor}", the name of the file and of the package`)
      }
      let parent: Vendor | undefined
      if (spec.crm.extends !== undefined) {
        const name = baseName(spec.crm.extends)
        if (!known.includes(name) || [...line, vendor].includes(name)) {
          spec.report(
            "/x-crm-auth/extends",
            `must name another spec: one of ${known.filter((one) => one !== vendor).join(", ")}`
          )
        } else {
          parent = yield* vendorOf(name, [...line, vendor])
        }
      }
      if (result.problems.length > 0) return undefined
      const made = understand(spec, parent?.base)
      understood.set(vendor, made)
      return made
    })

  const written: Array<{ readonly vendor: Vendor; readonly name: string; readonly modules: ReadonlyArray<Module> }> = []
  for (const name of vendors) {
    const vendor = yield* vendorOf(name, [])
    if (vendor !== undefined) written.push({ vendor, name, modules: write(vendor) })
  }
  for (const result of reads.values()) problems.push(...result.problems)
  if (problems.length > 0) return yield* new SpecError({ problems })

  return yield* Effect.forEach(written, ({ modules, name, vendor }) =>
    Effect.map(finish(vendor.spec, modules), (files): Output => ({
      vendor: name,
      files: files.map((file) => ({ path: packageFile(name, file.path), code: file.code }))
    }))
  )
})
