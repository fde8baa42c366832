/** What a user may get wrong is answered the same by every vendor and login method, with Effect and without it. */
import { AuthError } from "@crm-auth/core"
import type { AnyOptions } from "@crm-auth/core/Driver"
import { fixtureVariables, type VendorFixture } from "@crm-auth/core/testing"
import { loadFixtures } from "@crm-auth/packages/vendors"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { assert, describe, it } from "vitest"

const fixtures = await loadFixtures()

/** What a vendor's own entry points export, as far as this test uses it. */
interface Entry {
  readonly [service: string]: {
    readonly layerConfig: () => Layer.Layer<never, unknown, HttpClient.HttpClient>
    readonly config: Config.Config<unknown>
  }
}

interface PromiseEntry {
  readonly connect: (options: unknown) => Promise<AsyncDisposable>
  readonly connectMap: (account: () => unknown, options: unknown) => Promise<AsyncDisposable>
}

/** No option may reach a server before it was checked. */
let requests = 0
const noServer = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make(() =>
    Effect.suspend(() => {
      requests++
      return Effect.die(new Error("a request was sent"))
    })
  )
)
const noFetch = () => {
  requests++
  return Promise.reject(new Error("a request was sent"))
}

const failureOf = async (promise: Promise<unknown>): Promise<{ readonly field: string; readonly message: string }> => {
  const error = await promise.then(
    () => assert.fail("it was accepted"),
    (reason: unknown) => reason
  )
  assert.instanceOf(error, AuthError)
  if (error.reason._tag !== "InvalidConfiguration") return assert.fail(error.message)
  assert.strictEqual(requests, 0)
  assert.notInclude(inspect(error), "s3cret")
  return { field: error.reason.field, message: error.message }
}

/** A secret as another copy of effect makes it: this copy does not know its value. */
const foreign: unknown = Object.create(Object.getPrototypeOf(Redacted.make("x")))

type Case = readonly [what: string, options: AnyOptions, field: string, remedy: RegExp]

/** Wrong with Effect and without it. */
const wrong: ReadonlyArray<Case> = [
  ["an option that does not exist", { passwort: "s3cret" }, "passwort", /options are/],
  ["fewer than no sessions", { parallelSessions: -3 }, "parallelSessions", /whole number/],
  ["no number of sessions", { parallelSessions: Number.NaN }, "parallelSessions", /whole number/],
  ["a renewal that does not exist", { renewal: "never" }, "renewal", /onUse.*ahead/],
  ["a User-Agent with a line break", { userAgent: "a\r\nb" }, "userAgent", /line break/],
  ["a time that is not one", { loginTimeout: "soon" }, "loginTimeout", /duration|time/],
  ["a negative time", { closeTimeout: -1 }, "closeTimeout", /./],
  ["a flag that is not one", { drain: "yes" }, "drain", /true or false/],
  ["a refine that is no function", { refine: true }, "refine", /function/],
  ["an address without its scheme", { url: "desk.example" }, "url", /https:/],
  ["an address without TLS", { url: "http://desk.example" }, "url", /allowInsecureHttp|https/]
]

const methodsOf = ({ methods, vendor }: VendorFixture) =>
  methods.flatMap((method) => {
    const known = vendor.methods.find(({ credentials }) => credentials.id === method.id)
    if (known === undefined) return []
    const { fields } = known.credentials
    const isSecret = (name: string) => fields.some((field) => field.name === name && field.secret)
    const isNumber = (name: string) => fields.some((field) => field.name === name && field.kind === "number")
    const given = (hide: (text: string) => unknown): AnyOptions => ({
      url: "https://desk.example/crm",
      ...Object.fromEntries(
        Object.entries(method.fields).map(([name, value]) => [
          name,
          isSecret(name) ? hide(value) : isNumber(name) ? Number(value) : value
        ])
      ),
      ...method.options
    })
    const secret = Object.keys(method.fields).find(isSecret) ?? assert.fail(`${method.id} has no secret`)
    return [{ method, known, given, secret, isUsual: method === methods[0] }]
  })

