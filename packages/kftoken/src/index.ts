/**
 * Log in to the KashFlow REST API and stay logged in.
 *
 * @since 0.1.0
 */
export { Kftoken } from "./Kftoken.ts"
export type {
  KftokenAccountOptions,
  KftokenConfigOptions,
  KftokenCredentials,
  KftokenExternalTokenAccountOptions,
  KftokenExternalTokenCredentials,
  KftokenExternalTokenOptions,
  KftokenOptions,
  KftokenServerOptions,
  KftokenSessionTokenAccountOptions,
  KftokenSessionTokenCredentials,
  KftokenSessionTokenOptions,
  KftokenSessionTokenServerOptions,
  KftokenUserServerOptions
} from "./KftokenOptions.ts"
export { KftokenSession } from "./KftokenSession.ts"
export {
  makeKftoken,
  makeKftokenExternalToken,
  makeKftokenExternalTokenMap,
  makeKftokenMap,
  makeKftokenSessionToken,
  makeKftokenSessionTokenMap,
  vendor
} from "./managers.ts"
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
