/**
 * Log in to the KashFlow REST API and stay logged in.
 *
 * @since 0.1.0
 */
export {
  createCustomer,
  createSessionToken,
  createTemporaryToken,
  deleteSessionToken,
  exchangeExternalToken,
  listCustomers
} from "./generated/operations.ts"
export {
  Kftoken,
  type KftokenCredentials,
  type KftokenExternalToken,
  type KftokenExternalTokenOptions,
  type KftokenOptions,
  type KftokenServerOptions,
  type KftokenSessionToken,
  type KftokenSessionTokenOptions,
  makeKftoken,
  makeKftokenExternalToken,
  makeKftokenSessionToken
} from "./Kftoken.ts"
export {
  type KftokenAccountOptions,
  type KftokenSessionTokenAccountOptions,
  makeKftokenExternalTokenMap,
  makeKftokenMap,
  makeKftokenSessionTokenMap
} from "./KftokenMap.ts"
export { KftokenSession } from "./KftokenSession.ts"
