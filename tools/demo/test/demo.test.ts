import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { Line, Reporter } from "../src/report.ts"
import { vendors } from "../src/vendors.ts"

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

describe.each(vendors)("$name", (vendor) => {
  it.effect("does the main job against its emulator", () =>
    Effect.gen(function* () {
      const { lines, reporter } = recorder()
      assert.isTrue(yield* vendor.emulated(reporter))
      assert.deepStrictEqual(
        lines.map(({ logins, outcome, step }) => [step, outcome, logins]),
        steps.map((step, index) => [step, "passed", [1, 1, 1, 2, 3, 3][index]])
      )
    })
  )

  it.effect("names every variable that is missing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(vendor.real(recorder().reporter))
      assert.match(error.message, new RegExp(`needs ${vendor.name.toUpperCase()}_`))
    }).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: {} }))))
  )

  it.effect("does what makes sense against a real server, and prints no secret", () =>
    Effect.gen(function* () {
      const { lines, reporter } = recorder()
      const emulator = yield* vendor.emulate()
      const env = vendor.environment(emulator.url)
      const passed = yield* vendor.real(reporter).pipe(
        Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
        Effect.provideService(FetchHttpClient.Fetch, (input, init) => emulator.handler(new Request(input, init)))
      )
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
      for (const [name, value] of Object.entries(env)) {
        if (/PASSWORD|KEY|WORD/.test(name)) assert.notInclude(printed, value)
      }
    })
  )
})

it.effect("U06 a server whose logout is broken is told so, and the demo passes", () =>
  Effect.gen(function* () {
    const { lines, reporter } = recorder()
    const vtiger = vendors.find(({ name }) => name === "vtiger")
    if (vtiger === undefined) return assert.fail("there is no vtiger")
    const emulator = yield* vtiger.emulate(undefined, "8.2-php8")
    const env = vtiger.environment(emulator.url)
    const passed = yield* vtiger.real(reporter).pipe(
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
      Effect.provideService(FetchHttpClient.Fetch, (input, init) => emulator.handler(new Request(input, init)))
    )
    assert.isTrue(passed)
    const replayed = lines.find(({ step }) => step === "rejection and replay")
    assert.strictEqual(replayed?.outcome, "skipped")
    assert.match(replayed?.detail ?? "", /^the server's logout does not work: /)
  })
)
