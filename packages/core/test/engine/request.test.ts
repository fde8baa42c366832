/** Where `client` sends requests, and under which name. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Account, tagOf } from "../fixtures/account.ts"

const make = (reply: () => Response, readsBody: boolean) =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { readsBody, reply })
    return { account, manager: yield* account.manager() }
  })

it.effect("the session goes to the vendor only, relative or absolute", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make(() => new Response("ok"), false)
    for (const url of [
      "/a",
      "a",
      "https://acme.example/base",
      "https://acme.example/base/a",
      "https://acme.example/base?a=1"
    ]) {
      yield* manager.client.get(url)
    }
    for (const url of [
      "https://acme.example/other",
      "https://acme.example/based",
      "https://acme.example.evil.example/base",
      "https://acme.example@evil.example/base",
      "http://acme.example/base",
      "HTTPS://evil.example/",
      "//evil.example/x"
    ]) {
      assert.strictEqual(yield* tagOf(manager.client.get(url)), "InvalidConfiguration", url)
    }
    assert.strictEqual(account.sent.length, 5)
  })
)

it.effect("requests say who asks, the caller's own name first where the vendor does not mind", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make(() => new Response("ok"), false)
    const pinned = yield* account.manager({ userAgent: { value: "crm-auth-acme", pinned: true } })
    yield* manager.client.get("/a")
    yield* manager.client.get("/a", { headers: { "user-agent": "mine" } })
    yield* pinned.client.get("/a", { headers: { "user-agent": "mine" } })
    assert.deepStrictEqual(
      account.sent.map(({ request }) => request.headers["user-agent"]),
      ["crm-auth-acme", "mine", "crm-auth-acme"]
    )
  })
)

it.effect("a reason that concerns the account is told; the session stays", () =>
  Effect.gen(function* () {
    const account = new Account()
    const { reason } = yield* Effect.flip(
      (yield* Object.assign(new Account(), { password: "wrong" }).manager()).session
    )
    const manager = yield* account.manager({ classify: () => ({ _tag: "refused", reason, replay: false }) })
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "InvalidCredentials")
    assert.strictEqual(account.tried.length, 1)
    assert.strictEqual((yield* manager.status).state, "active")
  })
)
