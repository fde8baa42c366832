/**
 * Log in to Kafinea and stay logged in.
 *
 * @since 0.1.0
 */
export { answerChallenge } from "@crm-auth/webservice"
export { extendSession, extendSessionByGet, getChallenge, listTypes, login, logout } from "./generated/operations.ts"
export {
  Kafinea,
  type KafineaAccountOptions,
  type KafineaCredentials,
  type KafineaOptions,
  type KafineaServerOptions,
  makeKafinea,
  makeKafineaMap
} from "./Kafinea.ts"
export { KafineaSession } from "./KafineaSession.ts"
