/** One login of a fresh process on the fetch layer, from the first import on: `firstLoginChild <ours|bare> <vendor> <url>`. */
import process from "node:process"

const [kind, vendor = "", url = ""] = process.argv.slice(2)
const start = performance.now()
const before = process.cpuUsage()

const Effect = await import("effect/Effect")
const FetchHttpClient = await import("effect/http/FetchHttpClient")

if (kind === "ours") {
  const { makerOf } = await import("./makers.ts")
  const make = await makerOf(vendor, url)
  await Effect.runPromise(
    Effect.scoped(Effect.flatMap(make, ({ session }) => session)).pipe(Effect.provide(FetchHttpClient.layer))
  )
} else {
  const { bareExchange } = await import("./bare.ts")
  const { exchangesOf } = await import("./exchanges.ts")
  await Effect.runPromise(Effect.provide(bareExchange(url, exchangesOf(vendor)), FetchHttpClient.layer))
}

const millis = performance.now() - start
const { system, user } = process.cpuUsage(before)
console.log(JSON.stringify({ millis, cpu: user + system }))
process.exit(0)
