/** One process that holds accounts and measures what they cost: `accountsChild <kind> <accounts> <idle seconds>`. */
import { makeKayakoMap } from "@crm-auth/kayako"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as RcMap from "effect/RcMap"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import process from "node:process"
import { kayakoLogin } from "../ratios/canned.ts"
import type { Held, Idled } from "./accounts.ts"

const [kind = "", count = "0", seconds = "0"] = process.argv.slice(2)
const accounts = Number(count)

/** In memory, each login with a session of its own: what is measured is the client. */
let sessions = 0
const http = HttpClient.make((request) =>
  Effect.sync(() => {
    const id = String(++sessions).padStart(32, "0")
    const body = kayakoLogin.replace(/0{29}123/, id)
    return HttpClientResponse.fromWeb(request, new Response(body, { headers: { "content-type": "text/xml" } }))
  })
)

const kayako = makeKayakoMap((index: number) =>
  Effect.sync(() => ({
    url: "https://desk.example/support",
    username: `jane.doe+${index}@desk.example`,
    password: Redacted.make(`example-password-${index}`)
  }))
)

/** What an application would write without us: Effect's own map of resources, which ends those that idle. */
const rcMap = RcMap.make({
  lookup: (index: number) =>
    Effect.sync(() => ({
      username: `jane.doe+${index}@desk.example`,
      password: Redacted.make(`example-password-${index}`),
      session: Redacted.make(String(index).padStart(32, "0"))
    })),
  idleTimeToLive: "1 hour"
})

const collect = async (): Promise<number> => {
  for (let pass = 0; pass < 4; pass++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    globalThis.gc?.()
  }
  return process.memoryUsage().heapUsed
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length

const say = (value: Held | Idled) => console.log(JSON.stringify(value))

const scope = Scope.makeUnsafe()
const get: (index: number) => Effect.Effect<unknown, unknown> = await Effect.runPromise(
  Effect.gen(function* () {
    if (kind === "map") return (yield* kayako).session
    const map = yield* rcMap
    return (index: number) => Effect.scoped(RcMap.get(map, index))
  }).pipe(Effect.provideService(HttpClient.HttpClient, http), Effect.provideService(Scope.Scope, scope))
)

const visit = (from: number, to: number, step: number) =>
  Effect.runPromise(
    Effect.gen(function* () {
      for (let index = from; index < to; index++) yield* get((index * step) % Math.max(1, accounts))
    })
  )

const micros = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await run()
  return ((performance.now() - start) * 1000) / times
}

// The first one brings its modules and their compiled code along; it is no account's cost.
await Effect.runPromise(get(-1))
const before = await collect()
const first = accounts === 0 ? 0 : await micros(accounts, () => visit(0, accounts, 1))
const after = await collect()
// A step that shares no factor with a power of ten: every account is visited, not in the order of its making.
const reads = 200_000
const read = accounts === 0 ? 0 : await micros(reads, () => visit(0, reads, 7919))
say({ accounts, bytes: accounts === 0 ? 0 : (after - before) / accounts, first, read, timers: timers() })

await collect()
const start = process.cpuUsage()
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000))
const { system, user } = process.cpuUsage(start)
say({ idleCpu: (system + user) / 1000 })
process.exit(0)
