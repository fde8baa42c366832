/**
 * What the emulated CRM.COM server remembers.
 *
 * @since 0.1.0
 */
import type { CrmcomAccount } from "./Account.ts"
import { CrmcomLockout } from "./Lockout.ts"
import type { CrmcomRestriction, Settings } from "./Options.ts"
import { CrmcomTokens } from "./Tokens.ts"

/**
 * A contact held by the server.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomContact {
  /** The id. */
  readonly id: string
  /** The number, such as `CI000111`. */
  readonly number: string
  /** The type, such as `PERSON`. */
  readonly type: string
  /** The first name. */
  readonly first_name: string
  /** The last name. */
  readonly last_name: string
}

/** A user as they now are, and the keys of their company. */
export interface Person {
  account: CrmcomAccount
  readonly lockout: CrmcomLockout
}

/** The server's memory. Handlers read and change it. */
export interface State {
  readonly settings: Settings
  readonly people: ReadonlyArray<Person>
  readonly tokens: CrmcomTokens
  readonly contacts: Array<CrmcomContact>
  creations: number
  restriction: CrmcomRestriction | undefined
}

/** The contact whose number counts up from the sample's `CI000111`. */
export const contactAt = (
  index: number,
  fields: Pick<CrmcomContact, "type" | "first_name" | "last_name">
): CrmcomContact => ({
  id: `C${String(index).padStart(31, "0")}`,
  number: `CI${String(111 + index).padStart(6, "0")}`,
  ...fields
})

/** The memory of a server before its first request. */
export const makeState = (settings: Settings): State => ({
  settings,
  people: settings.accounts.map((account) => ({ account, lockout: new CrmcomLockout(settings.lockout) })),
  tokens: new CrmcomTokens(settings),
  contacts: [
    contactAt(0, { type: "PERSON", first_name: "Ann", last_name: "Lee" }),
    contactAt(1, { type: "PERSON", first_name: "Bob", last_name: "Ray" })
  ],
  creations: 0,
  restriction: settings.restriction
})
