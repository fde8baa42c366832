import type { ErrorRow, Protocol, Vendor } from "@crm-auth/core/Driver"
import { assert, describe, it } from "vitest"
import { allMembers, declarationsOf } from "../src/options/members.ts"
import { errorsTable } from "../src/options/errors.ts"
import { readRows, withTable } from "../src/options/tables.ts"

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

describe("the error table says what a vendor's rows say", () => {
  const row = (operation: string, reason: ErrorRow["reason"], more: Partial<ErrorRow> = {}): ErrorRow => ({
    operation: [operation],
    reason,
    retry: "never",
    ...more
  })
  const protocol: Protocol = {
    vendor: "acme",
    server: { path: "", strip: [] },
    userAgent: "any",
    releases: [],
    envelope: { body: "json", parse: JSON.parse, code: "/code" },
    logins: { login: { steps: ["challenge"], session: ["/token"], lifetime: {} } },
    tokens: {},
    renew: "extend",
    logout: { operation: "logout" },
    place: [],
    errors: [
      row("challenge", "InvalidCredentials", { code: ["NO_USER"] }),
      row("@login", "InvalidCredentials", { code: ["BAD_KEY", null] }),
      row("@call", "AccessDenied", { status: [403] }),
      row("search", "RateLimited", { code: ["SLOW"] }),
      row("*", "Unavailable", { status: [503, "5XX"] }),
      row("extend", "AccountLocked", { code: ["LOCKED"] }),
      row("@logout", "none", { code: ["GONE"] })
    ],
    safe: [],
    redact: []
  }
  const vendor: Vendor = {
    name: "acme",
    label: "Acme",
    protocol,
    serverFields: [],
    methods: [],
    secret: () => {
      throw new Error("a table shows no session")
    }
  }
  const readme =
    "| reason | of a login | of a call | what to do |\n| --- | --- | --- | --- |\n| `InvalidCredentials` | the key is wrong (`OLD`) | – | ask Ada |\n| `PasswordExpired` | never | – | none |\n"
  const rows = new Map(
    readRows(`${errorsTable(vendor, readme)}\n`, "reason").map(([name = "", ...cells]) => [name, cells])
  )

  it("codes come from the rows, and words from the table that was there", () => {
    assert.deepStrictEqual(rows.get("`InvalidCredentials`"), [
      "the key is wrong (`NO_USER`, `BAD_KEY`)",
      "–",
      "ask Ada"
    ])
    assert.deepStrictEqual(rows.get("`AccessDenied`")?.slice(0, 2), [
      "–",
      "of `call` only: the account may not do this (HTTP 403)"
    ])
    assert.match(rows.get("`RateLimited`")?.[1] ?? "", /^of `call` only: .*\(`SLOW`\)$/)
    assert.match(rows.get("`Unavailable`")?.[0] ?? "", /\(HTTP 5XX\)$/)
  })

  it("what no row and no engine gives is left out, and what the engine gives is not", () => {
    for (const name of ["`PasswordExpired`", "`AccountLocked`", "`ChallengeRejected`"])
      assert.isFalse(rows.has(name), name)
    assert.strictEqual(rows.get("`ReplayImpossible`")?.[0], "–")
    assert.strictEqual(rows.get("`CredentialsUnavailable`")?.[1], "–")
    for (const name of ["`Closed`", "`Transport`", "`SessionRejected`"]) assert.isTrue(rows.has(name), name)
  })

  it("a table is its own source: made again it is the same", () => {
    const once = withTable(readme, errorsTable(vendor, readme))
    assert.strictEqual(withTable(once, errorsTable(vendor, once)), once)
  })
})
