// The command as a program of its own, and the vendor that is scaffolded with it.
import type { ReplayedExample, VendorFixture } from "@crm-auth/core/testing"
import { conformance } from "@crm-auth/core/testing"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { assert, beforeAll, describe, it } from "vitest"
import { execFile } from "node:child_process"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { nameProblem } from "../src/answers.ts"
import { versions } from "../src/files/packageFiles.ts"
import { scaffold } from "../src/scaffold.ts"
import { acme, folderOf, here, written } from "./support.ts"

interface Ran {
  readonly code: number
  readonly out: string
  readonly errors: string
}

/** Runs an entry point in a folder, without a terminal. */
const runFile = (file: string, folder: string, ...args: ReadonlyArray<string>): Promise<Ran> =>
  new Promise((resolve) => {
    const main = join(here, file)
    const child = execFile(
      process.execPath,
      ["--conditions=@crm-auth/source", main, ...args],
      { cwd: folder },
      (error, out, errors) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, errors })
    )
    child.stdin?.end()
  })

const run = (folder: string, ...args: ReadonlyArray<string>): Promise<Ran> => runFile("src/main.ts", folder, ...args)

const emptyFolder = async (name: string): Promise<string> => {
  const folder = folderOf(name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return folder
}

const textsIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files
    .filter((file) => file.isFile())
    .map(async (file): Promise<readonly [string, string]> => {
      const path = join(file.parentPath, file.name)
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), await readFile(path, "utf8")]
    })
  return new Map(await Promise.all(texts))
}

const globex = fileURLToPath(new URL("fixtures/globex.yaml", import.meta.url))

describe("the command", () => {
  it("says what each flag means, and which answer is the default", async () => {
    const { code, out } = await run(here, "--help")
    assert.strictEqual(code, 0)
    for (const flag of [
      "--spec",
      "--out",
      "--label",
      "--package",
      "--format",
      "--session",
      "--login",
      "--end",
      "--yes"
    ]) {
      assert.include(out, flag)
    }
    assert.include(out, "second-factor: user name and password, and a one-time key when the vendor asks for it")
    assert.include(out, "Default: one-step")
  })

  it("takes defaults without a terminal, but no name", async () => {
    const folder = await emptyFolder("command")
    const { code, errors, out } = await run(folder, "acme")
    assert.deepStrictEqual([code, errors], [0, ""])
    assert.match(out, /^crm-auth-acme: \d+ files in crm-auth-acme\n\ncd crm-auth-acme\nnpm install\nnpm test\n$/)
    const nameless = await run(folder)
    assert.deepStrictEqual([nameless.code, nameless.errors], [1, "name the vendor: npm create @crm-auth acme\n"])
  })

  it("says what is wrong with a flag, a package's name or a file, in few words", async () => {
    const folder = await emptyFolder("command-wrong")
    const wrong = await run(folder, "acme", "--formt", "xml")
    assert.notStrictEqual(wrong.code, 0)
    assert.strictEqual(wrong.out, "")
    assert.include(wrong.errors, "--formt")
    assert.isBelow(wrong.errors.split("\n").length, 10)
    const odd = await run(folder, "acme", "--package", "Bad Name")
    assert.deepStrictEqual([odd.code, odd.out], [1, ""])
    assert.match(odd.errors, /^--package "Bad Name" is no name of an npm package/)
    const missing = await run(folder, "--spec", "nosuch.yaml")
    assert.deepStrictEqual([missing.code, missing.errors], [1, "there is no file nosuch.yaml\n"])
    assert.deepStrictEqual(await readdir(folder), [])
  })

  it("as `new-vendor`, names itself and the vendor that there is", async () => {
    const workspace = (...args: ReadonlyArray<string>) => runFile("dev/workspace.ts", here, ...args)
    const nameless = await workspace()
    assert.deepStrictEqual([nameless.code, nameless.errors], [1, "name the vendor: pnpm new-vendor acme\n"])
    const taken = await workspace("kayako", "--yes")
    assert.deepStrictEqual([taken.code, taken.errors], [1, "there is a package kayako already: choose another name\n"])
  })

  it("refuses a spec in the generator's words, and leaves nothing behind", async () => {
    const folder = await emptyFolder("command-refused")
    const text = await readFile(globex, "utf8")
    await writeFile(join(folder, "globex.yaml"), text.replace("operation: listInvoices", "operation: listInvoice"))
    const { code, errors } = await run(folder, "--spec", "globex.yaml", "--out", "made")
    assert.strictEqual(code, 1)
    assert.match(
      errors,
      /globex\.yaml:\d+:\d+ \/x-crm-auth\/keepAlive\/operation names the operation listInvoice, which is not/
    )
    assert.deepStrictEqual(await readdir(folder), ["globex.yaml"])
  })
})

