/**
 * What the emulated CRM.COM server remembers.
 *
 * @since 0.1.0
 */
import type { CrmcomAccount } from "./CrmcomAccount.ts"
import { CrmcomLockout } from "./CrmcomLockout.ts"
import type { CrmcomRestriction, Settings } from "./CrmcomOptions.ts"
import { CrmcomTokens } from "./CrmcomTokens.ts"

/**
 * A contact held by the server.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomContact {
  readonly id: string
  readonly number: string
  readonly type: string
  readonly first_name: string
  readonly last_name: string
}

/** The server's memory. Handlers read and change it. */
export interface State {
  readonly settings: Settings
  account: CrmcomAccount
  readonly tokens: CrmcomTokens
  readonly lockout: CrmcomLockout
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

/** The memory of a server that nobody has talked to. */
export const makeState = (settings: Settings): State => ({
  settings,
  account: settings.account,
  tokens: new CrmcomTokens(settings),
  lockout: new CrmcomLockout(settings.lockout),
  contacts: [
    contactAt(0, { type: "PERSON", first_name: "Ann", last_name: "Lee" }),
    contactAt(1, { type: "PERSON", first_name: "Bob", last_name: "Ray" })
  ],
  creations: 0,
  restriction: settings.restriction
})
