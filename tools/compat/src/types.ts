/** A consumer's `tsc`, with declarations of every dependency checked. */
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "@crm-auth/packages/run"
import { tool } from "@crm-auth/packages/tool"
import { vendorNames } from "@crm-auth/packages/vendors"
import type { Row } from "./row.ts"

/** The packages that a program imports: all but the commands. */
const libraries = ["core", "webservice", ...vendorNames]

/** Names every entry point of a project's packages, so that every declaration is read. */
const everything = async (project: string): Promise<string> => {
  const paths = await Promise.all(
    libraries.map(async (name) => {
      const path = join(project, "node_modules/@crm-auth", name, "package.json")
      const { exports }: { readonly exports: { readonly [path: string]: unknown } } = JSON.parse(
        await readFile(path, "utf8")
      )
      return Object.keys(exports).flatMap((entry) =>
        entry === "./package.json" ? [] : [`@crm-auth/${name}${entry.slice(1)}`]
      )
    })
  )
  return paths
    .flat()
    .map((path, index) => `export type * as E${index} from "${path}"`)
    .join("\n")
}

export const compile = async (version: string, module: string, project: string): Promise<Omit<Row, "effect">> => {
  const name = `tsconfig.${version}.${module}.json`
  const modules =
    module === "bundler" ? { module: "esnext", moduleResolution: "bundler" } : { module, moduleResolution: module }
  const compilerOptions = {
    ...modules,
    target: "es2023",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
    types: [],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    allowImportingTsExtensions: true
  }
  await writeFile(join(project, "everything.ts"), await everything(project))
  await writeFile(
    join(project, name),
    JSON.stringify({ compilerOptions, files: ["program.ts", "store.ts", "everything.ts"] })
  )
  const command = join(await tool("typescript", version), "node_modules/.bin/tsc")
  const { code, output } = await run(command, ["-p", name], { cwd: project })
  const detail = output
    .split("\n")
    .filter((line) => line !== "")
    .slice(0, 3)
    .join(" · ")
    .slice(0, 300)
  const what = `TypeScript ${version}, ${module}`
  return code === 0
    ? { what, outcome: "passed", detail: "strict, no skipLibCheck" }
    : { what, outcome: "failed", detail }
}
