/**
 * All vendors, by name: what each wants, and how its package is loaded. Nothing here loads a vendor's package before it
 * is needed.
 */
import type { SessionManager } from "@crm-auth/core"
import type { CredentialField, CredentialVariant, Vendor } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { catalogue } from "./catalogue.ts"
import type { Place, VendorData } from "./catalogueEntry.ts"
import { type CliFailure, failure } from "./failure.ts"
import { vendorPackages } from "./vendorPackages.ts"

/** A value that a vendor wants: the server's address, a user's name, a secret. */
export interface Field extends CredentialField {
  /** Whether it is one of the credentials, and not a setting of the server. */
  readonly credential: boolean
}

/** One way to log in. */
export interface Method {
  /** Its name for `--method`. The first one is the default. */
  readonly name: string
  readonly label: string
  /** Those of the server first. */
  readonly fields: ReadonlyArray<Field>
  /** The sets of credentials that go together; without any, the required ones do. */
  readonly variants: ReadonlyArray<CredentialVariant>
  /** Where a session goes, the usual place first. */
  readonly places: ReadonlyArray<Place>
  /** Why another method should be preferred. */
  readonly insecure?: string
}

/** The values of fields, secrets redacted. */
export type Values = { readonly [name: string]: string | number | Redacted.Redacted }

/** What the commands use of a manager, whatever its session is. */
export type Manager = Pick<
  SessionManager<unknown>,
  "session" | "client" | "check" | "logout" | "reset" | "status" | "events"
>

/** A vendor as the command line knows it. */
export interface VendorEntry extends Pick<VendorData, "name" | "label" | "address" | "safe" | "probe"> {
  readonly methods: ReadonlyArray<Method>
  /** For vendors whose requests name an operation: those that only read. */
  readonly reads: ReadonlyArray<string> | undefined
  /** Loads the vendor itself. */
  readonly load: () => Promise<Vendor>
}

/** The operations of webservice.php that read. */
const readOperations = ["listtypes", "describe", "retrieve", "query", "sync", "relatedtypes"]

const methodOf = (
  { serverFields }: VendorData,
  { fields, id, insecure, label, places, variants = [] }: VendorData["methods"][number]
): Method => ({
  name: id,
  label,
  places,
  variants,
  ...(insecure === undefined ? undefined : { insecure }),
  fields: [
    ...serverFields.map((field) => ({ ...field, credential: false })),
    ...fields.map((field) => ({ ...field, credential: true }))
  ]
})

/** All vendors. */
export const vendors: ReadonlyArray<VendorEntry> = catalogue.map((entry) => {
  const { address, isFamily, label, methods, name, probe, safe } = entry
  return {
    name,
    label,
    safe,
    probe,
    load: async () => {
      const found = vendorPackages.find((one) => one.name === name)
      if (found === undefined) throw new Error(`the package of ${label} is missing`)
      return (await found.load()).vendor
    },
    methods: methods.map((method) => methodOf(entry, method)),
    reads: isFamily ? readOperations : undefined,
    ...(address === undefined ? undefined : { address })
  }
})

/** The names of all vendors. */
export const vendorNames: ReadonlyArray<string> = vendors.map(({ name }) => name)

/** The fields that can be given as flags: every one that is no secret. */
export const flagFields: ReadonlyArray<string> = [
  ...new Set(
    vendors.flatMap(({ methods }) =>
      methods.flatMap(({ fields }) => fields.filter(({ secret }) => !secret).map(({ name }) => name))
    )
  )
]

/** A field's name as a flag: `organisationId` is `--organisation-id`. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The vendor with that name. */
export const findVendor = (name: string): Effect.Effect<VendorEntry, CliFailure> => {
  const found = vendors.find((vendor) => vendor.name === name.toLowerCase())
  return found === undefined
    ? Effect.fail(failure("usage", `There is no vendor "${name}". There are: ${vendorNames.join(", ")}.`))
    : Effect.succeed(found)
}

/** A vendor's login method: the named one, or its first. */
export const findMethod = (vendor: VendorEntry, name: string | undefined): Effect.Effect<Method, CliFailure> => {
  const found = name === undefined ? vendor.methods[0] : vendor.methods.find((method) => method.name === name)
  if (found !== undefined) return Effect.succeed(found)
  const known = vendor.methods.map((method) => method.name).join(", ")
  return Effect.fail(failure("usage", `${vendor.label} has no login method "${name}". It has: ${known}.`))
}
