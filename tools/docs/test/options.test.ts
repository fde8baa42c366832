import { assert, describe, it } from "vitest"
import { allMembers, declarationsOf } from "../src/options/members.ts"
import { withTable } from "../src/options/tables.ts"

const source = `
/** The base. */
export interface Base {
  /** Its address. */
  readonly url?: string | undefined
  /**
   * How long it takes, see {@link Base}.
   * In all.
   *
   * @default "30 seconds"
   * @see https://vendor.example
   */
  readonly timeout?: string | undefined
}

export interface Own extends Base {
  /** Where it is. */
  readonly url: string
}

export type Either<C> =
  | C
  | {
      /** Asked each time. */
      readonly credentials: C
    }
`

describe("the options of a vendor are read from its sources", () => {
  const declarations = declarationsOf(source)

  it("docstrings become one line, without their tags", () => {
    assert.deepStrictEqual(declarations.get("Base")?.members[1], {
      name: "timeout",
      text: "How long it takes, see `Base`. In all.",
      standard: '"30 seconds"'
    })
  })

  it("a member that is declared again is said once, as the interface itself says it", () => {
    const members = allMembers(declarations, "Own").map(({ name, text }) => [name, text])
    assert.deepStrictEqual(members[0], ["url", "Where it is."])
    assert.deepStrictEqual(
      members.map(([name]) => name),
      ["url", "timeout"]
    )
  })

  it("a union's members count, and an unknown interface is an error", () => {
    assert.deepStrictEqual(
      allMembers(declarations, "Either").map(({ name }) => name),
      ["credentials"]
    )
    assert.throws(() => allMembers(declarations, "Missing"), /Missing/)
  })
})

describe("a table takes the place of the one with the same first column", () => {
  it("and nothing else changes", () => {
    const readme = "# A\n\n| variable | x |\n| --- | --- |\n| old | 1 |\n\nText.\n\n| reason | y |\n| --- | --- |\n"
    assert.strictEqual(
      withTable(readme, "| variable | z |\n| --- | --- |"),
      "# A\n\n| variable | z |\n| --- | --- |\n\nText.\n\n| reason | y |\n| --- | --- |\n"
    )
  })

  it("a README without it is refused", () => {
    assert.throws(() => withTable("# A\n", "| variable | z |"), /variable/)
  })
})
