/**
 * The operations of the KashFlow REST API that its spec describes.
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
// What programs need of core: they need not depend on it.
export type { Operation, SessionOperation } from "@crm-auth/core/Driver"
