/** What the demo does with a vendor's fixture. */
import type { AuthError, SessionManager } from "@crm-auth/core"
import { makeVendorAccount } from "@crm-auth/core/Driver"
import { type FixtureMethod, fixtureVariables, type VendorFixture } from "@crm-auth/core/testing"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"

export interface Variable {
  readonly name: string
  readonly meaning: string
  readonly optional: boolean
}

export interface VendorDemo extends Pick<VendorFixture, "emulator" | "expiresAfter" | "read" | "end" | "vendor"> {
  /** As in the package's name. */
  readonly name: string
  readonly title: string
  /** The environment that names one of the emulator's accounts. */
  readonly environment: (url: string) => { readonly [name: string]: string }
  readonly variables: ReadonlyArray<Variable>
  /** The server's address, where the environment names it. */
  readonly url: Effect.Effect<string | undefined, Config.ConfigError>
  /** The account that the environment names. */
  readonly manager: Effect.Effect<
    SessionManager<unknown>,
    AuthError | Config.ConfigError,
    HttpClient.HttpClient | Scope.Scope
  >
}

const fieldsOf = ({ vendor }: VendorFixture, method: FixtureMethod) => [
  ...vendor.serverFields,
  ...(vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? [])
]

/** The demo of a vendor by its usual login method. */
export const demoOf = (fixture: VendorFixture): VendorDemo => {
  const [method] = fixture.methods
  const { emulator, end, expiresAfter, read, vendor } = fixture
  const fields = fieldsOf(fixture, method)
  const values = Effect.forEach(fields, ({ name, variable }) =>
    Effect.map(Config.option(Config.String(variable)), (value) => [name, Option.getOrUndefined(value)] as const)
  )
  return {
    emulator,
    end,
    expiresAfter,
    read,
    vendor,
    name: vendor.name,
    title: vendor.label,
    environment: (url) => fixtureVariables(fixture, method, { url }),
    variables: fields.map(({ label, required, variable }) => ({ name: variable, meaning: label, optional: !required })),
    url: Effect.map(values, (entries) => entries.find(([name]) => name === "url")?.[1]),
    manager: Effect.flatMap(values, (entries) =>
      makeVendorAccount(vendor, {
        method: method.id,
        fields: Object.fromEntries(entries),
        options: method.options
      })
    )
  }
}
