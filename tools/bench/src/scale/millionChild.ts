/** Makes, uses and closes many accounts and measures what that costs: `millionChild <accounts>`. */
import { makeKayakoMap } from "@crm-auth/kayako"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import process from "node:process"
import { kayakoLogin } from "../ratios/canned.ts"
import type { Million } from "./million.ts"

const [count = "0"] = process.argv.slice(2)
const accounts = Number(count)

let sessions = 0
let loggedOut = 0
const reply = (request: HttpClientRequest.HttpClientRequest, body: string) =>
  HttpClientResponse.fromWeb(request, new Response(body, { headers: { "content-type": "text/xml" } }))

const http = HttpClient.make((request) =>
  Effect.suspend(() => {
    if (request.url.endsWith("/Login")) {
      return Effect.succeed(reply(request, kayakoLogin.replace(/0{29}123/, String(++sessions).padStart(32, "0"))))
    }
    loggedOut++
    // A server takes time: what never waits would never let the clock end the closing.
    return Effect.as(Effect.sleep(1), reply(request, kayakoLogin))
  })
)

const collect = async (): Promise<number> => {
  for (let pass = 0; pass < 2; pass++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    globalThis.gc?.()
  }
  return process.memoryUsage().heapUsed
}

const micros = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await run()
  return ((performance.now() - start) * 1000) / times
}

/** What the map logs has no place among the figures. */
const quietly = Effect.provideService(Logger.CurrentLoggers, new Set<Logger.Logger<unknown, void>>())

const scope = Scope.makeUnsafe()
const map = await Effect.runPromise(
  makeKayakoMap((index: number) =>
    Effect.sync(() => ({
      url: "https://desk.example/support",
      username: `jane.doe+${index}@desk.example`,
      password: Redacted.make(`example-password-${index}`)
    }))
  ).pipe(Effect.provideService(HttpClient.HttpClient, http), Effect.provideService(Scope.Scope, scope), quietly)
)

const visit = (from: number, to: number, step = 1) =>
  Effect.runPromise(
    Effect.gen(function* () {
      for (let index = from; index < to; index++) yield* map.session((index * step) % accounts)
    })
  )

const before = await collect()
const tenth = accounts / 10
const firstTenth = await micros(tenth, () => visit(0, tenth))
await visit(tenth, accounts - tenth)
const lastTenth = await micros(tenth, () => visit(accounts - tenth, accounts))
const after = await collect()
const reads = 200_000
// A step that shares no factor with a power of ten visits every account, in another order than they were made.
const read = await micros(reads, () => visit(0, reads, 7919))

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().heapUsed)
}, 20)
const closing = await micros(1_000_000, () => Effect.runPromise(quietly(Scope.close(scope, Exit.void))))
clearInterval(watch)
const left = await collect()

const found: Million = {
  accounts,
  bytes: (after - before) / accounts,
  firstTenth,
  lastTenth,
  read,
  closing,
  loggedOut,
  closingPeak: Math.max(0, peak - after),
  left: left - before
}
console.log(JSON.stringify(found))
process.exit(0)
