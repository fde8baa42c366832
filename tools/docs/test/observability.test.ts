/** docs/observability.md and the dashboard name all that the sources tell, and nothing else; the example exports it. */
import * as Effect from "effect/Effect"
import { globSync, readFileSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { afterEach, assert, describe, it, vi } from "vitest"
import { attributesIn, eventsIn, messagesIn, metricsIn, spansIn } from "../src/observability/signals.ts"
import { blocksOf, programsOf } from "../src/readme/blocks.ts"
import { root, scratch } from "../src/readme/readmes.ts"
import { makeWorld } from "../src/readme/world.ts"

const read = (path: string): string => readFileSync(join(root, path), "utf8")
const page = read("docs/observability.md")
const dashboard = read("docs/grafana-dashboard.json")

/** The library: no emulators, and no programs for developers. */
const sources = globSync("packages/*/src/**/*.ts", { cwd: root })
  .filter((path) => !/^packages\/(cli|codegen|create)\/|\/(testing|generated)\//.test(path))
  .map(read)
  .join("\n")
const metricsSource = read("packages/core/src/Metrics.ts")
const eventsSource = read("packages/core/src/SessionEvent.ts")

/** The rows of the page's tables, by the name in their first cell. */
const rows = new Map(
  page.split("\n").flatMap((line) => {
    const name = /^\| `([^`]+)`/.exec(line)?.[1]
    return name === undefined ? [] : [[name, line] as const]
  })
)
const unnamed = (names: ReadonlyArray<string>) => [...new Set(names)].filter((name) => !rows.has(name))
const namedIn = (text: string) =>
  [...new Set(text.match(/\bcrm_auth_[a-z_]+/g))].map((name) => name.replace(/_bucket$/, ""))

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe("what sources tell", () => {
  it("is found in them", () => {
    assert.deepStrictEqual(metricsIn('Metric.counter("a_b", {}); Metric.histogram(\n  "c")'), ["a_b", "c"])
    assert.deepStrictEqual(metricsIn('counter("a", "All")'), ["crm_auth_a"])
    assert.deepStrictEqual(spansIn("`${vendor}.login` `${account.driver.vendor}.check` `${vendor} x`"), [
      "{vendor}.login",
      "{vendor}.check"
    ])
    assert.deepStrictEqual(attributesIn('{ "crm_auth.cause": 1, "url.full": 2, "other": 3 }'), [
      "crm_auth.cause",
      "url.full"
    ])
    assert.deepStrictEqual(messagesIn('Effect.logInfo("it is back") Effect.logWarning(`late vendor=${v} n=${n}`)'), [
      "it is back",
      "late"
    ])
    assert.deepStrictEqual(
      eventsIn('{ readonly _tag: "A"\n readonly b: 1\n readonly c?: 2 } | { readonly _tag: "D" }'),
      [
        { tag: "A", fields: ["b", "c"] },
        { tag: "D", fields: [] }
      ]
    )
  })
})

describe("docs/observability.md", () => {
  const metrics = metricsIn(metricsSource)
  const events = eventsIn(eventsSource)

  it("lists every metric, and so does the dashboard", () => {
    assert.isAtLeast(metrics.length, 12)
    assert.deepStrictEqual(unnamed(metrics), [])
    assert.deepStrictEqual(
      metrics.filter((name) => !namedIn(dashboard).includes(name)),
      []
    )
  })

  it("and the dashboard name no metric that is not there", () => {
    const named = [...namedIn(page), ...namedIn(dashboard)]
    assert.deepStrictEqual(
      named.filter((name) => !metrics.includes(name)),
      []
    )
  })

  it("lists every event with its fields", () => {
    assert.isAtLeast(events.length, 11)
    assert.deepStrictEqual(unnamed(events.map(({ tag }) => tag)), [])
    for (const { fields, tag } of events) {
      for (const field of fields) assert.include(rows.get(tag), `\`${field}\``, tag)
    }
  })

  it("lists every span and every attribute", () => {
    const spans = spansIn(sources)
    const attributes = attributesIn(sources)
    assert.include(spans, "{vendor}.login")
    assert.include(attributes, "crm_auth.vendor")
    assert.deepStrictEqual(unnamed([...spans, ...attributes]), [])
  })

  it("lists every log line", () => {
    const messages = messagesIn(sources)
    assert.include(messages, "the session store is back")
    const cells = page.split("\n").filter((line) => /^\| (debug|info|warning|error) /.test(line))
    assert.deepStrictEqual(
      messages.filter((message) => !cells.some((line) => line.includes(`\`${message}\``))),
      []
    )
  })

  it("has an example that exports spans, metrics and log lines, and no secret", async () => {
    const [program] = programsOf(blocksOf(page))
    const folder = join(scratch, "observability")
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, "example.ts"), program?.code ?? "")
    const world = await Effect.runPromise(makeWorld)
    for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value)
    vi.stubGlobal("fetch", world.fetch)
    await import(join(folder, "example.ts"))
    const sent = (path: string) =>
      world.exported.flatMap((request) => (request.path === path ? [request.body] : [])).join("\n")
    for (const name of ["kayako.login", "kayako.logout", "crm_auth.cause", "server.address", "url.full"]) {
      assert.include(sent("/v1/traces"), `"${name}"`)
    }
    for (const name of ["crm_auth_logins", "crm_auth_wait", "crm_auth_login_duration", "crm_auth_logouts"]) {
      assert.include(sent("/v1/metrics"), `"${name}"`)
    }
    assert.include(sent("/v1/logs"), "the desk answered 200")
    const password = world.environment["KAYAKO_PASSWORD"] ?? ""
    assert.notStrictEqual(password, "")
    assert.notInclude(JSON.stringify(world.exported), password)
  })
})
