import { fixtureSecrets, fixtureVariables, type VendorFixture } from "@crm-auth/core/testing"
import { loadFixtures } from "@crm-auth/packages/vendors"
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { Line, Reporter } from "../src/report.ts"
import { runEmulated } from "../src/emulated.ts"
import { runReal } from "../src/real.ts"

const recorder = () => {
  const lines: Array<Line> = []
  const reporter: Reporter = {
    title: () => Effect.void,
    trying: () => Effect.void,
    line: (line) => Effect.sync(() => void lines.push(line)),
    closing: () => Effect.void
  }
  return { lines, reporter }
}

const steps = ["login", "use", "idle expiry", "transparent re-login", "rejection and replay", "logout"]

const fixtures = await loadFixtures()

/** Runs the demo against an emulator behind `fetch`, as if it were a real server. */
const realRun = Effect.fnUntraced(function* (fixture: VendorFixture, dialect?: string) {
  const { lines, reporter } = recorder()
  const emulator = yield* fixture.emulator({ dialect })
  const env = fixtureVariables(fixture, fixture.methods[0], emulator)
  const passed = yield* runReal(fixture, reporter).pipe(
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
    Effect.provideService(FetchHttpClient.Fetch, (input, init) => emulator.handler(new Request(input, init)))
  )
  return { lines, emulator, passed }
})

describe.each(fixtures.map((fixture) => ({ name: fixture.vendor.name, fixture })))("$name", ({ fixture }) => {
  it.effect("does the main job against its emulator", () =>
    Effect.gen(function* () {
      const { lines, reporter } = recorder()
      assert.isTrue(yield* runEmulated(fixture, reporter))
      assert.deepStrictEqual(
        lines.map(({ logins, outcome, step }) => [step, outcome, logins]),
        steps.map((step, index) => [step, "passed", [1, 1, 1, 2, 3, 3][index]])
      )
    })
  )

  it.effect("names every variable that is missing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(runReal(fixture, recorder().reporter))
      assert.match(error.message, new RegExp(`needs ${fixture.vendor.name.toUpperCase()}_`))
    }).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: {} }))))
  )

  it.effect("does what makes sense against a real server, and prints no secret", () =>
    Effect.gen(function* () {
      const { emulator, lines, passed } = yield* realRun(fixture)
      assert.deepStrictEqual(
        lines.filter(({ outcome }) => outcome === "failed"),
        []
      )
      assert.isTrue(passed)
      assert.deepStrictEqual(
        lines.map(({ step }) => step),
        steps
      )
      assert.strictEqual(yield* emulator.sessions, 0)
      const printed = JSON.stringify(lines)
      for (const secret of fixtureSecrets(fixture, fixture.methods[0])) assert.notInclude(printed, secret)
    })
  )
})

it.effect("U06 a broken logout of the server is named, and the demo passes", () =>
  Effect.gen(function* () {
    const fixture = fixtures.find(({ dialects }) => dialects.includes("8.2-php8"))
    assert.isDefined(fixture)
    const { lines, passed } = yield* realRun(fixture, "8.2-php8")
    assert.isTrue(passed)
    const line = lines.find(({ step }) => step === "rejection and replay")
    assert.strictEqual(line?.outcome, "skipped")
    assert.match(line?.detail ?? "", /^the server's logout does not work: /)
  })
)
