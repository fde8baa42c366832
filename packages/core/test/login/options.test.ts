import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { checkVariants, makeAccount, makeAccountMap } from "../../src/Driver.ts"
import { ada, makeMethod, url, variants } from "../fixtures/loginMethod.ts"
import { json, serve } from "../fixtures/protocol.ts"

/** Options as programs without types give them. */
type Loose = { readonly [name: string]: unknown }

const untyped = <A>(options: Loose): A => {
  const anything: unknown = options
  // What types refuse may still come from programs without them.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return anything as A
}

/** A Redacted as the copy of effect in another folder makes it: this copy does not know its value. */
const foreign: unknown = Object.create(Object.getPrototypeOf(Redacted.make("x")))

const configured = (options: Loose) =>
  Effect.gen(function* () {
    const { provide, requests } = serve(json({}))
    const error = yield* Effect.flip(provide(makeAccount(makeMethod().method, untyped(options))))
    assert.deepStrictEqual(requests, [])
    assert.strictEqual(error.vendor, "acme")
    assert.strictEqual(error.operation, "configure")
    const { reason } = error
    return reason._tag === "InvalidConfiguration" ? reason : assert.fail(reason._tag)
  })

const good = { url, ...ada }

const wrong: ReadonlyArray<readonly [title: string, field: string, options: Loose, detail: RegExp]> = [
  ["an option that does not exist", "pasword", { ...good, pasword: "x" }, /options are url, .*user, password/],
  ["a plain string for a secret", "password", { ...good, password: "pw" }, /Redacted\.make/],
  ["a secret of another copy of effect", "password", { ...good, password: foreign }, /another copy of effect/],
  ["a secret that was wiped", "password", { ...good, password: wiped() }, /wiped/],
  ["a secret that is no text", "password", { ...good, password: Redacted.make(7) }, /text/],
  ["a secret that is blank", "password", { ...good, password: Redacted.make(" ") }, /missing or blank/],
  ["a secret that ends with a line break", "password", { ...good, password: Redacted.make("pw\n") }, /line break/],
  ["U19 a secret that starts with a space", "password", { ...good, password: Redacted.make(" pw") }, /a space; remove/],
  ["U19 a secret that ends with spaces", "password", { ...good, password: Redacted.make("pw  ") }, /a space; remove/],
  [
    "U19 a secret that ends with a line break where spaces are allowed",
    "password",
    { ...good, password: Redacted.make("pw\n"), allowSpacesAroundSecrets: true },
    /line break/
  ],
  ["a secret that ends with CR LF and a space", "password", { ...good, password: Redacted.make("pw\r\n ") }, /break/],
  [
    "a secret that starts with a byte order mark",
    "password",
    { ...good, password: Redacted.make("\uFEFFpw") },
    /white/
  ],
  ["no secret", "password", { url, user: "ada" }, /missing/],
  ["no name", "user", { url, password: ada.password }, /missing/],
  ["nothing at all", "url, user, password", {}, /^are missing or blank$/],
  ["blanks", "url, user, password", { url: " ", user: "", password: Redacted.make("") }, /^are missing or blank$/],
  ["no address and no secret", "url, password", { user: "ada", tenant: "t" }, /are missing/],
  ["no credentials", "user, password", { url }, /are missing/],
  ["U19 a name that starts with a space", "user", { ...good, user: " ada" }, /a space; remove/],
  ["U19 a name that ends with a line break", "user", { ...good, user: "ada\n" }, /line break/],
  ["a Redacted name", "user", { ...good, user: Redacted.make("ada") }, /not Redacted/],
  ["a name that is no text", "user", { ...good, user: 7 }, /text/],
  ["a blank name", "user", { ...good, user: " " }, /missing or blank/],
  ["a blank tenant", "tenant", { ...good, tenant: "" }, /leave it out/],
  ["a number that is a text", "badge", { ...good, badge: "7" }, /whole number/],
  ["what the method itself refuses", "user", { ...good, user: "0" }, /of 0/],
  ["no address", "url", { ...ada }, /missing/],
  ["an address that is a number", "url", { ...good, url: 7 }, /URL/],
  ["an address with its scheme twice", "url", { ...good, url: "https://https://crm.example" }, /twice/],
  ["an address with http twice", "url", { ...good, url: "https://http://crm.example" }, /twice/],
  ["an address without a scheme", "url", { ...good, url: "crm.example" }, /https:\/\//],
  ["plain http", "url", { ...good, url: "http://crm.example" }, /allowInsecureHttp/],
  ["a flag that is a text", "allowInsecureHttp", { ...good, allowInsecureHttp: "false" }, /true or false/],
  [
    "an async function for credentials",
    "credentials",
    { url, credentials: () => Promise.resolve(ada) },
    /Effect\.promise/
  ],
  ["a promise for credentials", "credentials", { url, credentials: Promise.resolve(ada) }, /Effect\.promise/],
  ["credentials in two ways", "user", { ...good, credentials: Effect.succeed(ada) }, /not an option here/],
  ["a refine that is no function", "refine", { ...good, refine: "x" }, /function/],
  ["A09 a User-Agent with a line break", "userAgent", { ...good, userAgent: "acme\r\nx: y" }, /line break/],
  ["A09 a User-Agent with letters beyond Latin-1", "userAgent", { ...good, userAgent: "акме" }, /Latin/],
  ["a User-Agent that is blank", "userAgent", { ...good, userAgent: " " }, /blank/],
  ["a negative number of sessions", "parallelSessions", { ...good, parallelSessions: -3 }, /at least 1/],
  ["half a session", "parallelSessions", { ...good, parallelSessions: 1.5 }, /whole number/],
  ["a number of sessions that is a text", "parallelSessions", { ...good, parallelSessions: "2" }, /whole number/],
  ["a renewal that does not exist", "renewal", { ...good, renewal: "always" }, /"onUse", "ahead"/],
  ["a timeout of nothing", "loginTimeout", { ...good, loginTimeout: 0 }, /above zero/],
  ["a timeout that is no number", "loginTimeout", { ...good, loginTimeout: NaN }, /above zero/],
  ["a timeout in words", "keepWarmFor", { ...good, keepWarmFor: "a while" }, /20 minutes/],
  ["a timeout that is null", "loginTimeout", { ...good, loginTimeout: null }, /above zero/],
  ["an idle timeout below zero", "idleTimeout", { ...good, idleTimeout: "-5 minutes" }, /above zero/],
  ["a vendor's flag that is a number", "quirk", { ...good, quirk: 1 }, /true or false/],
  ["a name out of the prototype of objects", "constructor", { ...good, constructor: 1 }, /not an option here/]
]

function wiped(): Redacted.Redacted {
  const secret = Redacted.make("pw")
  Redacted.wipeUnsafe(secret)
  return secret
}

describe("U15 an option that cannot work is refused when the manager is made, with its name and the remedy", () => {
  for (const [title, field, options, detail] of wrong) {
    it.effect(title, () =>
      Effect.gen(function* () {
        const reason = yield* configured(options)
        assert.strictEqual(reason.field, field)
        assert.match(reason.detail, detail)
        assert.notInclude(reason.message, "pw")
      })
    )
  }
})

const accepted: ReadonlyArray<readonly [title: string, options: Loose]> = [
  ["a URL object", { ...good, url: new URL(url) }],
  ["a secret with spaces in it", { ...good, password: Redacted.make("p w") }],
  [
    "a secret with spaces around it where that is allowed",
    { ...good, password: Redacted.make(" pw "), allowSpacesAroundSecrets: true }
  ],
  ["a name with spaces around it where that is allowed", { ...good, user: " ada ", allowSpacesAroundSecrets: true }],
  [
    "undefined for anything",
    { ...good, tenant: undefined, renewal: undefined, nothing: undefined, credentials: undefined }
  ],
  [
    "durations in every form",
    { ...good, loginTimeout: 5000, keepWarmFor: Duration.infinity, idleTimeout: { minutes: 5 } }
  ],
  ["Latin-1 in a User-Agent", { ...good, userAgent: "Über-Sync/2 (acme)" }],
  ["a number in a number's field", { ...good, badge: 7 }]
]

describe("an option that can work is accepted", () => {
  for (const [title, options] of accepted) {
    it.effect(title, () => serve(json({})).provide(makeAccount(makeMethod().method, untyped(options))))
  }
})

describe("U15 a map's options, and those of its accounts", () => {
  const { method } = makeMethod()
  const { provide } = serve(json({}))
  const cases: ReadonlyArray<readonly [field: string, options: Loose, account: Loose]> = [
    ["capacity", { capacity: NaN }, good],
    ["capacity", { capacity: 0 }, good],
    ["capacity", { capacity: 1.5 }, good],
    ["idleTimeToLive", { idleTimeToLive: "soon" }, good],
    ["renewalRate", { renewalRate: -1 }, good],
    ["renewal", { renewal: "always" }, good],
    ["capcity", { capcity: 5 }, good],
    ["user", {}, { url, password: ada.password }],
    ["parallelSessions", {}, { ...good, parallelSessions: 2 }],
    ["userAgent", {}, { ...good, userAgent: "a\nb" }]
  ]
  for (const [field, options, account] of cases) {
    it.effect(`${field} of ${JSON.stringify(options)}`, () =>
      Effect.gen(function* () {
        const map = makeAccountMap(method, () => Effect.succeed(untyped(account)), untyped(options))
        const error = yield* Effect.flip(provide(Effect.flatMap(map, ({ session }) => session("key"))))
        assert.deepInclude(error.reason, { _tag: "InvalidConfiguration", field })
      })
    )
  }

  it.effect("an account that is an async function", () =>
    Effect.gen(function* () {
      const lookup: unknown = () => Promise.resolve(good)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const map = yield* provide(makeAccountMap(method, lookup as (key: string) => Effect.Effect<typeof good>))
      const { reason } = yield* Effect.flip(map.session("key"))
      assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "account" })
      assert.include(reason.message, "Effect.promise")
    })
  )

  it.effect("no limit is a capacity of Infinity", () =>
    provide(makeAccountMap(method, () => Effect.succeed(good), { capacity: Infinity }))
  )
})

