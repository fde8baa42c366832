/** Emulators derived from the specs, set up as the hand-written ones are. */
import { emulatorFromSpec, type EmulatorSpec, fixtureManager, type VendorFixture } from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { join } from "node:path"
import { loadFixtures } from "../../packages/src/vendors.ts"

const packages = join(import.meta.dirname, "../../../packages")

const load = async (vendor: string): Promise<EmulatorSpec> => {
  const module: { readonly emulatorSpec: EmulatorSpec } = await import(
    /* @vite-ignore */ join(packages, vendor, "src/generated/emulator.ts")
  )
  return module.emulatorSpec
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

/** The derived emulator with the accounts, the lifetime and the write of the hand-written one. */
export const derivedServer = ({ fixture, spec }: Pair, options: { readonly url?: string | undefined } = {}) =>
  Effect.gen(function* () {
    const idle = Duration.toMillis(fixture.expiresAfter) - 60_000
    const isUnknown = Object.values(spec.protocol.logins).every(({ lifetime }) => lifetime.idle?.includes("unknown"))
    const server = yield* emulatorFromSpec(spec, {
      url: options.url,
      accounts: fixture.methods.map(({ fields, id }) => ({ login: id, ...fields })),
      ...(isUnknown ? { lifetime: { idle } } : undefined)
    })
    const { operation } = fixture.write
    if (spec.operations.some(({ id }) => id === operation)) return { ...server, writes: server.done(operation) }
    let writes = 0
    const route = yield* writeRoute(fixture)
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
