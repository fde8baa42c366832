/** A consumer's `tsc`, with declarations of every dependency checked. */
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "@crm-auth/packages/run"
import { tool } from "@crm-auth/packages/tool"
import { vendorNames } from "@crm-auth/packages/vendors"
import type { Row } from "./row.ts"

/** The packages that a program imports: all but the commands. */
const entries = ["core", "webservice", ...vendorNames]

/** Names every entry point, so that every declaration is read. */
const everything = entries
  .flatMap((name) => [`@crm-auth/${name}`, `@crm-auth/${name}/testing`])
  .concat("@crm-auth/core/SessionStore")
  .map((path) => `export type * from "${path}"`)
  .map((line, index) => line.replace("*", `* as E${index}`))
  .join("\n")

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
    noEmit: true
  }
  await writeFile(join(project, "everything.ts"), everything)
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
