import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { serverDrivers } from "../../src/index.ts"
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
