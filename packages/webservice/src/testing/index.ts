/**
 * The emulated server of the `webservice.php` protocol, for tests.
 *
 * @since 0.1.0
 */
export { defaultAccounts, type WebserviceAccount } from "./Accounts.ts"
export { crash, type Quirk, type Refusal, text, type WebserviceDialect } from "./Dialect.ts"
export type { CreatedRecord, Credential } from "./Installation.ts"
export { release72, release82, release82OnPhp8 } from "./Releases.ts"
export type { Prepared } from "./Tokens.ts"
export { webserviceFixture, type WebserviceFixtureAccount, type WebserviceFixtureOptions } from "./webserviceFixture.ts"
export {
  makeWebserviceEmulator,
  type WebserviceEmulator,
  type WebserviceEmulatorOptions
} from "./WebserviceEmulator.ts"
