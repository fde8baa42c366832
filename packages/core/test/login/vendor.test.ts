import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { makeVendor, makeVendorAccount, vendorMethod } from "../../src/Driver.ts"
import { type AcmeSession, makeMethod, serverFields, url, variants } from "../fixtures/loginMethod.ts"
import { json, protocol, serve } from "../fixtures/protocol.ts"

const vendor = makeVendor<AcmeSession>({
  label: "Acme",
  protocol,
  serverFields,
  words: {
    server: { url: { label: "Address", where: "The browser" } },
    methods: {
      password: {
        label: "User and password",
        insecure: "It is short.",
        fields: { user: { label: "User", where: "The login page" } }
      }
    }
  },
  methods: [vendorMethod(makeMethod().method), vendorMethod(variants)],
  secret: ({ token }) => token
})

const replies = () => serve(json({ ok: true, token: "t-1" }))

it.effect("a vendor, a method and plain texts make a manager; blank texts count as left out", () =>
  Effect.gen(function* () {
    const { provide, requests } = replies()
    const fields = { url, user: "ada", password: "pw of ada", tenant: "", badge: "7" }
    const options = { userAgent: "acme/1" }
    const manager = yield* provide(makeVendorAccount(vendor, { method: "password", fields, options }))
    const { value } = yield* manager.session
    assert.strictEqual(Redacted.value(vendor.secret(value)), "t-1")
    assert.strictEqual(requests[0]?.headers["user-agent"], "acme/1")
    assert.deepStrictEqual(
      vendor.methods.map(({ credentials }) => credentials.id),
      ["password", "variants"]
    )
  })
)

it.effect("without a method it is the first", () =>
  Effect.gen(function* () {
    const { provide, requests } = replies()
    yield* (yield* provide(makeVendorAccount(vendor, { fields: { url, user: "ada", password: "pw" } }))).session
    assert.strictEqual(requests.length, 1)
  })
)

it.effect("a method that does not exist, and a field that does not exist, are refused with their names", () =>
  Effect.gen(function* () {
    const fields = { url, user: "ada", password: "pw" }
    for (const [field, account] of [
      ["method", { method: "token", fields }],
      ["pasword", { fields: { ...fields, pasword: "pw" } }],
      ["badge", { fields: { ...fields, badge: "seven" } }]
    ] as const) {
      const { reason } = yield* Effect.flip(replies().provide(makeVendorAccount(vendor, account)))
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field })
    }
  })
)

it.effect("a map of any vendor", () =>
  Effect.gen(function* () {
    const { provide } = replies()
    const [method] = vendor.methods
    assert.isDefined(method)
    const account = (key: string) => Effect.succeed({ url, credentials: Effect.succeed({ user: key }) })
    const map = yield* provide(method.makeMap(account))
    const { reason } = yield* Effect.flip(map.session("ada"))
    assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "password" })
  })
)

it("a vendor says what people are told; what has no words is called by its name", () => {
  const [password, other] = vendor.methods
  assert.deepInclude(vendor.serverFields[0], { label: "Address", where: "The browser", name: "url", secret: false })
  assert.deepInclude(password?.credentials, { label: "User and password", insecure: "It is short." })
  assert.deepInclude(password?.credentials.fields[0], { label: "User", where: "The login page", variable: "ACME_USER" })
  assert.deepInclude(password?.credentials.fields[1], { label: "password", where: "unknown", secret: true })
  assert.deepInclude(other?.credentials, { label: "variants" })
  assert.deepInclude(other?.credentials.fields[0], { label: "key", where: "unknown" })
})
