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
  KftokenExternalToken,
  KftokenExternalTokenAccountOptions,
  KftokenExternalTokenOptions,
  KftokenOptions,
  KftokenServerOptions,
  KftokenSessionToken,
  KftokenSessionTokenAccountOptions,
  KftokenSessionTokenOptions,
  KftokenSessionTokenServerOptions
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
