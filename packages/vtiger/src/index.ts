/**
 * Log in to vtiger CRM and stay logged in.
 *
 * @since 0.1.0
 */
export { extendSession, getChallenge, listTypes, login, logout } from "./generated/operations.ts"
export { answerChallenge } from "@crm-auth/webservice"
export {
  makeVtiger,
  makeVtigerMap,
  Vtiger,
  type VtigerAccountOptions,
  type VtigerCredentials,
  type VtigerOptions,
  type VtigerServerOptions
} from "./Vtiger.ts"
export { VtigerSession } from "./VtigerSession.ts"
