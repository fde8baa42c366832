/**
 * The operations of vtiger CRM's `webservice.php` that its spec describes, and the answer to its challenge.
 *
 * @since 0.1.0
 */
export { extendSession, getChallenge, listTypes, login, logout } from "./generated/operations.ts"
export { answerChallenge } from "@crm-auth/webservice"
// What programs need of core: they need not depend on it.
export type { Operation, SessionOperation } from "@crm-auth/core/Driver"
