/**
 * Who may log in to the emulated server, and with what.
 *
 * @since 0.1.0
 */

/**
 * One organisation's user, key, consumer and device. `organisation` is the name that the user login wants,
 * `organisationId` the id that the consumer login wants beside a JWT. `unit` is the user's default unit, `otherUnit`
 * one more that may be asked for; both are ids. `consumerNumber` is the only contact that the consumer may see.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomAccount {
  readonly username: string
  readonly password: string
  readonly organisation: string
  readonly organisationId: string
  readonly unit: string
  readonly otherUnit: string
  readonly webApiKey: string
  readonly consumerKey: string
  readonly consumerIdentifier: string
  readonly consumerPassCode: string
  readonly consumerAuthenticationCode: string
  readonly consumerJwt: string
  readonly consumerNumber: string
  readonly deviceKey: string
  readonly deviceItem: string
  readonly deviceJwt: string
}

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

/** One record per way to log in, for whoever serves the emulator. */
export const accountsOf = (
  accounts: ReadonlyArray<CrmcomAccount>
): ReadonlyArray<{ readonly [field: string]: string }> =>
  accounts.flatMap((account) => [
    {
      login: "user",
      username: account.username,
      password: account.password,
      organisation: account.organisation,
      unit: account.unit
    },
    { login: "web_api_key", key: account.webApiKey },
    {
      login: "consumer_application_key",
      key: account.consumerKey,
      identifier: account.consumerIdentifier,
      pass_code: account.consumerPassCode,
      jwt: account.consumerJwt,
      organisation: account.organisationId
    },
    {
      login: "device_application_key",
      key: account.deviceKey,
      installed_item: account.deviceItem,
      jwt_token: account.deviceJwt
    }
  ])
