/**
 * Log in to Kafinea and stay logged in.
 *
 * @since 0.1.0
 */
export { Kafinea } from "./Kafinea.ts"
export type {
  KafineaAccountOptions,
  KafineaConfigOptions,
  KafineaCredentials,
  KafineaOptions,
  KafineaServerOptions
} from "./KafineaOptions.ts"
export { KafineaSession } from "./KafineaSession.ts"
export { makeKafinea, makeKafineaMap, vendor } from "./managers.ts"
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