describe("fields that go together", () => {
  const cases: ReadonlyArray<readonly [given: Loose, field: string, detail: RegExp]> = [
    [{ key: "k" }, "pin", /goes with key/],
    [{ pin: "1" }, "key", /goes with pin/],
    [{ ticket: "t", pin: "1" }, "pin", /does not go with ticket/],
    [{}, "ticket", /is missing/]
  ]
  for (const [given, field, detail] of cases) {
    it.effect(JSON.stringify(given), () =>
      Effect.gen(function* () {
        const made = makeAccount(variants, untyped({ url, ...given }))
        const { reason } = yield* Effect.flip(serve(json({})).provide(made))
        assert.deepInclude(reason, { _tag: "InvalidConfiguration", field })
        assert.match(reason.message, detail)
      })
    )
  }

  it("all that the nearest set wants are named at once", () => {
    const two = [{ required: ["key", "pin", "serial"], optional: [] }]
    assert.deepStrictEqual(checkVariants(two, []), ["key, pin, serial", "are missing or blank"])
    assert.deepStrictEqual(checkVariants(two, ["pin"]), ["key, serial", "are missing; they go with pin"])
    assert.deepStrictEqual(checkVariants(two, ["pin", "key"]), ["serial", "is missing; it goes with key and pin"])
  })

  it.effect("either set is enough", () =>
    Effect.forEach([{ key: "k", pin: "1" }, { ticket: "t" }], (given) =>
      serve(json({})).provide(makeAccount(variants, untyped({ url, ...given })))
    )
  )
})
