import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { AuthError, InvalidConfiguration } from "../../src/index.ts"
import { makeAccount, makeAccountMap } from "../../src/Driver.ts"
import { ada, makeMethod, url } from "../fixtures/loginMethod.ts"
import { json, serve } from "../fixtures/protocol.ts"

const replies = () => serve(json({ ok: true, token: "t-1" }))

describe("credentials", () => {
  it.effect("given as an effect, they are read before each login and checked each time", () =>
    Effect.gen(function* () {
      let reads = 0
      const credentials = Effect.sync(() => ({ ...ada, user: ++reads === 2 ? "" : `ada${reads}`, more: "is left out" }))
      const { provide, requests } = replies()
      const manager = yield* provide(makeAccount(makeMethod().method, { url, credentials }))
      assert.strictEqual(reads, 0)
      yield* manager.invalidate(yield* manager.session)
      const error = yield* Effect.flip(manager.session)
      assert.match(error.message, /user is missing or blank/)
      assert.strictEqual(requests.length, 1)
    })
  )

  it.effect("given as an effect, all that are missing are named at once", () =>
    Effect.gen(function* () {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const credentials = Effect.succeed({ tenant: "t" }) as unknown as Effect.Effect<typeof ada>
      const manager = yield* replies().provide(makeAccount(makeMethod().method, { url, credentials }))
      assert.match((yield* Effect.flip(manager.session)).message, /user, password are missing or blank/)
    })
  )

  for (const [title, failure, detail] of [
    ["with a tag", { _tag: "VaultSealed", token: "s3cret" }, "VaultSealed"],
    ["without one", "s3cret", "their effect failed"],
    ["with an Error", new Error("s3cret"), "their effect failed"]
  ] as const) {
    it.effect(`U20 a source that fails ${title} is an outage, and only its tag is told`, () =>
      Effect.gen(function* () {
        const { provide, requests } = replies()
        const manager = yield* provide(makeAccount(makeMethod().method, { url, credentials: Effect.fail(failure) }))
        const { message, reason } = yield* Effect.flip(manager.session)
        assert.strictEqual(reason._tag, "CredentialsUnavailable")
        assert.strictEqual(reason.kind, "transient")
        assert.include(message, detail)
        assert.notInclude(message, "s3cret")
        assert.deepStrictEqual(requests, [])
      })
    )
  }

  it.effect("a source that fails with an AuthError fails with that", () =>
    Effect.gen(function* () {
      const reason = new InvalidConfiguration({ field: "vault", detail: "is not configured" })
      const own = new AuthError({ vendor: "acme", operation: "vault", reason })
      const manager = yield* replies().provide(makeAccount(makeMethod().method, { url, credentials: Effect.fail(own) }))
      assert.strictEqual((yield* Effect.flip(manager.session)).reason, reason)
    })
  )

  for (const [title, given] of [
    ["nothing", undefined],
    ["a text", "pw of ada"],
    ["a plain secret", { user: "ada", password: "pw of ada" }]
  ] as const) {
    it.effect(`U15 a source that gives ${title} fails the login before a request`, () =>
      Effect.gen(function* () {
        const { provide, requests } = replies()
        const anything: unknown = Effect.succeed(given)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const credentials = anything as Effect.Effect<typeof ada>
        const manager = yield* provide(makeAccount(makeMethod().method, { url, credentials }))
        const { message, reason } = yield* Effect.flip(manager.session)
        assert.strictEqual(reason._tag, "InvalidConfiguration")
        assert.notInclude(message, "pw of ada")
        assert.deepStrictEqual(requests, [])
      })
    )
  }
})

/** Every object that can be reached from a value by its properties, private ones of TypeScript included. */
const reachable = (start: unknown, leaveOut: (owner: object, key: PropertyKey) => boolean): ReadonlySet<unknown> => {
  const seen = new Set<unknown>()
  const wait: Array<unknown> = [start]
  for (let value = wait.pop(); value !== undefined || wait.length > 0; value = wait.pop()) {
    if (typeof value === "string") seen.add(value)
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue
    seen.add(value)
    if (value instanceof Map) for (const entry of value) wait.push(...entry)
    if (value instanceof Set) wait.push(...value)
    for (const key of Reflect.ownKeys(value)) {
      if (leaveOut(value, key)) continue
      const property = Object.getOwnPropertyDescriptor(value, key)
      if (property !== undefined && "value" in property) wait.push(property.value)
    }
    if (!Object.isFrozen(Object.getPrototypeOf(value) ?? {})) wait.push(Object.getPrototypeOf(value))
  }
  return seen
}

/** The prototype of all Redacted values looks like one. */
const isOwnRedacted = (value: unknown): value is Redacted.Redacted<unknown> =>
  Redacted.isRedacted(value) && value !== Object.getPrototypeOf(Redacted.make(""))

const secretsIn = (values: ReadonlySet<unknown>, secret: string): ReadonlyArray<unknown> =>
  Array.from(values).filter((value) => value === secret || (isOwnRedacted(value) && Redacted.value(value) === secret))

describe("a password is reached through the driver's `credentials` and nowhere else", () => {
  for (const [title, options] of [
    ["given as options", { url, ...ada, userAgent: "acme/1", quirk: true, parallelSessions: 2 }],
    ["given as an effect", { url, credentials: Effect.succeed(ada), userAgent: "acme/1", quirk: true }]
  ] as const) {
    it.effect(title, () =>
      Effect.gen(function* () {
        const { method, seen } = makeMethod()
        const { provide, requests } = replies()
        const manager = yield* provide(makeAccount(method, options))
        const session = yield* manager.session
        yield* manager.client.get("/find/x/1")
        const [driver] = seen.drivers
        assert.isDefined(driver)
        assert.isNotEmpty(
          secretsIn(
            reachable(driver, () => false),
            "pw of ada"
          ),
          "the walk finds what is there"
        )
        const outside = (owner: object, key: PropertyKey) => owner === driver && key === "credentials"
        const kept = { manager, driver, session, options: seen.options, call: requests.at(-1) }
        assert.deepStrictEqual(secretsIn(reachable(kept, outside), "pw of ada"), [])
        assert.deepStrictEqual(Object.keys(seen.options[0] ?? {}).sort(), ["quirk", "url", "userAgent"])
      })
    )
  }

  it.effect("of a map's accounts, which share their server's driver", () =>
    Effect.gen(function* () {
      const { method, seen } = makeMethod()
      const { provide, requests } = replies()
      const account = (user: string) =>
        Effect.succeed({ url: new URL(url), user, password: Redacted.make(`pw of ${user}`) })
      const map = yield* provide(makeAccountMap(method, account, { propagateTraces: true }))
      const sessions = [yield* map.session("ada"), yield* map.session("bob")]
      yield* map.client("ada").get("/find/x/1")
      assert.deepStrictEqual(seen.options, [{ url, propagateTraces: true }])
      const outside = (owner: object, key: PropertyKey) => seen.drivers.has(owner) && key === "credentials"
      const kept = { map, drivers: seen.drivers, sessions, options: seen.options, call: requests.at(-1) }
      for (const user of ["ada", "bob"]) {
        assert.deepStrictEqual(secretsIn(reachable(kept, outside), `pw of ${user}`), [])
      }
    })
  )
})
