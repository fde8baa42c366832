/**
 * Log in to coreBOS and stay logged in.
 *
 * @since 0.1.0
 */
export { answerChallenge } from "@crm-auth/webservice"
export {
  Corebos,
  type CorebosCredentials,
  type CorebosOptions,
  type CorebosPasswordCredentials,
  type CorebosServerOptions,
  type CorebosTokenCredentials,
  type CorebosTokenOptions,
  type CorebosTokenServerOptions,
  makeCorebos,
  makeCorebosCredentialToken
} from "./Corebos.ts"
export {
  type CorebosAccountOptions,
  type CorebosTokenAccountOptions,
  makeCorebosCredentialTokenMap,
  makeCorebosMap
} from "./CorebosMap.ts"
export { CorebosSession } from "./CorebosSession.ts"
export { getChallenge, listTypes, login, loginWithPassword, logout } from "./generated/operations.ts"
