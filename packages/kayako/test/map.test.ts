import { connect } from "@crm-auth/core/Promise"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Kayako, makeKayako, makeKayakoMap } from "../src/index.ts"
import { KayakoEmulator } from "../src/testing/index.ts"

const passwords: { readonly [username: string]: string } = {
  "jane@desk.example": "p%ss+w",
  "sam@desk.example": "letmein"
}

const optionsOf = (url: string, username: string) => ({
  url,
  username,
  password: Redacted.make(passwords[username] ?? "")
})

const info = "/staffapi/index.php?/Core/Default/GetInfo"

it.effect("a map holds a session per member of staff", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make({
      accounts: Object.entries(passwords).map(([username, password], index) => ({
        username,
        password,
        staffid: String(index + 1)
      }))
    })
    const staff = yield* Effect.provide(
      makeKayakoMap((username: string) => Effect.succeed(optionsOf(desk.url, username)), { capacity: 10 }),
      desk.layer
    )
    for (const username of Object.keys(passwords)) {
      assert.strictEqual((yield* staff.client(username).post(info)).status, 200)
      yield* staff.session(username)
    }
    assert.strictEqual(yield* desk.logins, 2)
    const failure = yield* Effect.flip(staff.get("nobody@desk.example"))
    assert.strictEqual(failure.reason._tag, "InvalidConfiguration")
    yield* staff.invalidate("jane@desk.example")
    assert.strictEqual(yield* desk.sessions, 1)
  })
)

it.effect("a session kept warm is kept by GetInfo, and replaced when the desk has ended it", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const { session } = yield* Effect.provide(
      makeKayako({ ...optionsOf(desk.url, "jane@desk.example"), renewal: "ahead" }),
      desk.layer
    )
    const first = yield* session
    yield* TestClock.adjust("10 hours")
    assert.strictEqual(yield* session, first)
    assert.strictEqual(yield* desk.logins, 1)
    const requests = yield* desk.requests
    assert.isAbove(requests.filter(({ operation }) => operation === "getInfo").length, 3)
    yield* desk.expireSessions
    yield* TestClock.adjust("2 hours")
    assert.strictEqual(yield* desk.logins, 2)
    assert.strictEqual(yield* desk.sessions, 1)
  })
)

it("a program that awaits promises connects in one line", async () => {
  const desk = await Effect.runPromise(KayakoEmulator.make())
  {
    await using auth = await connect(Kayako.layer(optionsOf(desk.url, "jane@desk.example")), { http: desk.layer })
    assert.match((await auth.session()).value.version ?? "", /\d/)
    const response = await auth.fetch(info, { method: "POST", body: new URLSearchParams({ wantstaff: "1" }) })
    assert.match(await response.text(), /<status>/)
    assert.strictEqual(response.status, 200)
    assert.strictEqual(await Effect.runPromise(desk.sessions), 1)
  }
  assert.strictEqual(await Effect.runPromise(desk.sessions), 0)
})
