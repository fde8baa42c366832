/**
 * The emulated CRM.COM server, for tests.
 *
 * @since 0.1.0
 */
export type { CrmcomAccount } from "./CrmcomAccount.ts"
export { CrmcomEmulator } from "./CrmcomEmulator.ts"
export type { CrmcomCodes, CrmcomEmulatorOptions, CrmcomLifetime, CrmcomRestriction } from "./CrmcomOptions.ts"
export type { CrmcomRelease } from "./CrmcomRelease.ts"
export { CrmcomFault } from "./CrmcomReplies.ts"
export type { CrmcomContact } from "./CrmcomState.ts"
export { fixture } from "./fixture.ts"
