import { assert, describe, it } from "vitest"
import { compare } from "../src/traps/compare.ts"
import { canHoldTraps, trapsNamed } from "../src/traps/named.ts"
import { readPage } from "../src/traps/page.ts"
import { report } from "../src/traps/report.ts"

const named = (source: string) => [...trapsNamed(source)].sort()

describe("a page", () => {
  it("lists traps by number, with what they are", () => {
    const page = readPage("desk", "# Desk\n\n- **T02** Two things. We do this.\n- **T01** One thing. We do that.\n")
    assert.deepStrictEqual(page, {
      name: "desk",
      traps: [
        { id: "T02", title: "Two things." },
        { id: "T01", title: "One thing." }
      ],
      problems: []
    })
  })

  it("must not hide one", () => {
    assert.deepStrictEqual(readPage("desk", "- **T01** A.\n- **T03** C.\n- **T03** C.\n").problems, [
      "lists T03 twice",
      "leaves out T02"
    ])
    assert.deepStrictEqual(readPage("desk", "Nothing.").problems, ["lists no trap"])
    assert.deepStrictEqual(readPage("desk", "- **T01** A.\n- **F01** A.").problems, [
      "numbers its traps with more than one letter"
    ])
  })
})

describe("a test is named after a trap", () => {
  it("when its name starts with the number, or several", () => {
    assert.deepStrictEqual(named('it("T01 a", f)'), ["T01"])
    assert.deepStrictEqual(named('it.effect(\n  "T01: a", f)'), ["T01"])
    assert.deepStrictEqual(named("it.live(`F12 a ${b}`, f)"), ["F12"])
    assert.deepStrictEqual(named('describe("T01 T38 the route", f)'), ["T01", "T38"])
    assert.deepStrictEqual(named('it("T01, T02 a", f)'), ["T01", "T02"])
    assert.deepStrictEqual(named('const cases = [{ name: "T05 a" }, ["T06 b"], "T07"]'), ["T05", "T06", "T07"])
  })

  it("not when it only speaks of it, is a comment, or does not run", () => {
    assert.deepStrictEqual(named('it("not T01", f)'), [])
    assert.deepStrictEqual(named('it("T010 a", f)'), [])
    assert.deepStrictEqual(named('// it("T01 a", f)\n/* it("T02 a", f) */\n * it("T03", f)'), [])
    assert.deepStrictEqual(named('it.skip("T01 a", f); it.effect.skip("T02 a", f); it.todo("T03 a")'), [])
    assert.deepStrictEqual(named('assert.include(text, "T01 a"); assert.equal("T02 b", text)'), ["T01"])
  })

  it("in tests of the client, not of its emulator", () => {
    const files = ["traps.test.ts", "support/family.ts", "sub/a.test.ts"]
    assert.isTrue(files.every(canHoldTraps))
    const others = ["emulator.test.ts", "emulator.login.test.ts", "emulator.refusals.test.ts", "generated/a.ts", "a.md"]
    assert.isFalse(others.some(canHoldTraps))
  })
})

describe("the comparison", () => {
  const family = readPage("family", "- **F01** Shared. Cured.")
  const desk = readPage("desk", "- **T01** Own. Cured.\n- **T02** Other. Cured.")
  const subject = (...ids: ReadonlyArray<string>) => ({
    name: "desk",
    pages: ["family", "desk"],
    named: new Map(ids.map((id) => [id, "packages/desk/test/a.test.ts"] as const))
  })

  it("ends at none", () => {
    const result = compare([family, desk], [subject("F01", "T01", "T02")])
    assert.deepStrictEqual(result, { traps: 3, missing: [], problems: [] })
    assert.strictEqual(report(result), "All 3 traps have a test named after them.")
  })

  it("lists what is without a test, in each package that a page concerns", () => {
    const result = compare([family, desk], [subject("F01", "T01"), { ...subject(), name: "shop", pages: ["family"] }])
    assert.deepStrictEqual(
      result.missing.map((finding) => [finding.package, finding.id, finding.title]),
      [
        ["desk", "T02", "Other."],
        ["shop", "F01", "Shared."]
      ]
    )
    const text = report(result)
    assert.include(text, "1 trap without a test in packages/desk/test:\n  T02 Other. (docs/traps/desk.md)")
    assert.include(text, "2 of 4 traps are without a test.")
  })

  it("finds tests and pages that belong to nothing", () => {
    const { problems } = compare([desk, readPage("lost", "- **T01** A.")], [subject("T01", "T02", "T03", "R12")])
    assert.deepStrictEqual(problems, [
      "docs/traps/family.md is missing; it is to list the traps of packages/desk",
      "packages/desk/test/a.test.ts names T03, which no page lists for packages/desk",
      "docs/traps/lost.md belongs to no package"
    ])
  })
})
