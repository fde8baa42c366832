/**
 * The emulated KashFlow server, for tests.
 *
 * @since 0.1.0
 */
export type { KftokenAccount } from "./KftokenAccount.ts"
export { KftokenEmulator } from "./KftokenEmulator.ts"
export type { KftokenCodes, KftokenEmulatorOptions } from "./KftokenOptions.ts"
export { KftokenFault } from "./KftokenReplies.ts"
export type { KftokenCustomer } from "./KftokenState.ts"
export { fixture } from "./fixture.ts"
