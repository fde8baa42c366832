import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { serverDrivers } from "../../src/Driver.ts"
import { makeFake } from "./fake.ts"

it.effect("accounts of one server share its driver, each with credentials of its own", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const made: Array<string> = []
    const drivers = serverDrivers(({ url }: { readonly url: string; readonly userAgent?: string | undefined }) =>
      Effect.sync(() => {
        made.push(url)
        return fake.driver(url)
      })
    )
    const source = (credentials: string) => ({ credentials: Effect.succeed(credentials), fixedCredentials: true })
    const jane = yield* drivers({ url: "a", userAgent: undefined }, source("jane"))
    const sam = yield* drivers({ url: "a", userAgent: undefined }, source("sam"))
    const other = yield* drivers({ url: "b" }, source("jane"))
    assert.deepStrictEqual(made, ["a", "b"])
    assert.strictEqual(jane.attach, sam.attach)
    assert.notStrictEqual(jane.attach, other.attach)
    assert.strictEqual(yield* jane.credentials, "jane")
    assert.strictEqual(yield* sam.credentials, "sam")
    // Servers that come and go are not remembered without end.
    for (let i = 0; i < 256; i++) yield* drivers({ url: String(i) }, source("jane"))
    yield* drivers({ url: "a", userAgent: undefined }, source("jane"))
    assert.strictEqual(made.length, 259)
  })
)

it.effect("what a driver remembers of one account is made for each", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const drivers = serverDrivers(
      ({ url }: { readonly url: string }) => Effect.succeed(fake.driver(url)),
      ({ classify }) => ({ classify: (reply) => classify(reply) })
    )
    const source = { credentials: Effect.succeed("jane"), fixedCredentials: true }
    const jane = yield* drivers({ url: "a" }, source)
    const sam = yield* drivers({ url: "a" }, source)
    assert.strictEqual(jane.attach, sam.attach)
    assert.notStrictEqual(jane.classify, sam.classify)
  })
)

for (const renewalRate of [0, -1, NaN]) {
  it.effect(`a renewal rate of ${renewalRate} is refused`, () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const lookup = (key: string) => Effect.succeed(fake.driver(key))
      const made = makeSessionMap({ vendor: "fake", lookup, renewalRate })
      const { operation, reason } = yield* Effect.flip(Effect.provide(made, fake.layer))
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "renewalRate" })
      assert.strictEqual(operation, "configure")
    })
  )
}
