/** Generated operations, run against a vendor that is a function. */
import type { Operation } from "@crm-auth/core/Driver"
import { reasonOf } from "@crm-auth/core/test"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { crossCheck } from "../dev/crossCheck.ts"
import { generate } from "../src/generate.ts"
import { writeText } from "../src/workspace.ts"
import { fixture, repositoryOf, services } from "./support.ts"

interface Example {
  readonly operation: string
  readonly name: string
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly value?: unknown
  readonly input: unknown
  readonly sent: ReadonlyArray<string>
  readonly reason?: string
}

interface Package {
  readonly operations: { readonly [id: string]: Operation<unknown, unknown> }
  readonly schemas: { readonly [name: string]: Schema.Codec<unknown> }
  readonly examples: ReadonlyArray<Example>
}

const xml = `import * as Effect from "effect/Effect"
export const ready = Effect.void
const found = (text: string, pattern: RegExp) => pattern.exec(text)?.[1]
export const parseXml = (text: string): unknown => ({ status: found(text, /<status>(.*)<\\/status>/), sid: found(text, /<sid>(.*)<\\/sid>/) })
`

/** Writes the package of a fixture and loads it. */
const load = Effect.fnUntraced(function* (vendor: string) {
  const path = yield* Path.Path
  const specs = { [vendor]: yield* fixture(vendor) }
  const workspace = yield* repositoryOf(`running-${vendor}`, specs)
  for (const output of yield* generate(workspace, [vendor], crossCheck)) {
    for (const file of output.files) yield* writeText(workspace, file.path, file.code)
  }
  yield* writeText(workspace, `packages/${vendor}/src/internal/xml.ts`, xml)
  const module = (file: string) => import(path.join(workspace.root, "packages", vendor, file))
  return yield* Effect.promise(async (): Promise<Package> => ({
    operations: await module("src/generated/operations.ts"),
    schemas: await module("src/generated/schemas.ts"),
    examples: (await module("test/generated/examples.ts")).examples
  }))
})

type Answer = { readonly status: number; readonly contentType: string; readonly body: string }

/** A vendor that gives one answer and remembers what it was asked. */
const vendorOf = (answer: Answer) => {
  const requests: Array<{ readonly request: HttpClientRequest.HttpClientRequest; readonly url: string }> = []
  const client = HttpClient.make((request, url) => {
    requests.push({ request, url: url.toString() })
    const init = { status: answer.status, headers: { "content-type": answer.contentType } }
    return Effect.succeed(HttpClientResponse.fromWeb(request, new Response(answer.body || null, init)))
  })
  return { client, requests }
}

const server = { url: "https://acme.example/crm/", session: Redacted.make("s-0") }

