/**
 * Why a session could not be had, kept or used: one tagged class per reason, and their union.
 *
 * A reason holds what a caller needs to act and nothing secret: no request, no response, no cause that prints one.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import {
  AccessDenied,
  AccountLocked,
  InvalidCredentials,
  PasswordExpired,
  SecondFactorRejected,
  SecondFactorRequired,
  SubscriptionExpired
} from "./internal/reason/account.ts"
import {
  ChallengeRejected,
  RateLimited,
  SessionRejected,
  Transport,
  Unavailable,
  UnexpectedResponse,
  VendorFailure
} from "./internal/reason/server.ts"
import {
  CapacityExceeded,
  Closed,
  InvalidConfiguration,
  ReplayImpossible,
  StoreFailure
} from "./internal/reason/own.ts"

export {
  AccessDenied,
  AccountLocked,
  CapacityExceeded,
  ChallengeRejected,
  Closed,
  InvalidConfiguration,
  InvalidCredentials,
  PasswordExpired,
  RateLimited,
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
}

/**
 * All reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export const Reason = Schema.Union([
  InvalidCredentials,
  AccountLocked,
  AccessDenied,
  SubscriptionExpired,
  PasswordExpired,
  SecondFactorRequired,
  SecondFactorRejected,
  ChallengeRejected,
  SessionRejected,
  RateLimited,
  Unavailable,
  Transport,
  UnexpectedResponse,
  ReplayImpossible,
  StoreFailure,
  InvalidConfiguration,
  CapacityExceeded,
  Closed,
  VendorFailure
])

/**
 * Any of the reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export type Reason = typeof Reason.Type

/**
 * The tags of the reasons.
 *
 * @category reasons
 * @since 0.1.0
 */
export type ReasonTag = Reason["_tag"]
