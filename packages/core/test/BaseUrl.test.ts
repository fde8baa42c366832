/** Base URLs come in many forms, and leave in one. */
import { assert, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { baseUrl } from "../src/BaseUrl.ts"

const vendor = { vendor: "acme", server: { path: "", strip: ["/api", "/api/index.php"] } }
const of = (url: string | undefined, allowInsecureHttp?: boolean) =>
  Result.match(baseUrl(vendor, { url, allowInsecureHttp }), {
    onFailure: ({ reason }) => (reason._tag === "InvalidConfiguration" ? `${reason.field} ${reason.detail}` : "?"),
    onSuccess: (base) => base
  })

it("one form: no trailing slash, no copied ending, the longest one first", () => {
  for (const url of [
    "https://acme.example/crm",
    " https://acme.example/crm/ ",
    "https://ACME.example:443/crm//",
    "https://acme.example/crm/api",
    "https://acme.example/crm/api/index.php"
  ]) {
    assert.strictEqual(of(url), "https://acme.example/crm")
  }
  assert.strictEqual(of("https://acme.example"), "https://acme.example")
  assert.strictEqual(of("https://acme.example:8443/api"), "https://acme.example:8443")
})

it("http only to this machine, or when asked for", () => {
  for (const host of ["localhost", "crm.localhost", "127.0.0.1", "127.9.9.9", "[::1]"]) {
    assert.strictEqual(of(`http://${host}:8080`), `http://${host}:8080`)
  }
  for (const host of ["acme.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"]) {
    assert.match(of(`http://${host}`), /^url is http: to /)
  }
  assert.strictEqual(of("http://acme.example", true), "http://acme.example")
  assert.match(of("http://acme.example"), /^url is http: to /)
  assert.match(of("http://acme.example", false), /^url is http: to /)
})

it("what cannot be a base URL says what to write instead", () => {
  assert.match(of(undefined), /is missing/)
  assert.match(of("  "), /is missing/)
  assert.match(of("acme.example"), /not an absolute URL/)
  assert.match(of("ftp://acme.example"), /must start with https/)
  assert.match(of("https://ada:pw@acme.example"), /user name or password$/)
  assert.match(of("https://acme.example?x=1"), /query or a fragment/)
  assert.match(of("https://acme.example#x"), /query or a fragment/)
})

it("a vendor of one host needs no URL", () => {
  const one = { vendor: "acme", server: { path: "", strip: [], default: "https://one.example" } }
  assert.deepStrictEqual(baseUrl(one, {}), Result.succeed("https://one.example"))
})

it("U19 a scheme that was written twice is named", () => {
  for (const url of ["https://https://crm.example", " HTTP://https://crm.example", "https:http:crm.example"]) {
    assert.match(of(url, true), /^url holds https:\/\/ twice/)
  }
})

it("U15 a URL is as good as its text, and anything else is named", () => {
  const any = (url: unknown) => Result.getFailure(Reflect.apply(baseUrl, undefined, [vendor, { url }]))
  assert.deepStrictEqual(
    baseUrl(vendor, { url: new URL("https://acme.example/crm/api") }),
    Result.succeed("https://acme.example/crm")
  )
  for (const url of [5, true, {}, null, ["https://acme.example"]]) {
    const failure = any(url)
    assert.include(
      String(failure._tag === "Some" ? failure.value : ""),
      url === null ? "is missing" : "must be a text or a URL"
    )
  }
})