describe("the function", () => {
  it("writes into no folder that has something in it, and takes no odd name", async () => {
    const folder = await emptyFolder("full")
    await writeFile(join(folder, "mine.txt"), "mine")
    const made = scaffold({ folder, from: acme() }).pipe(Effect.provide(NodeServices.layer), Effect.flip)
    assert.include((await Effect.runPromise(made)).message, "full is not empty: choose another folder with --out")
    assert.deepStrictEqual(await readdir(folder), ["mine.txt"])
    for (const name of ["Acme", "acme-2", "a", "", "acmé"]) assert.isDefined(nameProblem(name), name)
    assert.isUndefined(nameProblem("acme"))
  })
})

describe("what is written", () => {
  let texts: ReadonlyMap<string, string> = new Map()

  beforeAll(async () => {
    await written("whole", acme({ login: "second-factor" }))
    texts = await textsIn(folderOf("whole"))
  })

  it("is the files of a vendor package", () => {
    const own = [...texts.keys()].filter((path) => !path.includes("generated/")).sort()
    assert.deepStrictEqual(own, [
      ".gitignore",
      "AGENTS.md",
      "README.md",
      "acme.yaml",
      "package.json",
      "src/Acme.ts",
      "src/AcmeOptions.ts",
      "src/AcmeSession.ts",
      "src/index.ts",
      "src/internal/driver.ts",
      "src/managers.ts",
      "src/operations.ts",
      "src/promise.ts",
      "src/reply.ts",
      "src/testing/AcmeEmulator.ts",
      "src/testing/fixture.ts",
      "src/testing/index.ts",
      "test/contract.test.ts",
      "test/examples.test.ts",
      "test/readme.test.ts",
      "tsconfig.build.json",
      "tsconfig.json",
      "vitest.config.ts"
    ])
  })

  it("has nothing that has to be deleted before it is published", () => {
    for (const [path, text] of texts) {
      assert.notMatch(
        text,
        /TODO|FIXME|XXX|placeholder|lorem|replace (this|me)|scaffold|crm-auth-create|your (name|vendor) here/i,
        path
      )
    }
  })

  it("depends on published versions, those that this workspace is tested with", async () => {
    const manifest: { readonly devDependencies: { readonly [name: string]: string } } = JSON.parse(
      texts.get("package.json") ?? "{}"
    )
    const workspace = await readFile(new URL("../../../pnpm-workspace.yaml", import.meta.url), "utf8")
    for (const [name, version] of Object.entries(versions)) {
      assert.strictEqual(manifest.devDependencies[name], version)
      assert.match(workspace, new RegExp(`^ {2}"?${name}"?: ${version}$`, "m"))
    }
    assert.notMatch(texts.get("package.json") ?? "", /workspace:|catalog:|file:/)
  })
})

describe("an invented vendor, written by the command from its spec", () => {
  let folder = ""

  beforeAll(async () => {
    folder = join(await emptyFolder("invented"), "globex")
    const { code, errors } = await run(here, "--spec", globex, "--out", folder, "--package", "@crm-auth/globex")
    assert.deepStrictEqual([code, errors], [0, ""])
  })

  it("has at most 60 hand-written lines", async () => {
    const own = [...(await textsIn(join(folder, "src")))].filter(
      ([path, text]) => !path.startsWith("testing/") && !text.startsWith("// Generated from ")
    )
    assert.deepStrictEqual(own.map(([path]) => path).sort(), ["GlobexSession.ts", "internal/driver.ts"])
    const lines = own.reduce((sum, [, text]) => sum + text.trimEnd().split("\n").length, 0)
    assert.isAtMost(lines, 60)
  })

  it("keeps the promises of a vendor package, and its examples hold", async () => {
    const { fixture }: { readonly fixture: VendorFixture } = await import(
      /* @vite-ignore */ join(folder, "src/testing/index.ts")
    )
    const { replays }: { readonly replays: ReadonlyArray<ReplayedExample> } = await import(
      /* @vite-ignore */ join(folder, "test/generated/examples.ts")
    )
    assert.strictEqual(replays.length, 9)
    const promises = conformance(fixture)
    assert.isAbove(promises.length, 10)
    for (const promise of promises) {
      await promise.test().catch((error: unknown) => assert.fail(`${promise.name}: ${String(error)}`))
    }
  })
})
