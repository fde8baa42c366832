/** The account that the environment names, of any vendor. */
import type { AuthError, SessionManager } from "@crm-auth/core"
import { type CredentialField, makeVendorAccount, type Vendor } from "@crm-auth/core/Driver"
import type { FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"

/** The fields of the server and of a login method. */
export const fieldsOf = (vendor: Vendor, method: FixtureMethod): ReadonlyArray<CredentialField> => [
  ...vendor.serverFields,
  ...(vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? [])
]

/** What the environment says of each field: `undefined` for a variable that is not set or blank. */
export const readFields = (
  fields: ReadonlyArray<CredentialField>
): Effect.Effect<{ readonly [name: string]: string | undefined }> =>
  Effect.map(
    Effect.forEach(fields, ({ name, variable }) =>
      Effect.map(
        Effect.option(Config.NonEmptyString(variable)),
        (value) => [name, Option.getOrUndefined(value)] as const
      )
    ),
    Object.fromEntries
  )

/** Makes a manager of the account of the vendor's usual login method that the environment names. */
export const makeManager = ({
  methods: [method],
  vendor
}: VendorFixture): Effect.Effect<SessionManager<unknown>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(readFields(fieldsOf(vendor, method)), (fields) =>
    makeVendorAccount(vendor, { method: method.id, fields, options: method.options })
  )
