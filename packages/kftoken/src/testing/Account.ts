/**
 * Who may log in to the emulated server, and how that account stands.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * One user of one company. Everything can be changed while the server runs.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenAccount {
  /** The user name. */
  readonly userName: string
  /** The password. */
  readonly password: string
  /** The memorable word. */
  readonly memorableWord: string
  /** The company's name. */
  readonly companyName: string
  /** The external token. */
  readonly externalToken: string
  /** The user id that goes with the external token. */
  readonly uid: number
  /** Whether logins report a temporary password. */
  readonly hasTemporaryPassword: boolean
  /** Whether the first step is refused because the password has expired. */
  readonly passwordExpired: boolean
  /** Whether every call is refused; logins still work and say so. */
  readonly subscriptionExpired: boolean
  /** Whether the account is locked, by too many bad logins; it stays so until an administrator clears it. */
  readonly locked: boolean
  /** Whether the account's settings allow REST. How the real server answers is unknown. */
  readonly restEnabled: boolean
  /** Whether they allow the address of the caller. How the real server answers is unknown. */
  readonly addressAllowed: boolean
  /** Whether the user may use resources. How the real server answers is unknown. */
  readonly permitted: boolean
  /**
   * Reported by logins; without other effect.
   *
   * @default not reported
   */
  readonly isLockedOut?: boolean
  /**
   * Reported by logins; without other effect.
   *
   * @default not reported
   */
  readonly disabled?: boolean
}

/** The account of the fact sheet's examples. */
export const exampleAccount: KftokenAccount = {
  userName: "demo.user",
  password: "example-password",
  memorableWord: "tangerine",
  companyName: "Demo Ltd",
  externalToken: "22222222-3333-4444-8555-666666666666",
  uid: 12345,
  hasTemporaryPassword: false,
  passwordExpired: false,
  subscriptionExpired: false,
  locked: false,
  restEnabled: true,
  addressAllowed: true,
  permitted: true
}

const text = /*#__PURE__*/ Schema.optionalKey(Schema.String)
const flag = /*#__PURE__*/ Schema.optionalKey(Schema.Boolean)

/** What may be different in one of the `accounts`, as a file writes it. */
export const accountSchema = /*#__PURE__*/ Schema.Struct({
  userName: text,
  password: text,
  memorableWord: text,
  companyName: text,
  externalToken: text,
  uid: Schema.optionalKey(Schema.Finite),
  hasTemporaryPassword: flag,
  passwordExpired: flag,
  subscriptionExpired: flag,
  locked: flag,
  restEnabled: flag,
  addressAllowed: flag,
  permitted: flag,
  isLockedOut: flag,
  disabled: flag
} satisfies { readonly [Name in keyof Required<KftokenAccount>]: unknown })

/** What a person needs to log in. */
export const accountsOf = (
  accounts: ReadonlyArray<KftokenAccount>
): ReadonlyArray<{ readonly [field: string]: string }> =>
  accounts.flatMap(({ externalToken, memorableWord, password, uid, userName }) => [
    { userName, password, memorableWord },
    { externalToken, uid: String(uid) }
  ])
