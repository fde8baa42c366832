/**
 * Log in to coreBOS and stay logged in.
 *
 * @since 0.1.0
 */
export { Corebos } from "./Corebos.ts"
export type {
  CorebosAccountOptions,
  CorebosConfigOptions,
  CorebosCredentials,
  CorebosCredentialTokenAccountOptions,
  CorebosCredentialTokenCredentials,
  CorebosCredentialTokenOptions,
  CorebosCredentialTokenServerOptions,
  CorebosInsecurePasswordAccountOptions,
  CorebosInsecurePasswordCredentials,
  CorebosInsecurePasswordOptions,
  CorebosOptions,
  CorebosServerOptions
} from "./CorebosOptions.ts"
export { CorebosSession } from "./CorebosSession.ts"
export {
  makeCorebos,
  makeCorebosCredentialToken,
  makeCorebosCredentialTokenMap,
  makeCorebosInsecurePassword,
  makeCorebosInsecurePasswordMap,
  makeCorebosMap,
  vendor
} from "./managers.ts"
export type { WebserviceServerOptions } from "@crm-auth/webservice"
export { filterReplyOk, schemaResultJson } from "./reply.ts"
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
