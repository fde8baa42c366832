/**
 * A new vendor is its package and its spec: everything else finds it. Three invented vendors are added to a copy of the
 * workspace, two that are like others under other names and one as `pnpm new-vendor` writes it, and the copy's own tools
 * are run, `pnpm readme` among them: its tables are generated.
 */
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { layoutProblems } from "../src/layout.ts"
import { mustRun } from "../src/run.ts"
import { addVendor, copyWorkspace, scaffoldVendor, workspace } from "../src/workspaceCopy.ts"

/** Another vendor's names in place of a vendor's. */
const renaming =
  (from: string, to: string) =>
  (text: string): string =>
    text.replaceAll(new RegExp(from, "gi"), (found) => {
      if (found === found.toLowerCase()) return to.toLowerCase()
      return found === found.toUpperCase() ? to.toUpperCase() : to
    })

const source = ["--conditions=@crm-auth/source"]

let copy = ""

const node = (...args: ReadonlyArray<string>): Promise<string> =>
  mustRun(process.execPath, [...source, ...args], { cwd: copy })

/** Runs a module in a tool of the copy, which prints what it found as JSON. */
const evaluate = async (tool: string, code: string): Promise<unknown> => {
  const file = join(copy, "tools", tool, "found.ts")
  await writeFile(file, code)
  return JSON.parse(await node(file))
}

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), "crm-auth-new-vendor-")))
  await copyWorkspace(copy)
  await addVendor(copy, "kftoken", "globex", renaming("kftoken|kashflow", "Globex"))
  await addVendor(copy, "kayako", "hooli", renaming("kayako", "Hooli"))
  // Lines break elsewhere under another name.
  await node("packages/codegen/dev/main.ts", "globex", "hooli")
  await scaffoldVendor(copy, "initech")
}, 180_000)

afterAll(() => rm(copy, { recursive: true, force: true }))

