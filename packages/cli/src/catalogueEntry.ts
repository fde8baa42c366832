/** What the catalogue says of a vendor. */
import type { CredentialField, CredentialVariant } from "@crm-auth/core/Driver"

/** Where a session goes in a request. */
export interface Place {
  readonly in: "header" | "query" | "form" | "json"
  readonly name: string
  /** A word before the session in the header. */
  readonly scheme?: string
}

/** A vendor as plain data. */
export interface VendorData {
  readonly name: string
  /** What people call the product. */
  readonly label: string
  /** The address, for a vendor that has one for all. */
  readonly address?: string
  readonly serverFields: ReadonlyArray<CredentialField>
  readonly methods: ReadonlyArray<{
    readonly id: string
    readonly label: string
    readonly fields: ReadonlyArray<CredentialField>
    readonly variants?: ReadonlyArray<CredentialVariant>
    /** Why another method should be preferred. */
    readonly insecure?: string
    readonly places: ReadonlyArray<Place>
  }>
  /** Requests that only read although their method says otherwise, as `METHOD path`. */
  readonly safe: ReadonlyArray<string>
  /** A call that only reads, and that any server of the vendor answers in its protocol. */
  readonly probe: { readonly method: string; readonly path: string }
  /** Whether its requests go to one address and name an operation in the field `operation`. */
  readonly isFamily: boolean
}
