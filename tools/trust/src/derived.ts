/** Emulators derived from the specs, set up as the hand-written ones are. */
import { emulatorFromSpec, type EmulatorSpec, fixtureManager, type VendorFixture } from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { join } from "node:path"
import { loadFixtures, vendorNames } from "../../packages/src/vendors.ts"
import { loadGenerated } from "./generated.ts"
import type { Generated } from "./operations.ts"

const packages = join(import.meta.dirname, "../../../packages")

const load = async (vendor: string): Promise<EmulatorSpec> => {
  const module: { readonly emulatorSpec: EmulatorSpec } = await import(
    /* @vite-ignore */ join(packages, vendor, "src/generated/emulator.ts")
  )
  return module.emulatorSpec
}

/** What a vendor's generated modules export, by vendor. */
const generated = new Map<string, Generated>(
  await Promise.all(vendorNames.map(async (vendor) => [vendor, await loadGenerated(vendor)] as const))
)

/** What a vendor's generated modules export. */
export const generatedOf = (vendor: string): Generated => {
  const found = generated.get(vendor)
  if (found === undefined) throw new Error(`no such vendor: ${vendor}`)
  return found
}

/** A vendor's fixture, and what its spec says of its server. */
export interface Pair {
  readonly fixture: VendorFixture
  readonly spec: EmulatorSpec
}

export const pairs: ReadonlyArray<Pair> = await Promise.all(
  (await loadFixtures()).map(async (fixture) => ({ fixture, spec: await load(fixture.vendor.name) }))
)

/** Where a fixture's write goes, as a route: some specs do not describe it. */
const writeRoute = (fixture: VendorFixture) =>
  Effect.gen(function* () {
    const server = yield* fixture.emulator()
    const manager = yield* Effect.provide(fixtureManager(fixture, fixture.methods[0], server), server.layer)
    yield* fixture.write.run(manager.client)
    const request = (yield* server.requests).find(({ operation }) => operation === fixture.write.operation)
    if (request === undefined) return yield* Effect.die(new Error(`${fixture.write.operation} was not asked for`))
    const { body, method, url } = request
    const operation = new URLSearchParams(body).get("operation")
    const path = url.pathname.slice(new URL(server.url).pathname.replace(/\/$/, "").length)
    return { method, path: path + (operation === null ? url.search : `?operation=${operation}`) }
  }).pipe(Effect.scoped)

const routes = new Map(
  await Promise.all(
    pairs.map(async ({ fixture, spec }) => {
      const isKnown = spec.operations.some(({ id }) => id === fixture.write.operation)
      const route = isKnown ? undefined : await Effect.runPromise(writeRoute(fixture))
      return [fixture.vendor.name, route] as const
    })
  )
)

/** How a derived emulator differs from one with the accounts of the fixture. */
export interface DerivedOptions {
  readonly url?: string | undefined
  readonly accounts?: ReadonlyArray<{ readonly [field: string]: string }> | undefined
  readonly oneTimeKey?: string | undefined
}

/** The derived emulator with the accounts, the lifetime and the write of the hand-written one. */
export const derivedServer = ({ fixture, spec }: Pair, options: DerivedOptions = {}) =>
  Effect.gen(function* () {
    const idle = Duration.toMillis(fixture.expiresAfter) - 60_000
    const isUnknown = Object.values(spec.protocol.logins).every(({ lifetime }) => lifetime.read === undefined)
    const server = yield* emulatorFromSpec(spec, {
      url: options.url,
      accounts: options.accounts ?? fixture.methods.map(({ fields, id }) => ({ login: id, ...fields })),
      oneTimeKey: options.oneTimeKey,
      ...(isUnknown ? { lifetime: { idle } } : undefined)
    })
    const route = routes.get(fixture.vendor.name)
    if (route === undefined) return { ...server, writes: server.done(fixture.write.operation) }
    let writes = 0
    yield* server.route({
      ...route,
      respond: () => {
        writes++
        const read = spec.operations.find(({ id }) => id === fixture.read.operation)
        const [{ body, mediaType } = { body: "", mediaType: "text/plain" }] = read?.examples ?? []
        return { status: 200, headers: { "content-type": mediaType }, body }
      }
    })
    return { ...server, writes: Effect.sync(() => writes) }
  })
