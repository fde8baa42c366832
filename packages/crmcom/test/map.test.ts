import type { SessionMap } from "@crm-auth/core"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import {
  makeCrmcomConsumerMap,
  makeCrmcomDeviceMap,
  makeCrmcomMap,
  makeCrmcomWebApiKeyMap,
  type CrmcomSession
} from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { contact, consumerKey, user, webApiKey } from "./fixtures/manager.ts"

/** Uses two accounts of one server side by side: each logs in once, and every request has its own account's token. */
const useBoth = Effect.fnUntraced(function* (server: CrmcomEmulator, map: SessionMap<string, CrmcomSession>) {
  const calls = ["one", "two", "one", "two"]
  yield* Effect.forEach(calls, (key) => map.client(key).get(contact), { concurrency: "unbounded" })
  assert.strictEqual(yield* server.logins, 2)
  const [one, two] = yield* Effect.forEach(["one", "two"], map.session)
  assert.notStrictEqual(one?.id, two?.id)
  for (const [key, session] of [
    ["one", one],
    ["two", two]
  ] as const) {
    yield* map.client(key).get(contact)
    const sent = (yield* server.requests).at(-1)?.url.searchParams.get("token")
    assert.strictEqual(sent, Redacted.value(session?.value.token ?? Redacted.make("")))
  }
  yield* TestClock.adjust("61 minutes")
  assert.deepStrictEqual(yield* map.keys, [])
})

const options = { idleTimeToLive: "1 hour" } as const

it.effect("users", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make({ release: "R11" })
    const units: { readonly [key: string]: string } = {
      one: "00000000000000000000000000000001",
      two: "00000000000000000000000000000002"
    }
    const account = (key: string) =>
      units[key] === undefined
        ? Effect.succeed({ url: server.url, ...user, unit: " " })
        : Effect.succeed({ url: server.url, release: "R11", ...user, unit: units[key] } as const)
    const map = yield* Effect.provide(makeCrmcomMap(account, options), server.layer)
    yield* useBoth(server, map)
    assert.strictEqual(yield* server.sessions, 0)
    const { reason } = yield* Effect.flip(map.get("nobody"))
    assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "unit" })
  })
)

it.effect("Web API keys", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make()
    const map = yield* Effect.provide(
      makeCrmcomWebApiKeyMap(
        (key: string) =>
          Effect.succeed({ url: server.url, webApiKey, release: key === "old" ? "R8" : undefined } as const),
        options
      ),
      server.layer
    )
    yield* useBoth(server, map)
    const { reason } = yield* Effect.flip(map.get("old"))
    assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "release" })
  })
)

it.effect("consumers", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make()
    const byCard = {
      applicationKey: consumerKey,
      identifier: Redacted.make("CARD0001"),
      passCode: Redacted.make("1234")
    }
    const byCode = { applicationKey: consumerKey, authenticationCode: Redacted.make("CODE0001") }
    const map = yield* Effect.provide(
      makeCrmcomConsumerMap(
        (key: string) => Effect.succeed({ url: server.url, ...(key === "one" ? byCard : byCode) }),
        options
      ),
      server.layer
    )
    yield* useBoth(server, map)
  })
)

it.effect("devices", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make()
    const device = { installedItem: "II0000001", jwt: Redacted.make("example.device.jwt") }
    const map = yield* Effect.provide(
      makeCrmcomDeviceMap((_key: string) => Effect.succeed({ url: server.url, ...device }), options),
      server.layer
    )
    yield* useBoth(server, map)
  })
)
