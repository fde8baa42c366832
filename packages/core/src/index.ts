/**
 * What applications need: errors, sessions, second factors. Drivers are made with `@crm-auth/core/Driver`, managers of
 * one's own drivers with `@crm-auth/core/SessionManager` and `@crm-auth/core/SessionMap`, and programs that await promises
 * use `@crm-auth/core/Promise`.
 *
 * @since 0.1.0
 */
export { AuthError } from "./AuthError.ts"
export {
  AccessDenied,
  AccountLocked,
  CapacityExceeded,
  ChallengeRejected,
  Closed,
  CredentialsUnavailable,
  InvalidConfiguration,
  InvalidCredentials,
  PasswordExpired,
  RateLimited,
  Reason,
  type ReasonKind,
  type ReasonTag,
  ReplayImpossible,
  SecondFactorRejected,
  SecondFactorRequired,
  SessionRejected,
  StoreFailure,
  SubscriptionExpired,
  Transport,
  Unavailable,
  UnexpectedResponse,
  VendorFailure
} from "./Reason.ts"
export { replaySafe, ReplaySafe } from "./ReplaySafe.ts"
export { SecondFactor, type SecondFactorRequest } from "./SecondFactor.ts"
export type { Session } from "./Session.ts"
export type { SessionCheck } from "./SessionCheck.ts"
export type { SessionEvent, SessionStatus } from "./SessionEvent.ts"
export type { SessionManager } from "./SessionManager.ts"
export type { SessionMap, SessionMapOptions } from "./SessionMap.ts"
