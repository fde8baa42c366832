/** A session is refused, and so is the one that another process had left in the store. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { tagOf } from "../fixtures/account.ts"
import { pass, Processes } from "./processes.ts"

/** Two processes; the first still has the session that the second has replaced. Then the server forgets both. */
const forgotten = Effect.gen(function* () {
  const all = new Processes()
  const [a, b] = [yield* all.start(), yield* all.start()]
  yield* a.session
  const renewal = yield* Effect.forkChild(Effect.flatMap(b.session, b.renew))
  yield* pass(500)
  yield* Fiber.join(renewal)
  assert.strictEqual(all.account.tried.length, 2)
  all.account.dead.add("secret-1").add("secret-2")
  return { account: all.account, client: a.client }
})

it.effect("a request that may be repeated goes on until it has a session of its own", () =>
  Effect.gen(function* () {
    const { account, client } = yield* forgotten
    const call = yield* Effect.forkChild(client.get("/x"))
    yield* pass(500)
    assert.strictEqual((yield* Fiber.join(call)).status, 200)
    assert.deepStrictEqual(
      account.sent.map(({ session }) => session),
      ["secret-1", "secret-2", "secret-3"]
    )
  })
)

it.effect("where the second answer says that part of the work may be done, the request is not sent a third time", () =>
  Effect.gen(function* () {
    const { account, client } = yield* forgotten
    account.rejectedBeforeWork = true
    account.callTakes = "1 second"
    const call = yield* Effect.forkChild(tagOf(client.post("/x")))
    yield* pass(1500)
    account.rejectedBeforeWork = false
    yield* pass(1000)
    assert.strictEqual(yield* Fiber.join(call), "ReplayImpossible")
    assert.strictEqual(account.sent.length, 2)
    assert.strictEqual(account.tried.length, 3)
  })
)
