/**
 * The emulated Kayako Classic desk, for tests.
 *
 * @since 0.1.0
 */
export { KayakoEmulator } from "./KayakoEmulator.ts"
export { KayakoFault } from "./Fault.ts"
export type { KayakoLanguage } from "./Messages.ts"
export type { KayakoAccount, KayakoDialect, KayakoEmulatorOptions } from "./Options.ts"
export type { KayakoPush } from "./State.ts"
export { fixture } from "./fixture.ts"
// What programs need of core: they need not depend on it.
export type * from "@crm-auth/core/testing"
