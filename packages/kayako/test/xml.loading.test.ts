/** When the XML parser is loaded, in a process that has loaded nothing before. */
import { assert, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"

const program = `
import { registerHooks } from "node:module"
const seen = []
registerHooks({ load: (url, context, next) => { if (/\\/fast-xml-parser\\//.test(url)) seen.push(url); return next(url, context) } })
const { makeKayako } = await import("./src/index.ts")
const Effect = await import("effect/Effect")
const HttpClient = await import("effect/http/HttpClient")
const HttpClientResponse = await import("effect/http/HttpClientResponse")
const Redacted = await import("effect/Redacted")
const counts = [seen.length]
const desk = HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, new Response("<kayako_staffapi><status>-1</status></kayako_staffapi>"))))
await Effect.runPromise(Effect.scoped(Effect.gen(function* () {
  const options = { url: "https://desk.example", username: "demo", password: Redacted.make("wrong") }
  const manager = yield* Effect.provideService(makeKayako(options), HttpClient.HttpClient, desk)
  counts.push(seen.length)
  yield* Effect.exit(manager.session)
  counts.push(Math.min(seen.length, 1))
})))
console.log(JSON.stringify(counts))
`

it("the parser is loaded with the first reply, and neither with the package nor with a manager", () => {
  const arguments_ = ["--conditions=@crm-auth/source", "--no-warnings", "--input-type=module", "--eval", program]
  const printed = execFileSync(process.execPath, arguments_, { cwd: new URL("..", import.meta.url), encoding: "utf8" })
  assert.strictEqual(printed.trim().split("\n").at(-1), "[0,0,1]")
})
