/** Every code block of every README and AGENTS.md is compiled and run against the emulators. */
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it, vi } from "vitest"
import { commandsOf } from "../src/readme/blocks.ts"
import { uncompiled } from "../src/readme/compile.ts"
import { readmePrograms, unnamed } from "../src/readme/packages.ts"
import { extract, isRecipe, root } from "../src/readme/readmes.ts"
import { makeWorld } from "../src/readme/world.ts"

const readmes = await extract()

it("every program compiles", async () => {
  assert.strictEqual(await uncompiled(), "")
})

const { scripts }: { readonly scripts: { readonly [name: string]: string } } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8")
)
const names = new Set(readdirSync(join(root, "packages")))

/** The commands that the packages bring. */
const bins = new Set(
  [...names].flatMap((name) => {
    const manifest: { readonly bin?: { readonly [command: string]: string } } = JSON.parse(
      readFileSync(join(root, "packages", name, "package.json"), "utf8")
    )
    return Object.keys(manifest.bin ?? {})
  })
)

/** Packages of others that a README asks its reader to install. */
const others = ["@effect/platform-node", "effect", "openapi-fetch", "undici", "vitest", "@effect/vitest"]

/** Data and output, which other tests hold: they are no programs. */
const shown = ["yaml", "text"]

/** The commands of the command line, and those of other programs that every reader has. */
const cliCommands = readdirSync(join(root, "packages/cli/src/commands")).map((file) => file.replace(/\.ts$/, ""))

/** What a command line of a README must be, to be of use to a reader who copies it. */
const known = (command: string): boolean => {
  const install = /^npm install (?:--global |--save-dev )?(.*)$/.exec(command)?.[1]
  if (install !== undefined) {
    return install.split(" ").every((name) => others.includes(name) || names.has(name.replace("@crm-auth/", "")))
  }
  const bin = /^npx ([\w-]+)/.exec(command)?.[1]
  if (bin !== undefined && bins.has(bin)) return true
  const own = /^(?:npx |eval "\$\()?(?:@crm-auth\/cli|crm-auth) ([\w-]+)/.exec(command)?.[1]
  if (own !== undefined) return cliCommands.includes(own)
  if (/^curl .*127\.0\.0\.1/.test(command) || /^node \S+\.js$/.test(command)) return true
  // What npm itself brings, in a package that has just been made.
  if (/^(?:npm (?:install|test)|cd [\w-]+)$/.test(command)) return true
  if (/^npm create @crm-auth\b/.test(command)) return names.has("create")
  const script = /^npx --yes pnpm@12\.21\.0 ([\w:]+)/.exec(command)?.[1] ?? ""
  return script === "changeset" || script === "install" || scripts[script] !== undefined
}

it("a package that a program imports and its section does not name is found", () => {
  const text =
    '## Install\n\n```sh\nnpm install effect\n```\n\n## Use\n\n```ts\nimport a from "a/b"\nimport * as E from "effect/E"\n```\n\n### More\n\n```sh\nnpm install a\n```\n\n```ts\nimport a from "a/b"\n```\n'
  const found = readmePrograms(text).map((program) => [program.line, unnamed(program)])
  assert.deepStrictEqual(found, [
    [9, ["a"]],
    [20, []]
  ])
})

for (const { blocks, path, programs } of readmes) {
  describe(path, async () => {
    const world = await Effect.runPromise(makeWorld)

    beforeAll(() => {
      for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value)
      vi.stubGlobal("fetch", world.fetch)
      vi.spyOn(console, "log").mockImplementation(() => {})
    })
    afterAll(() => {
      vi.unstubAllEnvs()
      vi.unstubAllGlobals()
      vi.restoreAllMocks()
    })

    it("its blocks are of languages that are tried", () => {
      assert.deepStrictEqual(
        blocks.filter(({ language }) => language !== "ts" && language !== "sh" && !shown.includes(language)),
        []
      )
    })

    if (/^(packages\/.*)?README\.md$/.test(path)) {
      it("each section names the packages that its programs import", () => {
        const found = readmePrograms(readFileSync(join(root, path), "utf8"))
        assert.strictEqual(found.length, programs.length)
        assert.deepStrictEqual(
          found.flatMap((program) => unnamed(program).map((name) => `line ${program.line}: ${name}`)),
          []
        )
      })
    }

    for (const command of commandsOf(blocks)) {
      it(`there is ${command}`, () => assert.isTrue(known(command)))
    }

    for (const { code, file, line } of isRecipe(path) ? [] : programs) {
      if (code.includes('from "@effect/vitest"')) {
        // The block is a test file: its tests are tests here.
        describe(`line ${line}`, () => import(file))
      } else {
        it(`line ${line} runs`, async () => {
          await import(file)
          const left = await Effect.runPromise(Effect.forEach(world.emulators, ({ sessions }) => sessions))
          assert.deepStrictEqual(
            left,
            world.emulators.map(() => 0),
            "a session was left behind"
          )
        })
      }
    }
  })
}