for (const fixture of fixtures) {
  const { name } = fixture.vendor
  describe(name, () => {
    for (const { given, isUsual, known, method, secret } of methodsOf(fixture)) {
      const make = (options: AnyOptions) =>
        Effect.runPromise(Effect.scoped(Effect.provide(known.make(options), noServer)))
      const makeMap = (options: object) =>
        Effect.runPromise(
          Effect.scoped(
            Effect.provide(
              known.makeMap(() => Effect.succeed({}), options),
              noServer
            )
          )
        )
      const good = given(Redacted.make)

      const without = Object.fromEntries(known.credentials.fields.map((field) => [field.name, undefined]))
      const ofEffect: ReadonlyArray<Case> = [
        ["a plain text for a secret", { [secret]: "s3cret" }, secret, /Redacted\.make/],
        ["a secret of another copy of effect", { [secret]: foreign }, secret, /another copy of effect/],
        ["white space around a secret", { [secret]: Redacted.make("s3cret\n") }, secret, /line break/],
        [
          "an async function for credentials",
          { ...without, credentials: async () => ({}) },
          "credentials",
          /Effect\.promise/
        ]
      ]
      it(`${method.id}: what is wrong is named with its remedy, and nothing is sent`, async () => {
        for (const [what, options, field, remedy] of [...wrong, ...ofEffect]) {
          const failure = await failureOf(make({ ...good, ...options }))
          assert.strictEqual(failure.field, field, what)
          assert.match(failure.message, remedy, what)
        }
        const full = await failureOf(makeMap({ capacity: Number.NaN }))
        assert.strictEqual(full.field, "capacity")
      })

      it(`${method.id}: a URL object and undefined options are accepted`, async () => {
        await make({ ...good, url: new URL("https://desk.example/crm"), userAgent: undefined, loginTimeout: undefined })
        assert.strictEqual(requests, 0)
      })

      if (!isUsual) continue
      const plain = given((text) => text)
      it("without Effect it is the same", async () => {
        const { connect, connectMap }: PromiseEntry = await import(`../../../packages/${name}/src/promise.ts`)
        const ofPromise: ReadonlyArray<Case> = [
          [
            "an option that does not exist",
            { fetchh: noFetch },
            "fetchh",
            /options are .*, fetch, logger, secondFactor, signal, store/
          ],
          ["a secret that is no text", { [secret]: 7 }, secret, /text/],
          ["white space around a secret", { [secret]: "s3cret\n" }, secret, /line break/],
          ["credentials that are no function", { ...without, credentials: {} }, "credentials", /function/],
          ["a fetch that is not a function", { fetch: "fetch" }, "fetch", /function/],
          ["a store without its methods", { store: {} }, "store", /get, set, delete and key/],
          ["a store without its key", { store: new Map() }, "store.key", /32 bytes/],
          ["a logger that is not a function", { logger: console }, "logger", /function/],
          ["a signal that is not one", { signal: "abort" }, "signal", /./]
        ]
        for (const [what, options, field, remedy] of [...wrong, ...ofPromise]) {
          const failure = await failureOf(connect({ ...plain, fetch: noFetch, ...options }))
          assert.strictEqual(failure.field, field, what)
          assert.match(failure.message, remedy, what)
        }
        const full = await failureOf(connectMap(() => plain, { capacity: Number.NaN }))
        assert.strictEqual(full.field, "capacity")
        await using _ = await connect({ ...plain, url: new URL("https://desk.example/crm"), fetch: noFetch })
      })

      it("all missing variables are named at once, by their full names", async () => {
        const entry: Entry = await import(`../../../packages/${name}/src/index.ts`)
        const service = entry[name.charAt(0).toUpperCase() + name.slice(1)] ?? assert.fail("there is no service")
        const empty = ConfigProvider.layer(ConfigProvider.fromEnv({ env: {} }))
        const needed = Object.keys(fixtureVariables(fixture, method, { url: "" })).filter((variable) => {
          const fields = [...fixture.vendor.serverFields, ...known.credentials.fields]
          return fields.some((field) => field.variable === variable && field.required)
        })
        assert.isAbove(needed.length, 1)
        const failure = await failureOf(
          Effect.runPromise(Effect.scoped(Layer.build(service.layerConfig().pipe(Layer.provide([noServer, empty])))))
        )
        for (const variable of needed) assert.include(failure.message, variable)
        const nested = await Effect.runPromise(Effect.flip(Effect.provide(Config.nested(service.config, "EU"), empty)))
        for (const variable of needed) assert.include(String(nested), `EU_${variable}`)
      })
    }
  })
}
