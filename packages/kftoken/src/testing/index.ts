/**
 * The emulated KashFlow server, for tests.
 *
 * @since 0.1.0
 */
export type { KftokenAccount } from "./Account.ts"
export { KftokenEmulator } from "./KftokenEmulator.ts"
export type { KftokenCodes, KftokenEmulatorOptions } from "./Options.ts"
export { KftokenFault } from "./Replies.ts"
export type { KftokenCustomer } from "./State.ts"
export { fixture } from "./fixture.ts"
// What programs need of core: they need not depend on it.
export type * from "@crm-auth/core/testing"