const call = Effect.fnUntraced(function* (it: Package, id: string, input: unknown, answer: Answer) {
  const operation = it.operations[id]
  const schema = it.schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Input`]
  if (operation === undefined || schema === undefined) return yield* Effect.die(`no operation ${id}`)
  const vendor = vendorOf(answer)
  const exit = yield* operation(yield* Schema.decodeUnknownEffect(schema)(input), server).pipe(
    Effect.provideService(HttpClient.HttpClient, vendor.client),
    Effect.exit
  )
  const sent = vendor.requests[0]
  const body = sent?.request.body
  return { exit, url: sent?.url, headers: sent?.request.headers, body: body && "body" in body ? text(body.body) : "" }
})

const text = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === "string" ? body : String(body)

const ok = (value: object): Answer => ({ status: 200, contentType: "application/json", body: JSON.stringify(value) })

layer(services)((it) => {
  for (const vendor of ["acme", "desk", "ledger"]) {
    it.effect(`${vendor}: every example is judged as the spec says`, () =>
      Effect.gen(function* () {
        const made = yield* load(vendor)
        assert.isAbove(made.examples.length, 0)
        for (const example of made.examples) {
          const { exit } = yield* call(made, example.operation, example.input, example)
          const { reason = "none" } = example
          const expected = reason === "none" ? "success" : reason
          assert.strictEqual(reasonOf(exit), expected, `${example.operation} ${example.name}`)
        }
      })
    )
  }

  it.effect("form: constants and inputs as text, secrets in clear, nothing in the URL", () =>
    Effect.gen(function* () {
      const input = { username: "jo", password: "p%w", remember: true, level: 1, device: 7 }
      const { body, exit, url } = yield* call(
        yield* load("acme"),
        "login",
        input,
        ok({ ok: true, data: { token: "t" } })
      )
      assert.strictEqual(url, "https://acme.example/crm/api/v2/login")
      assert.strictEqual(body, "what=login&username=jo&password=p%25w&remember=true&level=1&device=7")
      assert.strictEqual(JSON.stringify(exit).includes("p%w"), false)
    })
  )

  it.effect("query: constants, inputs and the session", () =>
    Effect.gen(function* () {
      const made = yield* load("acme")
      const challenge = yield* call(made, "getChallenge", { username: "jo", attempt: 2 }, ok({ ok: false }))
      assert.strictEqual(challenge.url, "https://acme.example/crm/api/v2/login?what=challenge&username=jo&attempt=2")
      const search = yield* call(made, "search", { q: "a b" }, ok({ ok: false }))
      assert.strictEqual(search.url, "https://acme.example/crm/api/v2/search?q=a+b&token=s-0")
    })
  )

  it.effect("path: the value in its segment, the session in the header", () =>
    Effect.gen(function* () {
      const { exit, headers, url } = yield* call(yield* load("acme"), "logout", { token: "a/b" }, ok({ ok: true }))
      assert.strictEqual(url, "https://acme.example/crm/api/v2/sessions/a%2Fb")
      assert.strictEqual(headers?.["authorization"], "Acme s-0")
      assert.isTrue(Exit.isSuccess(exit))
    })
  )

  it.effect("a logout answers nothing, whether the session ended or was gone", () =>
    Effect.gen(function* () {
      const made = yield* load("acme")
      for (const reply of [{ ok: true }, { ok: false, error: { code: "DEAD" } }]) {
        const { exit } = yield* call(made, "logout", { token: "t" }, ok(reply))
        assert.deepStrictEqual(exit, Exit.void)
      }
    })
  )

  it.effect("path: dots are refused before anything is sent", () =>
    Effect.gen(function* () {
      const { exit, url } = yield* call(yield* load("acme"), "logout", { token: ".." }, ok({ ok: true }))
      assert.strictEqual(reasonOf(exit), "InvalidConfiguration")
      assert.isUndefined(url)
    })
  )

  it.effect("JSON: constants, nested inputs and the session", () =>
    Effect.gen(function* () {
      const input = { name: "n", place: { x: 1 }, tags: ["a"], weight: null }
      const { body } = yield* call(yield* load("acme"), "createThing", input, ok({ ok: true }))
      const expected = { kind: "thing", name: "n", tags: ["a"], place: { x: 1 }, weight: null, token: "s-0" }
      assert.deepStrictEqual(JSON.parse(body), expected)
    })
  )

  it.effect("JSON and a form are sent though they have no inputs", () =>
    Effect.gen(function* () {
      const made = yield* load("acme")
      const key = yield* call(made, "loginWithKey", { key: "k" }, ok({ ok: true }))
      assert.deepStrictEqual(JSON.parse(key.body), { kind: 1 })
      assert.strictEqual(key.headers?.["authorization"], `Basic ${btoa("k:")}`)
      const touch = yield* call(made, "touch", {}, ok({ ok: true }))
      assert.strictEqual(touch.body, "token=s-0")
    })
  )

  it.effect("a bare route goes out literally", () =>
    Effect.gen(function* () {
      const answer = { status: 200, contentType: "text/xml", body: "<desk><status>1</status></desk>" }
      const { body, url } = yield* call(yield* load("desk"), "info", { all: 0 }, answer)
      assert.strictEqual(url, "https://acme.example/crm/index.php?/Core/Info")
      assert.strictEqual(body, "all=0&sid=s-0")
    })
  )

  it.effect("an optional field of a reply that is null or of a wrong type is absent", () =>
    Effect.gen(function* () {
      const made = yield* load("acme")
      for (const ttl of [null, "soon", 1.5]) {
        const { exit } = yield* call(
          made,
          "login",
          { username: "jo", password: "p" },
          ok({ ok: true, data: { token: "t", ttl } })
        )
        assert.deepStrictEqual(
          Exit.map(exit, (reply) => Object.keys(Object(Object(reply).data))),
          Exit.succeed(["token"])
        )
      }
    })
  )

  it.effect("a caller's own secret is taken whatever its label", () =>
    Effect.gen(function* () {
      const { login } = (yield* load("acme")).operations
      const vendor = vendorOf(ok({ ok: true, data: { token: "t" } }))
      const password = Redacted.make("p", { label: "mine" })
      const reply =
        login?.({ username: "jo", password, otp: Redacted.make("123456") }, server) ?? Effect.die("no login")
      yield* Effect.provideService(reply, HttpClient.HttpClient, vendor.client)
      assert.strictEqual(vendor.requests.length, 1)
    })
  )
})
