/**
 * Who may log in to the emulated server, and how that account stands.
 *
 * @since 0.1.0
 */

/**
 * One user of one company. Everything can be changed while the server runs.
 *
 * - `passwordExpired` refuses the first step, `subscriptionExpired` every call (logins still work and say so).
 * - `locked` is set by too many bad logins and stays until an administrator clears it.
 * - `restEnabled: false` is the account's setting that forbids REST, `addressAllowed: false` the one that allows other
 *   addresses only, `permitted: false` a user without the right to use a resource; how the real server answers any of
 *   them is unknown.
 * - `isLockedOut` and `disabled` are reported by logins when given; they have no other effect.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenAccount {
  readonly userName: string
  readonly password: string
  readonly memorableWord: string
  readonly companyName: string
  readonly externalToken: string
  readonly uid: number
  readonly hasTemporaryPassword: boolean
  readonly passwordExpired: boolean
  readonly subscriptionExpired: boolean
  readonly locked: boolean
  readonly restEnabled: boolean
  readonly addressAllowed: boolean
  readonly permitted: boolean
  readonly isLockedOut?: boolean
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

/** What a person needs to log in. */
export const accountsOf = (
  accounts: ReadonlyArray<KftokenAccount>
): ReadonlyArray<{ readonly [field: string]: string }> =>
  accounts.flatMap(({ externalToken, memorableWord, password, uid, userName }) => [
    { userName, password, memorableWord },
    { externalToken, uid: String(uid) }
  ])
