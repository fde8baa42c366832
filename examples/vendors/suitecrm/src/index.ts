// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * Log in to SuiteCRM and stay logged in.
 *
 * @since 0.1.0
 */
export { SuiteCrm } from "./SuiteCrm.ts"
export type {
  SuiteCrmAccountOptions,
  SuiteCrmConfigOptions,
  SuiteCrmCredentials,
  SuiteCrmDirectoryAccountOptions,
  SuiteCrmDirectoryCredentials,
  SuiteCrmDirectoryOptions,
  SuiteCrmOptions,
  SuiteCrmServerOptions
} from "./SuiteCrmOptions.ts"
export { SuiteCrmSession } from "./SuiteCrmSession.ts"
export { makeSuiteCrm, makeSuiteCrmDirectory, makeSuiteCrmDirectoryMap, makeSuiteCrmMap, vendor } from "./managers.ts"
export { filterReplyOk } from "./reply.ts"
// What programs need of core: they need not depend on it.
export { AuthError, ReplaySafe, replaySafe, SecondFactor } from "@crm-auth/core"
export type * from "@crm-auth/core"
export type {
  AccountField,
  AccountOptions,
  AnyOptions,
  ConfigOptions,
  CredentialField,
  CredentialOptions,
  CredentialVariant,
  FieldWords,
  LoginCredentials,
  MethodCredentials,
  MethodWords,
  Operation,
  Protocol,
  Refine,
  ServerOptions,
  SessionLifetime,
  SessionOperation,
  Vendor,
  VendorMethod
} from "@crm-auth/core/Driver"
export type {
  AuthorizedClient,
  RenewalCause,
  SessionManagerOptions,
  SessionTrouble
} from "@crm-auth/core/SessionManager"
export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"
