/**
 * The READMEs whose blocks are commands: the repository's, and those of cli, codegen and create. A reader with an empty
 * folder pastes each block as it is written, and has the packages that the README names, out of a registry on this machine.
 */
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type Block, blocksOf, readmePrograms } from "@crm-auth/docs/packages"
import { type Packed, root } from "@crm-auth/packages/pack"
import { startRegistry } from "@crm-auth/packages/registry"
import { mustRun } from "@crm-auth/packages/run"
import { tool } from "@crm-auth/packages/tool"
import { makeReader, nodeBin, paste, type Reader, serving } from "./reader.ts"
import type { Row } from "./row.ts"

const typescript = "5.9.3"

const readme = (folder: string): Promise<string> => readFile(join(root, folder, "README.md"), "utf8")

const shells = (blocks: ReadonlyArray<Block>): ReadonlyArray<string> =>
  blocks.flatMap(({ code, language }) => (language === "sh" ? [code] : []))

const isServer = (block: string): boolean => /^(npx @crm-auth\/cli|crm-auth) (proxy|emulate)/m.test(block)

/** What a checkout is needed for: the tests and the checks run these. */
const isOfCheckout = (block: string): boolean => block.includes("npx --yes pnpm@")

interface Emulated {
  readonly url: string
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
}

/** Runs with a vendor's emulator, which the reader's own command puts on a port. */
const withEmulator = <A>(reader: Reader, vendor: string, use: (emulated: Emulated) => Promise<A>): Promise<A> =>
  serving(reader, `crm-auth emulate ${vendor} --json`, /\n/, ({ printed }) => {
    const emulated: Emulated = JSON.parse(printed.split("\n", 1)[0] ?? "")
    return use(emulated)
  })

const withVariables = (reader: Reader, env: { readonly [name: string]: string }): Reader => ({
  ...reader,
  env: { ...reader.env, ...env }
})

/** The variables that the README tells its reader to set, for a desk and a CRM that are emulated. */
const withAccounts = (reader: Reader, use: (reader: Reader) => Promise<void>): Promise<void> =>
  withEmulator(reader, "kayako", (desk) =>
    withEmulator(reader, "vtiger", (crm) =>
      use(
        withVariables(reader, {
          KAYAKO_URL: desk.url,
          KAYAKO_USERNAME: desk.accounts[0]?.["username"] ?? "",
          KAYAKO_PASSWORD: desk.accounts[0]?.["password"] ?? "",
          VTIGER_URL: crm.url,
          VTIGER_USERNAME: crm.accounts[0]?.["username"] ?? "",
          VTIGER_ACCESS_KEY: crm.accounts[0]?.["accessKey"] ?? "",
          SESSION_STORE_KEY: "0123456789abcdef".repeat(4)
        })
      )
    )
  )

const listens = /at http:\/\/127\.0\.0\.1:\d+/

/** Runs each block of a README for shells: a server is asked by the block after it, if that is a client. */
const pasteAll = async (reader: Reader, blocks: ReadonlyArray<string>): Promise<number> => {
  let pasted = 0
  for (const [index, block] of blocks.entries()) {
    if (isOfCheckout(block) || block.startsWith("curl") || block.startsWith("npm install")) continue
    pasted++
    if (!isServer(block)) {
      await paste(reader, block)
      continue
    }
    // Commands before the server's, in its block.
    const lines = block.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
    const server = lines.find(isServer) ?? ""
    for (const line of lines) if (line !== server) await paste(reader, line)
    const next = blocks[index + 1] ?? ""
    await serving(reader, server, /Authorization: Bearer|emulator|accounts?\b/i, async ({ port, printed }) => {
      if (!listens.test(printed)) throw new Error(`${server} printed ${printed.slice(0, 200)}`)
      if (!next.startsWith("curl")) return
      const [, TOKEN = ""] = /Authorization: Bearer (\S+)/.exec(printed) ?? []
      const answer = await paste(withVariables(reader, { TOKEN }), next.replaceAll("7000", String(port)))
      if (!answer.includes('"success":true')) throw new Error(`${next} printed ${answer.slice(0, 200)}`)
      pasted++
    })
  }
  return pasted
}

/** A program that needs nothing around it, with the packages that its section names. */
const runPrograms = async (reader: Reader, markdown: string): Promise<number> => {
  const programs = readmePrograms(markdown)
  for (const { code, line, packages } of programs) {
    await paste(reader, `npm install ${packages.join(" ")}`)
    const file = `line-${line}.ts`
    await writeFile(join(reader.folder, file), code)
    await paste(reader, `node ${file}`)
  }
  return programs.length
}

