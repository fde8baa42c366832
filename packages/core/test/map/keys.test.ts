/** Which accounts a map takes for one. */
import { assert, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { serverDrivers, type SessionDriver } from "../../src/Driver.ts"
import { Account, tagOf } from "../fixtures/account.ts"
import { type FakeSession, makeFake } from "./fake.ts"

class Sealed {
  readonly #id: string
  constructor(id: string) {
    this.#id = id
  }
  get id(): string {
    return this.#id
  }
}

class Tenant extends Data.Class<{ readonly name: string }> {}

const mapBy = <K>(name: (key: K) => string) =>
  Effect.gen(function* () {
    const fake = makeFake()
    const lookup = (key: K) =>
      Effect.sync(() => {
        fake.lookups.push(name(key))
        return fake.driver(name(key))
      })
    return { fake, map: yield* Effect.provide(makeSessionMap({ vendor: "fake", lookup }), fake.layer) }
  })

it.effect("U03 keys with private fields never become one account: they are refused before anything is looked up", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* mapBy((key: Sealed) => key.id)
    for (const key of [new Sealed("a"), new Sealed("b")]) {
      const refused = [map.session(key), map.client(key).get("/x"), map.get(key)]
      for (const effect of refused) {
        const error = yield* Effect.flip<unknown, unknown, never>(effect)
        assert.deepInclude(error, { _tag: "AuthError", vendor: "fake" })
        assert.deepNestedInclude(error, { "reason._tag": "InvalidConfiguration", "reason.field": "key" })
      }
      assert.isFalse(yield* map.has(key))
      yield* map.invalidate(key)
    }
    assert.deepStrictEqual([fake.lookups, fake.logins], [[], []])
  })
)

it.effect("U03 private fields nested in plain keys are refused, too, whatever keys the map holds", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* mapBy((key: { readonly tenant: unknown }) => JSON.stringify(key))
    yield* map.session({ tenant: {} })
    assert.strictEqual(yield* tagOf(map.session({ tenant: new Sealed("a") })), "InvalidConfiguration")
    assert.strictEqual(yield* tagOf(map.session({ tenant: [new Sealed("b")] })), "InvalidConfiguration")
    assert.isFalse(yield* map.has({ tenant: new Sealed("a") }))
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("U03 keys that can be compared by value are one account each", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* mapBy((key: Tenant) => key.name)
    const first = yield* map.session(new Tenant({ name: "a" }))
    assert.strictEqual(yield* map.session(new Tenant({ name: "a" })), first)
    assert.notStrictEqual(yield* map.session(new Tenant({ name: "b" })), first)
    assert.deepStrictEqual(fake.lookups, ["a", "b"])
  })
)

it.effect("U03 accounts whose server options hide their values share no driver", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const made: Array<string> = []
    const drivers = serverDrivers(({ server }: { readonly server: Sealed }) =>
      Effect.sync(() => {
        made.push(server.id)
        return fake.driver(server.id)
      })
    )
    const source = { credentials: Effect.succeed("jane"), fixedCredentials: true }
    const one = yield* drivers({ server: new Sealed("a") }, source)
    const other = yield* drivers({ server: new Sealed("b") }, source)
    assert.deepStrictEqual(made, ["a", "b"])
    assert.notStrictEqual(one.attach, other.attach)
  })
)

it.effect(
  "U03 credentials of an effect that hide their values are refused: nothing can tell whether they changed",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      // oxlint-disable-next-line typescript/unbound-method
      const { accountName: __, sharing: _, ...plain } = fake.driver("a")
      const driver: SessionDriver<FakeSession, Sealed> = {
        ...plain,
        fixedCredentials: false,
        credentials: Effect.sync(() => new Sealed("a")),
        login: () => fake.driver("a").login("a")
      }
      const { session } = yield* Effect.provide(makeSessionManager(driver), fake.layer)
      const { reason } = yield* Effect.flip(session)
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "credentials" })
      assert.strictEqual(fake.logins.length, 0)
    })
)

it.effect("U03 a session whose value hides its secret is another one than the session before, and logged out", () =>
  Effect.gen(function* () {
    const account = new Account()
    const ended: Array<string> = []
    let logins = 0
    const { sharing: _, renew: __, keepAlive: ___, originOf: ____, ...plain } = account.driver
    const driver: SessionDriver<Sealed, string> = {
      ...plain,
      login: () => Effect.sync(() => ({ value: new Sealed(`secret-${++logins}`), lifetime: {} })),
      attach: Effect.succeed,
      logout: ({ value }) => Effect.sync(() => void ended.push(value.id))
    }
    yield* Effect.scoped(
      Effect.gen(function* () {
        const manager = yield* makeSessionManager(driver)
        yield* manager.renew(yield* manager.session)
      })
    ).pipe(Effect.provideService(HttpClient.HttpClient, account.http))
    assert.deepStrictEqual(ended, ["secret-1", "secret-2"])
  })
)
