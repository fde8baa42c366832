import {
  type ErrorRow,
  limits,
  limitsSince,
  type LoginLifetime,
  type Place,
  type Protocol,
  type Vendor
} from "@crm-auth/core/Driver"
import { assert, describe, it } from "vitest"
import { allMembers, declarationsOf, ownMembers } from "../src/options/members.ts"
import { errorsTable } from "../src/options/errors.ts"
import { membersTable, readRows, withTable } from "../src/options/tables.ts"
import { vendorsTable } from "../src/options/vendors.ts"

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
    assert.throws(() => ownMembers(declarations, "Missing"), /Missing/)
  })
})

describe("a table of options says what docstrings say", () => {
  const declarations = declarationsOf(source)

  it("with the default, and without what is inherited where only the interface's own members are asked for", () => {
    assert.deepStrictEqual(readRows(`${membersTable("option", allMembers(declarations, "Own"))}\n`, "option"), [
      ["option", "default", "meaning"],
      ["`url`", "none", "Where it is."],
      ["`timeout`", '`"30 seconds"`', "How long it takes, see `Base`. In all."]
    ])
    assert.deepStrictEqual(
      ownMembers(declarations, "Own").map(({ name }) => name),
      ["url"]
    )
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

describe("the table of vendors says what their specs say", () => {
  const credentials = (label: string) => ({ id: label, label, description: "", fields: [] })
  const method = (label: string): Vendor["methods"][number] => ({
    credentials: credentials(label),
    make: () => {
      throw new Error("a table makes no login")
    },
    makeMap: () => {
      throw new Error("a table makes no login")
    }
  })
  const place = (part: Place["in"]): Place => ({
    in: part,
    name: "session",
    carries: /./,
    put: () => {
      throw new Error("a table sends nothing")
    }
  })
  const vendorWith = (protocol: Partial<Protocol>, ...labels: ReadonlyArray<string>): Vendor => ({
    name: "acme",
    label: "Acme",
    protocol: {
      vendor: "acme",
      server: { path: "", strip: [] },
      userAgent: "any",
      releases: [],
      envelope: { body: "json", parse: JSON.parse, code: "/code" },
      logins: {},
      tokens: {},
      place: [place("header")],
      errors: [],
      safe: [],
      redact: [],
      ...protocol
    },
    serverFields: [],
    methods: labels.map(method),
    secret: () => {
      throw new Error("a table shows no session")
    }
  })
  const rowOf = (vendor: Vendor) => readRows(`${vendorsTable([vendor])}\n`, "package")[1]
  const ends = (...lifetimes: ReadonlyArray<LoginLifetime>) =>
    rowOf(
      vendorWith({
        releases: ["R1", "R2"],
        logins: Object.fromEntries(lifetimes.map((lifetime, index) => [`login${index}`, { session: ["/s"], lifetime }]))
      })
    )?.[3]

  it("with the package, the label and the login methods", () => {
    assert.deepStrictEqual(rowOf(vendorWith({}, "User name and password", "Key"))?.slice(0, 3), [
      "[`@crm-auth/acme`](packages/acme)",
      "Acme",
      "user name and password; key"
    ])
  })

  it("with a one-time key where a login may ask for one", () => {
    const login = { session: ["/s"], lifetime: {}, secondFactor: { kind: "oneTimeKey" as const } }
    assert.strictEqual(
      rowOf(vendorWith({ logins: { login } }, "Password"))?.[2],
      "password, and a one-time key if asked for"
    )
  })

  it("with the limits of each kind of login, once", () => {
    assert.strictEqual(ends({}), "when the vendor rejects it")
    assert.strictEqual(ends({ slides: "anyReply" }), "after an unknown time without use")
    assert.strictEqual(ends(limits({ idle: ["unknown"] })), "after an unknown time without use")
    assert.strictEqual(
      ends(limits({ idle: [{ at: "/ttl", unit: "s", default: "unknown" }] })),
      "after the time without use that the login's reply says"
    )
    assert.strictEqual(
      ends(limitsSince(limits({ idle: ["PT1H"], absolute: ["PT1H30M", { read: () => 1 }] }), ["R1", "R2"], { R2: {} })),
      "after 1 hour without use, at the latest after 1 hour 30 minutes (depends on the release)"
    )
    assert.strictEqual(
      ends(limits({ idle: ["PT1H"] }), limits({ idle: ["PT1H"] }), limits({ absolute: ["PT45S"] })),
      "after 1 hour without use; of other logins after 45 seconds"
    )
  })

  it("with every part of a request that carries a session or a token, once", () => {
    assert.strictEqual(
      rowOf(
        vendorWith({
          place: [place("query"), place("form"), place("query")],
          tokens: { static: { place: place("header") } }
        })
      )?.[4],
      "in the query, the form or a header"
    )
    assert.strictEqual(rowOf(vendorWith({ place: [place("json")] }))?.[4], "in the JSON body")
  })
})
