/**
 * The emulated CRM.COM server, for tests.
 *
 * @since 0.1.0
 */
export type { CrmcomAccount } from "./Account.ts"
export { CrmcomEmulator } from "./CrmcomEmulator.ts"
export type { CrmcomCodes, CrmcomEmulatorOptions, CrmcomLifetime, CrmcomRestriction } from "./Options.ts"
export type { CrmcomRelease } from "./Release.ts"
export { CrmcomFault } from "./Replies.ts"
export type { CrmcomContact } from "./State.ts"
export { fixture } from "./fixture.ts"
// What programs need of core: they need not depend on it.
export type * from "@crm-auth/core/testing"
