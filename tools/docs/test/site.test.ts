/** The site's pages are composed without a broken link, and the programs that they run do what the pages say. */
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it, vi } from "vitest"
import { exampleNames, compose } from "../src/site/compose.ts"
import { promised } from "../src/site/promised.ts"
import { counts, countWords, eventWords, isEvent } from "../src/site/timeline.ts"
import type { Page } from "../src/site/page.ts"
import { missingParts } from "../src/site/vendorParts.ts"
import { named } from "../src/site/write.ts"
import { root } from "../src/readme/readmes.ts"
import { makeWorld, type World } from "../src/readme/world.ts"

describe("pages", async () => {
  const pages = await Effect.runPromise(compose("/docs/"))
  const pageOf = (slug: string) => {
    const page = pages.find((each) => each.slug === slug)
    assert.isDefined(page, slug)
    return page
  }

  it("each has a title and a description", () => {
    assert.deepStrictEqual(
      pages
        .filter(({ description, title }) => title.trim() === "" || description.trim() === "")
        .map(({ slug }) => slug),
      []
    )
  })

  it("links between documents lead to pages under the site's path", () => {
    assert.include(pageOf("").body, "](/docs/vendors/kayako/)")
    assert.include(pageOf("").front?.join("\n"), "link: /docs/start/effect/")
    assert.notMatch(pageOf("vendors/kayako").body, /\]\(\/(?!docs\/)/)
  })

  it("a vendor's page says where a person finds each credential, and what each code means", () => {
    const { body } = pageOf("vendors/kayako")
    assert.include(body, "KAYAKO_PASSWORD")
    assert.include(body, "The password typed on the web desk's login page")
    assert.include(body, "[`InvalidCredentials`](/docs/errors/#invalidcredentials)")
  })

  it("each command has a page", () => {
    assert.include(pageOf("commands/proxy").body, "--read-only")
    pageOf("commands/profiles-list")
  })

  it("a program that runs in a page is shown there", () => {
    const { body } = pageOf("")
    assert.include(body, 'data-frame="/docs/run/kayako.one-login/"')
    assert.include(body, "await using desk = await connect({")
  })
})

describe("what every vendor's pages have", async () => {
  const pages = await Effect.runPromise(compose("/"))

  it("is there for each vendor", () => assert.deepStrictEqual(missingParts(pages), []))

  it("is missed where a page, a section or a cell is taken away", () => {
    const changed = (slug: string, change: (body: string) => string) =>
      pages.map((page) => (page.slug === slug ? { ...page, body: change(page.body) } : page))
    const of = (some: ReadonlyArray<Page>) => missingParts(some, ["kayako"])
    assert.match(of(pages.filter(({ slug }) => slug !== "vendors/kayako/traps")).join(), /lacks .* its traps/)
    assert.match(
      of(changed("vendors/kayako", (body) => body.replace("## Errors", "## Else"))).join(),
      /nothing under Errors/
    )
    assert.match(
      of(changed("vendors/kayako", (body) => body.replace(/\| The password typed[^|]*\|/, "| |"))).join(),
      /leaves a cell empty: \|.*KAYAKO_PASSWORD/
    )
    const guide = changed("vendors/kayako/guide", (body) => body.replace(/^## Testing\n[^]*?(?=^## )/m, "## Testing\n"))
    assert.match(of(guide).join(), /nothing under Testing/)
  })

  it("can be reached from each package's AGENTS.md, as Markdown at the address of the root's manifest", () => {
    const { homepage }: { readonly homepage: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
    const twins = new Set([...pages.map(named), "llms.txt", "llms-full.txt"])
    for (const name of readdirSync(join(root, "packages"))) {
      const text = readFileSync(join(root, "packages", name, "AGENTS.md"), "utf8")
      const links = [...text.matchAll(/https:\/\/[^\s,;:]+?\.(?:md|txt)\b/g)].map(([link]) => link)
      assert.include(links, `${homepage}/llms.txt`, name)
      assert.isAbove(links.length, 3, name)
      assert.deepStrictEqual(
        links.filter((link) => !twins.has(link.replace(`${homepage}/`, ""))),
        [],
        name
      )
    }
  })
})

describe("programs that run in pages", () => {
  // Effect remembers the `fetch` that it found first.
  let world: World
  beforeAll(() => {
    vi.stubGlobal("fetch", (...request: Parameters<typeof fetch>) => world.fetch(...request))
  })
  afterAll(() => void vi.unstubAllGlobals())

  it("each is known here", () => assert.deepStrictEqual([...exampleNames].sort(), Object.keys(promised).sort()))

  for (const name of exampleNames) {
    it(`${name} has the timeline that its page promises`, async () => {
      world = await Effect.runPromise(makeWorld)
      const printed: Array<string> = []
      vi.spyOn(console, "log").mockImplementation((...values: ReadonlyArray<unknown>) => {
        const [event] = values
        printed.push(isEvent(event) ? `engine ${eventWords(event)}` : values.join(" "))
      })
      const before = Effect.runSync(counts)
      await import(`../examples/${name}.ts`).finally(() => vi.restoreAllMocks())
      assert.strictEqual(countWords(before, Effect.runSync(counts)), promised[name]?.counted)
      assert.match(printed.join("\n"), promised[name]?.printed ?? /./)
    })
  }
})
