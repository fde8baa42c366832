/**
 * Who may log in to the emulated server, and with what.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * One organisation's user, key, consumer and device.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomAccount {
  /** The user name. */
  readonly username: string
  /** The user's password. */
  readonly password: string
  /** The organisation's name, which the user login wants. */
  readonly organisation: string
  /** Its id, which the consumer login wants beside a JWT. */
  readonly organisationId: string
  /** The id of the user's default unit. */
  readonly unit: string
  /** The id of one more unit that may be asked for. */
  readonly otherUnit: string
  /** The web API key. */
  readonly webApiKey: string
  /** The consumer application key. */
  readonly consumerKey: string
  /** The consumer's access token identifier. */
  readonly consumerIdentifier: string
  /** Its pass code. */
  readonly consumerPassCode: string
  /** Its authentication code. */
  readonly consumerAuthenticationCode: string
  /** The consumer's JWT. */
  readonly consumerJwt: string
  /** The number of the only contact that the consumer may see. */
  readonly consumerNumber: string
  /** The device application key. */
  readonly deviceKey: string
  /** The number of the device's installed item. */
  readonly deviceItem: string
  /** The device's JWT. */
  readonly deviceJwt: string
}

const text = /*#__PURE__*/ Schema.optionalKey(Schema.String)

/** The account of the fact sheet's examples. */
export const exampleAccount: CrmcomAccount = {
  username: "apiuser",
  password: "example-password",
  organisation: "DEMOORG",
  organisationId: "000000000000000000000000000000A0",
  unit: "00000000000000000000000000000001",
  otherUnit: "00000000000000000000000000000002",
  webApiKey: "0123456789ABCDEF0123456789ABCDEF",
  consumerKey: "89ABCDEF0123456789ABCDEF01234567",
  consumerIdentifier: "CARD0001",
  consumerPassCode: "1234",
  consumerAuthenticationCode: "CODE0001",
  consumerJwt: "example.consumer.jwt",
  consumerNumber: "CI000111",
  deviceKey: "456789ABCDEF0123456789ABCDEF0123",
  deviceItem: "II0000001",
  deviceJwt: "example.device.jwt"
}

/** What may be different in one of the `accounts`, as a file writes it. */
export const accountSchema = /*#__PURE__*/ Schema.Struct({
  username: text,
  password: text,
  organisation: text,
  organisationId: text,
  unit: text,
  otherUnit: text,
  webApiKey: text,
  consumerKey: text,
  consumerIdentifier: text,
  consumerPassCode: text,
  consumerAuthenticationCode: text,
  consumerJwt: text,
  consumerNumber: text,
  deviceKey: text,
  deviceItem: text,
  deviceJwt: text
} satisfies { readonly [Name in keyof CrmcomAccount]: unknown })

/** One record per way to log in, for the program that serves the emulator. */
export const accountsOf = (
  accounts: ReadonlyArray<CrmcomAccount>
): ReadonlyArray<{ readonly [field: string]: string }> =>
  accounts.flatMap((account) => [
    {
      username: account.username,
      password: account.password,
      organisation: account.organisation,
      unit: account.unit
    },
    { webApiKey: account.webApiKey },
    {
      consumerKey: account.consumerKey,
      consumerIdentifier: account.consumerIdentifier,
      consumerPassCode: account.consumerPassCode,
      consumerJwt: account.consumerJwt,
      organisationId: account.organisationId
    },
    {
      deviceKey: account.deviceKey,
      deviceItem: account.deviceItem,
      deviceJwt: account.deviceJwt
    }
  ])
