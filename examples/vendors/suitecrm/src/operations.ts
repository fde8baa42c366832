// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * The operations of SuiteCRM that its spec describes, and their types.
 *
 * @since 0.1.0
 */
export {
  getEntryList,
  getUserId,
  login,
  loginToDirectory,
  logout,
  seamlessLogin,
  setEntry
} from "./generated/operations.ts"
export type * from "./generated/schemas.ts"
// What programs need of core: they need not depend on it.
export type { Operation, SessionOperation } from "@crm-auth/core/Driver"
