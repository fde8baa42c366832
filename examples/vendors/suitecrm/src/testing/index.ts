/**
 * The emulated server of SuiteCRM, for tests.
 *
 * @since 0.1.0
 */
export { type SuiteCrmAccount, SuiteCrmEmulator, type SuiteCrmEmulatorOptions } from "./SuiteCrmEmulator.ts"
export { fixture } from "./fixture.ts"
// What programs need of core: they need not depend on it.
export type * from "@crm-auth/core/testing"
