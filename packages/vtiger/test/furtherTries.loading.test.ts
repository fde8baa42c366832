/** When the code for failed logins is loaded, and what happens where it cannot be: in processes that have loaded nothing. */
import { assert, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"

const program = (canLoad: boolean) => `
import { registerHooks } from "node:module"
let loaded = 0
registerHooks({ load: (url, context, next) => {
  if (/\\/furtherTries\\./.test(url)) {
    loaded++
    if (!${canLoad}) throw new Error("not there")
  }
  return next(url, context)
} })
const { makeVtiger } = await import("./src/index.ts")
const Effect = await import("effect/Effect")
const HttpClient = await import("effect/http/HttpClient")
const HttpClientResponse = await import("effect/http/HttpClientResponse")
const Redacted = await import("effect/Redacted")
const challenge = { success: true, result: { token: "t", serverTime: 1, expireTime: 2 } }
const refusal = { success: false, error: { code: "INVALID_USER_CREDENTIALS", message: "no" } }
let isDown = true
let sent = 0
const server = HttpClient.make((request) => {
  sent++
  const answer = request.method === "GET" ? challenge : refusal
  return Effect.succeed(HttpClientResponse.fromWeb(request, isDown ? new Response("", { status: 503 }) : Response.json(answer)))
})
const told = []
await Effect.runPromise(Effect.scoped(Effect.gen(function* () {
  const options = { url: "https://crm.example", username: "jane", accessKey: Redacted.make("wr0ng"), loginTimeout: "2 seconds" }
  const make = Effect.provideService(makeVtiger(options), HttpClient.HttpClient, server)
  told.push((yield* Effect.flip((yield* make).session)).reason._tag, loaded)
  isDown = false
  sent = 0
  const manager = yield* make
  const { reason } = yield* Effect.flip(manager.session)
  yield* Effect.flip(manager.session)
  told.push(reason._tag, reason.possiblyLostChallenge === true, loaded, sent > 2)
})))
console.log(JSON.stringify(told))
`

const told = (canLoad: boolean): unknown => {
  const flags = ["--conditions=@crm-auth/source", "--no-warnings", "--input-type=module", "--eval", program(canLoad)]
  const printed = execFileSync(process.execPath, flags, { cwd: new URL("..", import.meta.url), encoding: "utf8" })
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "")
}

it("the further tries are loaded once a login was refused, not while the server is down", () => {
  assert.deepStrictEqual(told(true), ["Unavailable", 0, "InvalidCredentials", true, 1, true])
})

it("the first refusal is the answer where they cannot be loaded", () => {
  assert.deepStrictEqual(told(false), ["Unavailable", 0, "InvalidCredentials", false, 1, false])
})
