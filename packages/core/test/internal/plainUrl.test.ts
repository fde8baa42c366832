import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { baseUrl } from "../../src/BaseUrl.ts"
import { withBaseUrl } from "../../src/internal/withBaseUrl.ts"

const protocol = { vendor: "acme", server: { path: "", strip: ["/api", "/webservice.php"] } }

const urls = [
  "https://crm.example",
  "https://crm.example/",
  "https://crm.example/acme/crm-1.2/~ada",
  "https://crm.example/acme//",
  "https://crm.example/acme/../other",
  "https://crm.example/acme/./other",
  "https://crm.example/.hidden",
  "https://crm.example/a%2fb",
  "https://crm.example/acme/api",
  "https://crm.example/api/webservice.php",
  "https://crm.example:443",
  "https://crm.example:8443/acme",
  "https://crm.example:65535",
  "https://crm.example:65536",
  "https://crm.example:08443",
  "https://CRM.example/Acme",
  "https://xn--bcher-kva.example",
  "https://xn--a.example",
  "https://crm.example.",
  "https://crm..example",
  "https://crm",
  "https://127.1",
  "https://1.2.3.4",
  "https://crm.example?x=1",
  "https://crm.example/#x",
  "https://ada:pw@crm.example",
  "https://crm.example/acme ",
  "https://https://crm.example",
  "http://localhost:3000/acme",
  "http://localhost:80",
  "http://127.0.0.1:8080",
  "http://127.0.0.1:99999",
  "http://crm.example",
  "crm.example"
]

for (const url of urls) {
  it.effect(`a base URL that is taken as it is, is what the reader of all URLs makes of it: ${url}`, () =>
    Effect.gen(function* () {
      const used = yield* Effect.result(withBaseUrl(protocol, { url }, Effect.succeed))
      const read = baseUrl(protocol, { url })
      const textOf = Result.match({
        onSuccess: (base: string) => base,
        onFailure: ({ message }: { readonly message: string }) => message
      })
      assert.strictEqual(textOf(used), textOf(read))
    })
  )
}
