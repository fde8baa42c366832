/** Logins over loopback, beside the same exchange without us. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Scope from "effect/Scope"
import * as Struct from "effect/Struct"
import { type Allocation, allocatedBy } from "./allocated.ts"
import { bareExchange } from "./bare.ts"
import { cannedServer } from "./cannedServer.ts"
import { exchanges } from "./exchanges.ts"
import { type Make, makerOf } from "./makers.ts"
import { interleave, type Ratio, ratio, type Timed } from "./measure.ts"
import { rawFetch, rawNode } from "./raw.ts"

type Runtime = ManagedRuntime.ManagedRuntime<HttpClient.HttpClient, never>

const repeated =
  (runtime: Runtime, once: Effect.Effect<unknown, unknown, HttpClient.HttpClient>): Timed =>
  async (operations) =>
    runtime.runPromise(
      Effect.gen(function* () {
        for (let index = 0; index < operations; index++) yield* once
      })
    )

/** A new manager, never used. */
const making = (make: Make): Effect.Effect<unknown, AuthError, HttpClient.HttpClient> =>
  Effect.suspend(() => Effect.provideService(make, Scope.Scope, Scope.makeUnsafe()))

/** The first login of a new manager. Its scope is left open and forgotten, so that no logout is timed. */
const firstLogin = (make: Make): Effect.Effect<unknown, AuthError, HttpClient.HttpClient> =>
  Effect.suspend(() =>
    Effect.flatMap(Effect.provideService(make, Scope.Scope, Scope.makeUnsafe()), ({ session }) => session)
  )

/**
 * A login of a manager that is there: its session is forgotten after each, so that the next use logs in. The server gives
 * the same session each time, so none is logged out.
 */
const loginOf = (runtime: Runtime, make: Make): Promise<Effect.Effect<unknown, AuthError>> =>
  runtime.runPromise(Effect.map(Effect.provideService(make, Scope.Scope, Scope.makeUnsafe()), ({ login }) => login))

const layers = {
  undici: NodeHttpClient.layerUndici,
  fetch: FetchHttpClient.layer,
  node: NodeHttpClient.layerNodeHttp
} as const

/** A login may take this many times what Effect's client alone takes for the same requests on the same layer. */
const goals: { readonly [layer in keyof typeof layers]: number } = { undici: 1.8, fetch: 1.4, node: 1.6 }

/** Runs something with the server and a runtime for each layer. */
const withRuntimes = async <A>(
  use: (url: string, runtimes: { readonly [layer in keyof typeof layers]: Runtime }) => Promise<A>
): Promise<A> => {
  const server = await cannedServer({ awake: true })
  const runtimes = {
    undici: ManagedRuntime.make(layers.undici),
    fetch: ManagedRuntime.make(layers.fetch),
    node: ManagedRuntime.make(layers.node)
  }
  try {
    return await use(server.url, runtimes)
  } finally {
    for (const runtime of Object.values(runtimes)) await runtime.dispose()
    await server.stop()
  }
}

export const loginRatios = (rounds: number): Promise<ReadonlyArray<Ratio>> =>
  withRuntimes(async (url, runtimes) => {
    const ratios: Array<Ratio> = []
    for (const vendor of Struct.keys(exchanges)) {
      const make = await makerOf(vendor, url)
      const theirs = bareExchange(url, exchanges[vendor])
      const samples = await interleave(rounds, 100, {
        undici: repeated(runtimes.undici, await loginOf(runtimes.undici, make)),
        "undici, bare": repeated(runtimes.undici, theirs),
        "undici, first": repeated(runtimes.undici, firstLogin(make)),
        fetch: repeated(runtimes.fetch, await loginOf(runtimes.fetch, make)),
        "fetch, bare": repeated(runtimes.fetch, theirs),
        node: repeated(runtimes.node, await loginOf(runtimes.node, make)),
        "node, bare": repeated(runtimes.node, theirs),
        "raw fetch": rawFetch(url, exchanges[vendor]),
        "raw node:http": rawNode(url, exchanges[vendor])
      })
      for (const layer of Struct.keys(layers)) {
        ratios.push(
          ratio(`${vendor} login, ${layer} layer`, samples, layer, `${layer}, bare`, {
            theirs: "Effect's client alone, same layer",
            goal: goals[layer]
          })
        )
      }
      ratios.push(
        ratio(`${vendor}, a manager made and its first login, undici layer`, samples, "undici, first", "undici, bare", {
          theirs: "Effect's client alone, same layer"
        }),
        ratio(`${vendor} login, undici layer`, samples, "undici", "raw fetch", { goal: 1.15 }),
        ratio(`${vendor} login, node layer`, samples, "node", "raw node:http"),
        ratio(`${vendor}'s requests by Effect's client alone, undici layer`, samples, "undici, bare", "raw fetch")
      )
    }
    return ratios
  })

/** The most that a login may allocate for each of its requests, in bytes. */
const loginBytes = 70 * 1024

export const loginAllocations = (operations: number): Promise<ReadonlyArray<Allocation>> =>
  withRuntimes(async (url, { undici }) => {
    const allocations: Array<Allocation> = []
    for (const vendor of Struct.keys(exchanges)) {
      allocations.push({
        what: `${vendor} login, undici layer`,
        requests: exchanges[vendor].length,
        ours: await allocatedBy(operations, repeated(undici, await loginOf(undici, await makerOf(vendor, url)))),
        theirs: await allocatedBy(operations, repeated(undici, bareExchange(url, exchanges[vendor]))),
        goal: loginBytes * exchanges[vendor].length
      })
      allocations.push({
        what: `${vendor}'s manager, made without a login`,
        requests: 0,
        ours: await allocatedBy(operations, repeated(undici, making(await makerOf(vendor, url)))),
        theirs: null,
        goal: null
      })
    }
    return allocations
  })

/** The logins alone, by name. */
export const timedLogins = async (url: string, runtime: Runtime): Promise<{ readonly [what: string]: Timed }> => {
  const timed: Array<readonly [string, Timed]> = []
  for (const vendor of Struct.keys(exchanges)) {
    const make = await makerOf(vendor, url)
    timed.push(
      [`${vendor}, a manager made and its first login`, repeated(runtime, firstLogin(make))],
      [`${vendor} login of a manager that is there`, repeated(runtime, await loginOf(runtime, make))]
    )
  }
  return Object.fromEntries(timed)
}
