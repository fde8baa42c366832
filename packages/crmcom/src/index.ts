/**
 * Log in to the CRM.COM V4 Web API and stay logged in.
 *
 * @since 0.1.0
 */
export { Crmcom } from "./Crmcom.ts"
export type {
  CrmcomAccountOptions,
  CrmcomConfigOptions,
  CrmcomConsumerAccountOptions,
  CrmcomConsumerByAuthenticationCode,
  CrmcomConsumerByJwt,
  CrmcomConsumerByPassCode,
  CrmcomConsumerCredentials,
  CrmcomConsumerOptions,
  CrmcomCredentials,
  CrmcomDeviceAccountOptions,
  CrmcomDeviceCredentials,
  CrmcomDeviceOptions,
  CrmcomOptions,
  CrmcomRelease,
  CrmcomServerOptions,
  CrmcomWebApiKeyAccountOptions,
  CrmcomWebApiKeyCredentials,
  CrmcomWebApiKeyOptions
} from "./CrmcomOptions.ts"
export { CrmcomSession } from "./CrmcomSession.ts"
export {
  makeCrmcom,
  makeCrmcomConsumer,
  makeCrmcomConsumerMap,
  makeCrmcomDevice,
  makeCrmcomDeviceMap,
  makeCrmcomMap,
  makeCrmcomWebApiKey,
  makeCrmcomWebApiKeyMap,
  vendor
} from "./managers.ts"
export { filterReplyOk } from "./reply.ts"
// What programs need of core: they need not depend on it.
export { AuthError, ReplaySafe, replaySafe, SecondFactor, SessionRejected } from "@crm-auth/core"
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