describe.concurrent("a new vendor needs no edit of libraries and tools, only its package and its spec", () => {
  it("its generated code is checked with that of the others", async () => {
    const protocol = join(copy, "packages/globex/src/generated/protocol.ts")
    const generated = await readFile(protocol, "utf8")
    await writeFile(protocol, `${generated}\n`)
    const refused = await node("packages/codegen/dev/main.ts", "--check").catch(String)
    await writeFile(protocol, generated)
    const differing = refused.split("\n").filter((line) => line.endsWith("is not what the spec gives"))
    assert.deepEqual(differing, ["packages/globex/src/generated/protocol.ts is not what the spec gives"])
  }, 180_000)

  it("its types hold", async () => {
    const configuration = {
      extends: "./tsconfig.base.json",
      include: ["globex", "initech"].flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`]),
      compilerOptions: {
        noEmit: true,
        allowImportingTsExtensions: true,
        declaration: false,
        declarationMap: false,
        types: ["node"],
        typeRoots: ["tools/packages/node_modules/@types"]
      }
    }
    await writeFile(join(copy, "tsconfig.globex.json"), JSON.stringify(configuration))
    const compiler = (await mustRun("effect-tsgo", ["get-exe-path"], { cwd: workspace, env: { PATH: path } })).trim()
    await mustRun(compiler, ["--noEmit", "-p", "tsconfig.globex.json"], { cwd: copy })
  }, 180_000)

  it("it passes the linter", async () => {
    await mustRun("oxlint", ["packages/globex", "packages/initech"], { cwd: copy, env: { PATH: path } })
  }, 180_000)

  it("its traps are looked for in its tests", async () => {
    const printed: unknown = JSON.parse(await node("tools/docs/src/traps/main.ts", "--json"))
    assert.deepInclude(printed, { missing: [], problems: [] })
    const { readSubjects } = await import("../../docs/src/traps/workspace.ts")
    assert.deepEqual(readSubjects(copy).find(({ name }) => name === "globex")?.pages, ["globex"])
  }, 180_000)

  it("its login methods take all that its spec documents, and its emulator and its requests are tried", async () => {
    const projects = ["packages", "trust"].flatMap((tool) => ["--project", `@crm-auth/${tool}`])
    const tests = ["logins.test", "answers.test", "wire.test", "-t", "globex|initech|hooli", "--reporter", "verbose"]
    const printed = await mustRun("vitest", ["run", ...projects, ...tests], { cwd: copy, env: { PATH: path } })
    for (const name of ["globex", "initech", "hooli"]) {
      for (const file of ["logins", "answers", "wire"]) {
        assert.match(printed, new RegExp(`✓ .*test/${file}\\.test\\.ts > .*\\b${name}\\b`))
      }
    }
  }, 180_000)

  it("the demonstration plays it against its emulator", async () => {
    const played = await node("tools/demo/src/main.ts")
    assert.include(played, "Globex")
    assert.include(played, "Initech")
  }, 180_000)

  it("the programs of READMEs find its server and its variables", async () => {
    const found = await evaluate(
      "docs",
      `
      import * as Effect from "effect/Effect"
      import { makeWorld } from "./src/readme/world.ts"
      const { emulators, environment } = await Effect.runPromise(makeWorld)
      console.log(JSON.stringify([emulators.map(({ url }) => new URL(url).host), Object.keys(environment)]))
    `
    )
    assert.include(JSON.stringify(found), "api.globex.com")
    assert.include(JSON.stringify(found), '"GLOBEX_')
  }, 180_000)

  it("the tests of trust have its operations and its login methods", async () => {
    const found = await evaluate(
      "trust",
      `
      import { subjects } from "./src/subjects.ts"
      const { calls, flows } = subjects.find(({ vendor }) => vendor === "globex")
      console.log(JSON.stringify({ calls: calls.map(({ id }) => id), flows: flows.map(({ name }) => name) }))
    `
    )
    assert.deepEqual(found, {
      calls: [
        "createCustomer",
        "createSessionToken",
        "createTemporaryToken",
        "deleteSessionToken",
        "exchangeExternalToken",
        "listCustomers"
      ],
      flows: ["globex by memorable word", "globex by external token", "globex by session token"]
    })
  }, 180_000)

  it("the tables of its README are checked", async () => {
    const readme = join(copy, "packages/globex/README.md")
    await node("tools/docs/src/options/main.ts", "--check")
    const text = await readFile(readme, "utf8")
    await writeFile(readme, text.replace("| `GLOBEX_PASSWORD`", "| `GLOBEX_PASSWD`"))
    const refused = await node("tools/docs/src/options/main.ts", "--check").catch(String)
    await writeFile(readme, text)
    assert.include(refused, "packages/globex/README.md")
  }, 180_000)

  it("the README of the repository has a row of it", async () => {
    const rows = (await readFile(join(copy, "README.md"), "utf8")).split("\n")
    assert.lengthOf(
      rows.filter((row) => /^\| \[`@crm-auth\/(globex|initech)`\]/.test(row)),
      2
    )
  }, 180_000)

  it("the command line knows it, from its sources and built", async () => {
    const cli = join(copy, "packages/cli")
    const variables = '"variable":"GLOBEX_PASSWORD"'
    assert.include(await node("packages/cli/src/main.ts", "vendors", "--json"), variables)
    await mustRun(process.execPath, [...source, "../../tools/packages/src/cli.ts", ".cache/program"], { cwd: cli })
    const program = join(cli, ".cache/program/main.js")
    assert.include(await mustRun(process.execPath, [program, "vendors", "--json"], { cwd: copy }), variables)
    const explained = await mustRun(process.execPath, [program, "explain", "globex", "RateLimited"], { cwd: copy })
    assert.include(explained, "RateLimited")
  }, 180_000)

  it("it has the files and the names that every vendor has", () => {
    assert.deepEqual(
      ["globex", "initech"].flatMap((vendor) => layoutProblems(copy, vendor)),
      []
    )
  })

  it("the list of vendors has it", async () => {
    const code = 'import { vendorNames } from "@crm-auth/packages/vendors"\nconsole.log(JSON.stringify(vendorNames))'
    assert.include(await evaluate("demo", code), "globex")
  }, 180_000)
})

const path = `${join(workspace, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`
