/**
 * The emulated vtiger CRM server, for tests, and the engine for servers that speak its protocol.
 *
 * @since 0.1.0
 */
export { defaultAccounts, type WebserviceAccount } from "./Accounts.ts"
export { crash, type Quirk, type Refusal, text, type WebserviceDialect } from "./Dialect.ts"
export type { CreatedRecord, Credential } from "./Installation.ts"
export type { Prepared } from "./Tokens.ts"
export { vtiger54, vtiger7, vtiger82 } from "./VtigerDialects.ts"
export { VtigerEmulator } from "./VtigerEmulator.ts"
export {
  makeWebserviceEmulator,
  type WebserviceEmulator,
  type WebserviceEmulatorOptions
} from "./WebserviceEmulator.ts"
