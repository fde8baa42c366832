/** Whether the login methods of the packages take all that the vendors document of a login. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"
import { root } from "../src/pack.ts"
import { loadFixtures } from "../src/vendors.ts"

interface Operation {
  readonly operationId?: string
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly schema: object }>
  readonly requestBody?: {
    readonly content: {
      readonly [type: string]: { readonly schema: { readonly properties?: { readonly [name: string]: object } } }
    }
  }
}

interface Login {
  readonly inputs?: object
  readonly secondFactor?: { readonly input?: string }
}

interface Spec {
  readonly "x-crm-auth": {
    readonly logins: { readonly [operation: string]: Login }
    readonly credentials: {
      readonly [method: string]: {
        readonly login?: string
        readonly fields: ReadonlyArray<{ readonly name: string; readonly input?: string }>
      }
    }
  }
  readonly paths: { readonly [path: string]: { readonly [verb: string]: Operation } }
}

/** The inputs of an operation. Constants of the protocol are left out: no caller chooses them. */
const inputsOf = ({ parameters = [], requestBody }: Operation): ReadonlyArray<string> =>
  [
    ...parameters.map(({ name, schema }) => [name, schema] as const),
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => Object.entries(schema.properties ?? {}))
  ].flatMap(([name, schema]) => ("const" in schema ? [] : [name]))

const http = HttpClient.make(() => Effect.die("no request is expected"))

const fixtures = await loadFixtures()

/** The options of a login method, as the refusal of an unknown option lists them. */
const optionsOf = async (vendor: string, id: string): Promise<ReadonlyArray<string>> => {
  const methods = fixtures.find((fixture) => fixture.vendor.name === vendor)?.vendor.methods ?? []
  const method = methods.find(({ credentials }) => credentials.id === id)
  assert.isDefined(method, `${vendor} has no login method ${id}`)
  const made = Effect.scoped(method.make({ unknown: true })).pipe(
    Effect.provideService(HttpClient.HttpClient, http),
    Effect.flip
  )
  const { message } = await Effect.runPromise(made)
  const [, list = ""] = message.split("the options are ")
  const options = list.match(/\w+/g) ?? []
  assert.include(options, "url", message)
  return options
}

describe("U36 every field of a login that a vendor documents can be given", () => {
  for (const { vendor } of fixtures) {
    it(vendor.name, async () => {
      const spec: Spec = parse(await readFile(join(root, "specs", `${vendor.name}.yaml`), "utf8"))
      const { credentials, logins } = spec["x-crm-auth"]
      const operations = Object.values(spec.paths).flatMap((item) => Object.values(item))
      for (const [id, { fields, login }] of Object.entries(credentials)) {
        const { inputs = {}, secondFactor } = logins[login ?? ""] ?? {}
        const made = [...Object.keys(inputs), ...(secondFactor?.input === undefined ? [] : [secondFactor.input])]
        const known = new Set([...made, ...fields.map(({ input, name }) => input ?? name)])
        // An option has the name of its input, in the letters of TypeScript.
        const options = new Set((await optionsOf(vendor.name, id)).map((name) => name.toLowerCase()))
        const operation = operations.find(({ operationId }) => operationId !== undefined && operationId === login)
        assert.strictEqual(operation?.operationId, login)
        for (const input of operation === undefined ? [] : inputsOf(operation)) {
          const isSet = known.has(input) || options.has(input.toLowerCase())
          assert.isTrue(isSet, `${login} of ${vendor.name} has ${input}, which nothing sets`)
        }
      }
    })
  }
})
