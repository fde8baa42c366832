/** From specs to the text of all generated files, in memory. Nothing is written here. */
import * as Effect from "effect/Effect"
import { checkRecursion } from "./check/recursion.ts"
import { type CommandFailure, type Problem, SpecError } from "./problem.ts"
import { load } from "./read/load.ts"
import { reader } from "./read/spec.ts"
import type { Read } from "./read/spec.ts"
import crmAuthSchema from "./read/x-crm-auth.schema.json" with { type: "json" }
import { layOut, understand, write } from "./vendor.ts"
import type { Schemas } from "./emit/schemas.ts"
import type { Module, Vendor } from "./vendor.ts"
import { readText, specFile } from "./workspace.ts"
import type { Workspace } from "./workspace.ts"

/** The generated files of a vendor, named from the workspace's root. */
export interface Output {
  readonly vendor: string
  readonly files: ReadonlyArray<Module>
}

const baseName = (name: string): string => name.replace(/^.*\//, "").replace(/\.yaml$/, "")

/** More modules of a vendor, made by a second reader of the spec. It is run last: what it says has no positions. */
export type Extra = (vendor: Vendor, schemas: Schemas) => Effect.Effect<ReadonlyArray<Module>, CommandFailure>

const none: Extra = () => Effect.succeed([])

export const generate = Effect.fnUntraced(function* (
  workspace: Workspace,
  vendors: ReadonlyArray<string>,
  extra: Extra = none
) {
  const read = reader(crmAuthSchema)
  const known = [...workspace.specs.keys()]
  const problems: Array<Problem> = []
  const reads = new Map<string, Read>()
  const understood = new Map<string, Vendor>()

  const readVendor = Effect.fnUntraced(function* (vendor: string) {
    const before = reads.get(vendor)
    if (before !== undefined) return before
    const result = read(load(specFile(workspace, vendor), yield* readText(workspace, specFile(workspace, vendor))))
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

  const written: Array<{
    readonly name: string
    readonly modules: ReadonlyArray<Module>
    readonly more: ReturnType<Extra>
  }> = []
  for (const name of vendors) {
    const vendor = yield* vendorOf(name, [])
    if (vendor === undefined) continue
    const { modules, schemas } = write(vendor)
    written.push({ name, modules, more: extra(vendor, schemas) })
  }
  for (const result of reads.values()) problems.push(...result.problems)
  if (problems.length > 0) return yield* new SpecError({ problems })

  return yield* Effect.forEach(written, ({ modules, more, name }) =>
    Effect.map(
      Effect.flatMap(more, (others) => layOut([...modules, ...others])),
      (files): Output => ({
        vendor: name,
        files: files.map((file) => ({ path: workspace.packageFile(name, file.path), code: file.code }))
      })
    )
  )
})
