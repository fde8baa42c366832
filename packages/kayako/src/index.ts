/**
 * Log in to the Kayako Classic StaffAPI and stay logged in.
 *
 * @since 0.1.0
 */
export { Kayako } from "./Kayako.ts"
export type {
  KayakoAccountOptions,
  KayakoConfigOptions,
  KayakoCredentials,
  KayakoOptions,
  KayakoServerOptions
} from "./KayakoOptions.ts"
export { KayakoSession } from "./KayakoSession.ts"
export { makeKayako, makeKayakoMap, vendor } from "./managers.ts"
export { filterReplyOk, schemaBodyXml } from "./reply.ts"
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
