/** The rarer ways to read what `client` hands back, whether its body was read before or not. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Account } from "../fixtures/account.ts"

const multipart = () => {
  const form = new FormData()
  form.set("a", "1")
  return new Response(form)
}

for (const readsBody of [true, false]) {
  const how = readsBody ? "whose body was read" : "whose body was not read"
  const client = (reply: () => Response) =>
    Effect.map(Object.assign(new Account(), { readsBody, reply }).manager(), (manager) => manager.client)

  it.effect(`a response ${how} gives its form, and can't be upgraded`, () =>
    Effect.gen(function* () {
      const fields = yield* client(multipart)
      const response = yield* fields.get("/x")
      assert.strictEqual((yield* response.formData).get("a"), "1")
      const texts = yield* client(() => new Response("x"))
      const plain = yield* texts.get("/x")
      assert.strictEqual((yield* Effect.flip(plain.upgrade))._tag, "HttpClientError")
    })
  )

  it.effect(`a response ${how} names the caller's own request, and goes through pipes`, () =>
    Effect.gen(function* () {
      const texts = yield* client(() => new Response("x", { status: 202 }))
      const response = yield* texts.get("/x?a=1")
      assert.match(response.url, /\/x\?a=1$/)
      assert.strictEqual(
        response.pipe(({ status }) => status),
        202
      )
      const shown = JSON.stringify(response)
      assert.include(shown, '"status":202')
      assert.notInclude(shown, "x-session")
    })
  )
}
