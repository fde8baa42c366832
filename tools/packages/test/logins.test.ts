/** Whether the login methods of the packages take all that the vendors document of a login. */
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as HttpClientService from "effect/http/HttpClient"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"
import { root } from "../src/pack.ts"

/**
 * Inputs of logins that are no credentials of the same name: the credentials that they are made of, the option that
 * sets them, or the step that they come from.
 */
const elsewhere: {
  readonly [vendor: string]: { readonly [input: string]: { readonly option?: string; readonly made?: string } }
} = {
  corebos: { accessKey: { made: "the answer to the challenge" }, username: { made: "the user" } },
  crmcom: {
    access_token_identifier: { made: "identifier, passCode and authenticationCode" },
    installed_item_identifier: { made: "installedItem" }
  },
  kayako: { initialstatus: { option: "initialStatus" }, twofactorkey: { made: "the answer of a SecondFactor" } },
  kftoken: {
    KeepUserLoggedIn: { option: "keepUserLoggedIn" },
    MemorableWordList: { made: "the memorable word" },
    TemporaryToken: { made: "the reply to the first step" }
  }
}

interface Field {
  readonly name: string
  readonly input?: string
}

interface Operation {
  readonly operationId?: string
  readonly parameters?: ReadonlyArray<{ readonly name: string }>
  readonly requestBody?: {
    readonly content: { readonly [type: string]: { readonly schema: { readonly properties?: object } } }
  }
}

interface Spec {
  readonly "x-crm-auth": {
    readonly logins: object
    readonly credentials: {
      readonly [method: string]: { readonly login?: string; readonly fields: ReadonlyArray<Field> }
    }
  }
  readonly paths: { readonly [path: string]: { readonly [verb: string]: Operation } }
}

interface Package {
  readonly vendor: {
    readonly methods: ReadonlyArray<{
      readonly make: (options: object) => Effect.Effect<unknown, { readonly message: string }, HttpClient.HttpClient>
    }>
  }
}

const inputsOf = ({ parameters = [], requestBody }: Operation): ReadonlyArray<string> => [
  ...parameters.map(({ name }) => name),
  ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => Object.keys(schema.properties ?? {}))
]

const specs = (await readdir(join(root, "specs"))).filter((file) => file.endsWith(".yaml"))

/** Constants of the protocol, which no caller chooses. */
const constants = ["operation"]

describe("U36 every field of a login that a vendor documents can be given", () => {
  for (const file of specs) {
    const vendor = file.replace(".yaml", "")
    it(vendor, async () => {
      const spec: Spec = parse(await readFile(join(root, "specs", file), "utf8"))
      const { credentials, logins } = spec["x-crm-auth"]
      const operations = Object.values(spec.paths).flatMap((item) => Object.values(item))
      for (const operation of operations) {
        const { operationId = "" } = operation
        if (!(operationId in logins)) continue
        const fields = Object.values(credentials).flatMap(({ fields, login }) => (login === operationId ? fields : []))
        const known = new Set([...constants, ...fields.map(({ input, name }) => input ?? name)])
        for (const input of inputsOf(operation)) {
          const way = elsewhere[vendor]?.[input]
          assert.isTrue(
            known.has(input) || way !== undefined,
            `${operationId} of ${vendor} has ${input}, which nothing sets`
          )
          if (way?.option !== undefined) await checkOption(vendor, way.option)
        }
      }
    })
  }
})

/** An option that exists is refused for its value, one that does not for its name. */
const checkOption = async (vendor: string, option: string) => {
  const loaded: Package = await import(join(root, "packages", vendor, "src/index.ts"))
  const [method] = loaded.vendor.methods
  assert.isDefined(method)
  const http = HttpClientService.make(() => Effect.die("no request is expected"))
  const made = method.make({ [option]: Symbol("wrong") })
  const { message } = await Effect.runPromise(
    Effect.flip(Effect.provideService(made, HttpClientService.HttpClient, http))
  )
  assert.include(message, `${option} must`)
  assert.notInclude(message, "is not an option")
}
