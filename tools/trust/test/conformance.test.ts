/** The promise list is the same under another runner, and its report says what was held. */
import { conformance, conformanceReport } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { pairs } from "../src/derived.ts"

const [fixture] = pairs.map((pair) => pair.fixture).filter(({ call }) => call !== undefined)

/** Runs a file of tests with node's own runner. */
const nodeTest = (vendor: string): Promise<string> =>
  new Promise((resolve) => {
    const file = join(import.meta.dirname, "../src/conformance.node.ts")
    execFile(
      process.execPath,
      ["--conditions=@crm-auth/source", "--test", "--test-reporter=tap", file],
      { env: { PATH: process.env["PATH"], VENDOR: vendor } },
      (_error, output) => resolve(output)
    )
  })

it("every promise is named and held under node:test", async () => {
  assert.isDefined(fixture)
  const promises = conformance(fixture)
  const output = await nodeTest(fixture.vendor.name)
  for (const { name } of promises) assert.include(output, ` - ${name}\n`)
  assert.include(output, `# pass ${promises.length}\n`)
  assert.include(output, "# fail 0\n")
})

it.effect("the report is plain JSON with versions, and names a promise that was broken", () =>
  Effect.gen(function* () {
    assert.isDefined(fixture)
    const [method] = fixture.methods
    const versions = { "@crm-auth/core": "1.2.3" }
    const only = { methods: [method.id], versions }
    const held = yield* conformanceReport(fixture, only)
    assert.deepStrictEqual([held.held, held.versions, held.vendor], [true, versions, fixture.vendor.name])
    assert.deepStrictEqual(JSON.parse(JSON.stringify(held)), held)
    const ids = held.promises.map(({ id }) => id)
    for (const part of [
      "1-000-callers",
      "replayed|sent-again",
      "guard",
      "secret",
      "hostile",
      "closing",
      "store",
      "check",
      "operation"
    ]) {
      assert.isTrue(
        ids.some((id) => new RegExp(part).test(id)),
        part
      )
    }
    const broken = yield* conformanceReport({ ...fixture, methods: [{ ...method, attempts: 99 }] }, only)
    const failed = broken.promises.filter((promise) => !promise.held)
    assert.isFalse(broken.held)
    assert.deepStrictEqual(
      failed.map(({ id }) => id),
      ["bad-credentials-are-tried-in-one-login-and-then-not-before-their-guard-ends"]
    )
    assert.match(failed[0]?.detail ?? "", /login attempts: \d instead of 99/)
  })
)
