/**
 * The users of an emulated installation.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import type { WebserviceDialect } from "./Dialect.ts"

/**
 * A user.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceAccount {
  /** The name, which is found in any case. */
  readonly username: string
  /**
   * The access key.
   *
   * @default none was ever made
   */
  readonly accessKey?: string
  /**
   * The password of the web interface.
   *
   * @default none
   */
  readonly password?: string
  /**
   * The record number of `userId` (`19x<id>`).
   *
   * @default made up
   */
  readonly id?: number
  /**
   * Whether the user may not log in.
   *
   * @default false
   */
  readonly inactive?: boolean
  /**
   * Whether it is a contact of the customer portal.
   *
   * @default false
   */
  readonly portalContact?: boolean
  /**
   * Whether the user may not write records.
   *
   * @default false
   */
  readonly readOnly?: boolean
  /**
   * How many logins failed in the web interface (5 lock the password, not the key) or in the portal (more than 5 lock the
   * contact).
   *
   * @default 0
   */
  readonly webFailures?: number
}

/** One of the `accounts`, as a file writes it. */
export const accountSchema = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  accessKey: Schema.optionalKey(Schema.String),
  password: Schema.optionalKey(Schema.String),
  id: Schema.optionalKey(Schema.Int),
  inactive: Schema.optionalKey(Schema.Boolean),
  portalContact: Schema.optionalKey(Schema.Boolean),
  readOnly: Schema.optionalKey(Schema.Boolean),
  webFailures: Schema.optionalKey(Schema.Int)
} satisfies { readonly [Name in keyof Required<WebserviceAccount>]: unknown })

/**
 * A user as it now is.
 *
 * @category models
 * @since 0.1.0
 */
export interface User {
  readonly username: string
  readonly id: string
  readonly portalContact: boolean
  readonly readOnly: boolean
  accessKey: string | undefined
  password: string | undefined
  inactive: boolean
  /** What the table of users says, which a dialect with `statusFile` does not ask. */
  status: "Active" | "Inactive"
  webFailures: number
}

/**
 * The users of a new emulator: two that can log in, one that is inactive, one without an access key, and a contact of
 * the customer portal.
 *
 * @category constants
 * @since 0.1.0
 */
export const defaultAccounts: ReadonlyArray<WebserviceAccount> = [
  { username: "jane+crm@acme.example", accessKey: "Kq3vT9xLm2Zp8RwY", password: "Blue Sky!", id: 7 },
  { username: "omar", accessKey: "h7Jd0sWq4nBv", password: "Grün/5 & 6", id: 8 },
  { username: "former", accessKey: "Zt5rF2yHk8Lp1QxC", password: "Long gone", id: 9, inactive: true },
  { username: "nokey", password: "No key yet", id: 10 },
  { username: "customer@client.example", accessKey: "Pc6mN3bVz9Xs", password: "Portal 1", id: 31, portalContact: true }
]

/**
 * The table of users, looked up as the database does.
 *
 * @category models
 * @since 0.1.0
 */
export class Accounts {
  readonly #users: Array<User> = []
  readonly #rules: WebserviceDialect["users"]

  constructor(accounts: ReadonlyArray<WebserviceAccount>, rules: WebserviceDialect["users"]) {
    this.#rules = rules
    for (const account of accounts) this.add(account)
  }

  /** All users and contacts. */
  get all(): ReadonlyArray<User> {
    return this.#users
  }

  /** Adds a user. */
  add(account: WebserviceAccount): void {
    this.#users.push({
      username: account.username,
      id: `${account.portalContact === true ? 12 : 19}x${account.id ?? 101 + this.#users.length}`,
      portalContact: account.portalContact === true,
      readOnly: account.readOnly === true,
      accessKey: account.accessKey,
      password: account.password,
      inactive: account.inactive === true,
      status: account.inactive === true ? "Inactive" : "Active",
      webFailures: account.webFailures ?? 0
    })
  }

  /** Deletes a user. */
  remove(user: User): void {
    this.#users.splice(this.#users.indexOf(user), 1)
  }

  /** The user, or where the dialect has them the contact, of a name in any case. */
  find(name: string): User | undefined {
    const wanted = this.#collate(name)
    return this.#users.find(
      (user) => (this.#rules.portalContacts || !user.portalContact) && this.#collate(user.username) === wanted
    )
  }

  /** The user that contacts of the customer portal act as. */
  get portalUser(): User | undefined {
    return this.#users.find(({ portalContact }) => !portalContact)
  }

  /** Whether the server lets a user in. */
  isActive({ inactive, status }: User): boolean {
    return this.#rules.statusFile ? !inactive : !inactive && status === "Active"
  }

  /** What a person needs to log in, for every user who can. */
  get printable(): ReadonlyArray<{ readonly [field: string]: string }> {
    return this.#users.flatMap(({ accessKey, inactive, password, portalContact, username }) => {
      if (accessKey === undefined || inactive || portalContact) return []
      return [
        { username, accessKey, ...(this.#rules.passwordLogin && password !== undefined ? { password } : undefined) }
      ]
    })
  }

  #collate(name: string): string {
    return name.replace(/ +$/, "").toLowerCase()
  }
}
