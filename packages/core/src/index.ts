/**
 * The session engine behind the `@crm-auth` vendor packages.
 *
 * @since 0.1.0
 */
export { AuthError } from "./AuthError.ts"
export { baseUrl, type BaseUrlOptions } from "./BaseUrl.ts"
export type { CredentialOptions, CredentialSource } from "./Credentials.ts"
export { loginDuration, logins, renewals, sessionAge, sharedLogins, waits } from "./Metrics.ts"
export { operation, type Operation, type OperationDefinition, type Server } from "./Operation.ts"
export type {
  Envelope,
  ErrorRow,
  LifetimeRule,
  Limit,
  LoginRule,
  Place,
  Protocol,
  ReplyTest,
  Retry,
  Status
} from "./Protocol.ts"
export { LoginDeadline } from "./LoginDeadline.ts"
export { protocolDriver, type ProtocolDriverOptions, protocolLifetime } from "./ProtocolDriver.ts"
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
export { type ServerDriver, serverDrivers } from "./ServerDriver.ts"
export type { Session } from "./Session.ts"
export type { SessionCheck, SessionTrouble } from "./SessionCheck.ts"
export type { Login, Refine, Reply, SessionDriver, SessionSharing, Verdict } from "./SessionDriver.ts"
export {
  deadlines,
  type Deadlines,
  idleLifetime,
  type SessionLifetime,
  shortest,
  unknownLifetime
} from "./SessionLifetime.ts"
export type { RenewalCause, SessionEvent, SessionEventDetail, SessionStatus } from "./SessionEvent.ts"
export {
  type AuthorizedClient,
  makeSessionManager,
  type SessionManager,
  type SessionManagerOptions
} from "./SessionManager.ts"
export {
  makeSessionMap,
  type SessionMap,
  type SessionMapEvent,
  type SessionMapOptions,
  type SessionMapStatus
} from "./SessionMap.ts"
export {
  connect,
  type Connection,
  type ConnectionInit,
  type ConnectOptions,
  type ManagerService,
  type SessionValue
} from "./connect.ts"
