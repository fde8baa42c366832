/**
 * The operations of the Kayako Classic StaffAPI that its spec describes.
 *
 * @since 0.1.0
 */
export { getInfo, login, logout, retrieveTickets } from "./generated/operations.ts"
// What programs need of core: they need not depend on it.
export type { Operation, SessionOperation } from "@crm-auth/core/Driver"
