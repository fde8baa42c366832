/** The account of every vendor's layer is found wherever Effect's `Config` reads: variables, prefixed ones, and files. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import type { SessionManager } from "@crm-auth/core"
import type { AnyOptions } from "@crm-auth/core/Driver"
import { fixtureVariables, type VendorFixture } from "@crm-auth/core/testing"
import { loadFixtures } from "@crm-auth/packages/vendors"
import { assert, describe, it } from "@effect/vitest"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"

interface Acme {
  readonly _: unique symbol
}

/** A vendor's service, as far as this test uses it. */
type Service = Context.Service<Acme, SessionManager<unknown>> & {
  readonly layerConfig: (options?: object) => Layer.Layer<Acme, unknown, HttpClient.HttpClient>
  readonly config: Config.Config<AnyOptions>
}

const isService = (value: unknown): value is Service => typeof value === "function" && "layerConfig" in value

const serviceOf = async ({ vendor }: VendorFixture): Promise<Service> => {
  const entry: object = await import(`../../../packages/${vendor.name}/src/index.ts`)
  return Object.values(entry).find(isService) ?? assert.fail(`${vendor.name} has no service with a layerConfig`)
}

/** The constructor of a vendor's usual login method. */
const makeFirst = ({ vendor }: VendorFixture) => vendor.methods[0]?.make ?? assert.fail("there is no login method")

type Variables = ReturnType<typeof fixtureVariables>

const prefixed = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`EU_${name}`, value]))

/** A directory with a file for each variable, as Docker and Kubernetes mount secrets. */
const secretsDirectory = (variables: Variables) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const rootPath = yield* fs.makeTempDirectoryScoped()
    for (const [name, value] of Object.entries(variables)) {
      yield* fs.writeFileString(`${rootPath}/${name}`, `${value}\n`)
    }
    return yield* ConfigProvider.fromDir({ rootPath })
  }).pipe(Effect.provide(NodeServices.layer))

for (const fixture of await loadFixtures()) {
  const { name } = fixture.vendor
  const [method] = fixture.methods

  /** Logs in with the account that a provider holds, and makes a call. */
  const holds = (
    layerOf: (service: Service) => Layer.Layer<Acme, unknown, HttpClient.HttpClient>,
    providerOf: (variables: Variables) => Effect.Effect<ConfigProvider.ConfigProvider, unknown, Scope.Scope>
  ) =>
    Effect.gen(function* () {
      const service = yield* Effect.promise(() => serviceOf(fixture))
      const server = yield* fixture.emulator()
      const provider = yield* providerOf(fixtureVariables(fixture, method, server))
      const layer = layerOf(service).pipe(Layer.provide([server.layer, ConfigProvider.layer(provider)]))
      const { status } = yield* Effect.provide(
        Effect.flatMap(service, ({ client }) => fixture.read.run(client)),
        layer
      )
      assert.strictEqual(status, 200)
      const operations = (yield* server.requests).map(({ operation }) => operation)
      const expected = [...method.steps, fixture.read.operation]
      assert.deepStrictEqual(operations.slice(0, expected.length), expected)
    })

  describe(`${name}: the account comes out of`, () => {
    it.effect("the environment", () =>
      holds(
        ({ layerConfig }) => layerConfig(),
        (env) => Effect.succeed(ConfigProvider.fromEnv({ env }))
      )
    )

    it.effect("the environment, under the prefix of a second account", () =>
      holds(
        (service) => Layer.effect(service, Effect.flatMap(Config.nested(service.config, "EU"), makeFirst(fixture))),
        (variables) => Effect.succeed(ConfigProvider.fromEnv({ env: prefixed(variables) }))
      )
    )

    it.effect("a flat secrets directory", () => holds(({ layerConfig }) => layerConfig(), secretsDirectory))
  })
}
