/**
 * What applications need: errors, sessions, second factors. Drivers are made with `@crm-auth/core/Driver`, managers of
 * one's own drivers with `@crm-auth/core/SessionManager` and `@crm-auth/core/SessionMap`.
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
export type { SessionCheck, SessionTrouble } from "./SessionCheck.ts"
export type { Refine } from "./SessionDriver.ts"
export type { SessionLifetime } from "./SessionLifetime.ts"
export type { RenewalCause, SessionEvent, SessionEventDetail, SessionStatus } from "./SessionEvent.ts"
export type { AuthorizedClient, SessionManager, SessionManagerOptions } from "./SessionManager.ts"
export type { SessionMap, SessionMapEvent, SessionMapOptions, SessionMapStatus } from "./SessionMap.ts"
export {
  connect,
  type Connection,
  type ConnectionInit,
  type ConnectOptions,
  type ManagerService,
  type SessionValue
} from "./connect.ts"
