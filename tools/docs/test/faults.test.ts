/** What the READMEs and guides once said wrongly, or not at all, by the number of the fault. */
import { vendorNames } from "@crm-auth/packages/vendors"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { blocksOf, programsOf } from "../src/readme/blocks.ts"
import { root } from "../src/readme/readmes.ts"

const read = (path: string): string => readFileSync(join(root, path), "utf8")
const readmes = vendorNames.map((name) => ({ name, text: read(`packages/${name}/README.md`) }))
const pages = globSync(["README.md", "packages/*/{README,AGENTS}.md", "docs/*.md"], { cwd: root })

describe("what users are told", () => {
  it("U30 core's README gives the engine's pause after a second factor that is missing", () => {
    const row = read("packages/core/README.md")
      .split("\n")
      .find((line) => line.startsWith("| `SecondFactorRequired`"))
    const memory = read("packages/core/src/internal/account/FailureMemory.ts")
    assert.match(memory, /first: 300_000, longest: 3_600_000/)
    assert.match(row ?? "", /5 minutes, doubling to 1 hour/)
  })

  it("U31 no page says that every failure is an AuthError, or that bad credentials are never tried twice", () => {
    for (const page of pages) {
      assert.notMatch(read(page), /Every failure is an `AuthError`|never tries bad credentials twice/, page)
    }
    for (const { name, text } of readmes) assert.match(text, /`HttpClientError`/, name)
  })

  it("U32 the guide says that a Redis Cluster is not supported", () => {
    assert.match(read("docs/sharing-sessions.md"), /A Redis Cluster is not supported/)
  })

  it("U33 no page recommends @effect/platform-bun, whose published version is for Effect 3", () => {
    for (const page of pages) assert.notMatch(read(page), /platform-bun/, page)
  })

  it("U34 each README has its vendor's options, the Promise entry, and where events, metrics and spans are listed", () => {
    for (const { name, text } of readmes) {
      const options = globSync(`packages/${name}/src/*Options.ts`, { cwd: root }).map(read).join("\n")
      for (const option of ["idleTimeout", "freshChallengeRetry"]) {
        const isFamily = options.includes("WebserviceServerOptions")
        if (isFamily || options.includes(`readonly ${option}?`)) assert.include(text, option, name)
      }
      assert.include(text, `@crm-auth/${name}/promise`, name)
      assert.include(text, "docs/observability.md", name)
    }
    assert.notMatch(read("packages/core/AGENTS.md"), /connect.{0,40}(never|do not|forbidden)/i)
  })

  it("U35 a README imports nothing that it does not tell its reader to install", () => {
    for (const { name, text } of readmes) {
      const blocks = blocksOf(text)
      const installed = new Set(
        blocks
          .filter(({ language }) => language === "sh")
          .flatMap(({ code }) => [...code.matchAll(/npm install (?:--save-dev |-D )?(.*)/g)])
          .flatMap(([, names = ""]) => names.trim().split(/\s+/))
      )
      for (const [, found = ""] of text.matchAll(/`npm install (?:--save-dev |-D )?([^`]+)`/g)) {
        for (const each of found.split(/\s+/)) installed.add(each)
      }
      for (const { code, line } of programsOf(blocks)) {
        for (const [, from = ""] of code.matchAll(/from "([^".][^"]*)"/g)) {
          const [scope = "", second = ""] = from.split("/")
          const needed = from.startsWith("@") ? `${scope}/${second}` : scope
          if (needed.startsWith("node:")) continue
          assert.isTrue(installed.has(needed), `packages/${name}/README.md, line ${line}: ${needed} is not installed`)
        }
      }
    }
  })
})
