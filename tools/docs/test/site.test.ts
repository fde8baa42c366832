/** The site's pages are composed without a broken link, and the programs that they run do what the pages say. */
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it, vi } from "vitest"
import { exampleNames, compose } from "../src/site/compose.ts"
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
    assert.include(pageOf("").body, "](/docs/start/effect/)")
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

describe("programs that run in pages", () => {
  /** What each costs at the vendor: login requests, and requests of the program itself. */
  const costs: { readonly [name: string]: { readonly logins: number; readonly printed: RegExp } } = {
    "kayako.one-login": { logins: 1, printed: /engine: LoginSucceeded[^]*20 answers, all 200[^]*it works: true/ },
    "kayako.session-ended": { logins: 2, printed: /200[^]*engine: Rejected[^]*engine: LoginSucceeded[^]*200/ },
    "kayako.wrong-password": { logins: 1, printed: /engine: Guarded[^]*5 InvalidCredentials/ }
  }

  // Effect remembers the `fetch` that it found first.
  let world: World
  beforeAll(() => {
    vi.stubGlobal("fetch", (...request: Parameters<typeof fetch>) => world.fetch(...request))
  })
  afterAll(() => void vi.unstubAllGlobals())

  it("each is known here", () => assert.deepStrictEqual([...exampleNames].sort(), Object.keys(costs).sort()))

  for (const name of exampleNames) {
    it(`${name} prints what its page says, with as many logins`, async () => {
      world = await Effect.runPromise(makeWorld)
      const printed: Array<string> = []
      vi.spyOn(console, "log").mockImplementation((...values) => void printed.push(values.join(" ")))
      await import(`../examples/${name}.ts`).finally(() => vi.restoreAllMocks())
      const attempts = await Effect.runPromise(Effect.forEach(world.emulators, (emulator) => emulator.attempts))
      assert.strictEqual(Math.max(...attempts), costs[name]?.logins)
      assert.match(printed.join("\n"), costs[name]?.printed ?? /./)
    })
  }
})