const project = (reader: Reader): Promise<void> =>
  writeFile(join(reader.folder, "package.json"), JSON.stringify({ name: "reader", private: true, type: "module" }))

const tried = (count: number, what: string): string => {
  if (count === 0) throw new Error(`no ${what} was found`)
  return `${count} ${what}`
}

type Try = (reader: Reader, markdown: string) => Promise<string>

const cli: Try = async (reader, markdown) => {
  const blocks = shells(blocksOf(markdown))
  await paste(reader, blocks.find((block) => block.startsWith("npm install --global")) ?? "exit 1")
  let pasted = 0
  await withAccounts(reader, async (signedIn) => {
    pasted = await pasteAll(signedIn, blocks)
  })
  await project(reader)
  const programs = await runPrograms(reader, markdown)
  return `${tried(pasted, "blocks")}, ${tried(programs, "programs")}`
}

/** The repository's own README, as a person who installs from the registry follows it. */
const repository: Try = async (reader, markdown) => {
  await project(reader)
  await paste(reader, "npm install --global @crm-auth/cli")
  let pasted = 0
  await withAccounts(reader, async (signedIn) => {
    pasted = await pasteAll(signedIn, shells(blocksOf(markdown)))
  })
  return tried(pasted, "blocks")
}

const codegen: Try = async (reader, markdown) => {
  await project(reader)
  const blocks = blocksOf(markdown)
  const spec = blocks.find(({ code, language }) => language === "yaml" && code.startsWith("openapi:"))
  if (spec === undefined) throw new Error("it has no whole spec")
  await writeFile(join(reader.folder, "acme.yaml"), spec.code)
  for (const block of shells(blocks)) await paste(reader, block)
  await paste(reader, "npx crm-auth-codegen acme.yaml --check")
  // “The generated code needs `@crm-auth/core` and `effect`, and nothing of this package.”
  await paste(reader, "npm uninstall @crm-auth/codegen && npm install @crm-auth/core effect")
  const options = { module: "nodenext", target: "es2023", strict: true, skipLibCheck: false, noEmit: true, types: [] }
  const tsconfig = { compilerOptions: { ...options, allowImportingTsExtensions: true }, include: ["src/generated"] }
  await writeFile(join(reader.folder, "tsconfig.json"), JSON.stringify(tsconfig))
  const tsc = join(await tool("typescript", typescript), "node_modules/.bin/tsc")
  await mustRun(tsc, ["-p", "."], { cwd: reader.folder, env: { PATH: `${await nodeBin("24.21.0")}:/usr/bin:/bin` } })
  return `${tried(shells(blocks).length, "blocks")}, generated code compiled`
}

const create: Try = async (reader, markdown) => {
  const blocks = shells(blocksOf(markdown))
  for (const block of blocks) await paste(reader, block)
  return `${tried(blocks.length, "blocks")}: created, installed, tested`
}

const all: ReadonlyArray<readonly [what: string, folder: string, attempt: Try]> = [
  ["README of the repository, its commands", ".", repository],
  ["README of cli", "packages/cli", cli],
  ["README of codegen", "packages/codegen", codegen],
  ["README of create", "packages/create", create]
]

/** One row for each. */
export const tryCommandReadmes = async (
  scratch: string,
  packed: ReadonlyArray<Packed>
): Promise<ReadonlyArray<Row>> => {
  const registry = await startRegistry(join(scratch, "registry"))
  const rows: Array<Row> = []
  try {
    const publisher = await makeReader(join(scratch, "publisher"), registry.npmrc, {})
    for (const { tarball } of packed) await paste(publisher, `npm publish --provenance=false '${tarball}'`)
    for (const [what, folder, attempt] of all) {
      const name = folder === "." ? "repository" : folder.replace("packages/", "")
      try {
        const reader = await makeReader(join(scratch, `reader-${name}`), registry.npmrc, {})
        const detail = await attempt(reader, await readme(folder))
        rows.push({ what, effect: "named", outcome: "passed", detail })
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        rows.push({ what, effect: "named", outcome: "failed", detail: detail.replaceAll(/\s+/g, " ").slice(0, 600) })
      }
    }
  } finally {
    registry.stop()
  }
  return rows
}
