/**
 * The emulated Kayako Classic desk, for tests.
 *
 * @since 0.1.0
 */
export { KayakoEmulator } from "./KayakoEmulator.ts"
export { KayakoFault } from "./KayakoFault.ts"
export type { KayakoLanguage } from "./KayakoMessages.ts"
export type { KayakoAccount, KayakoDialect, KayakoEmulatorOptions } from "./KayakoOptions.ts"
export type { KayakoPush } from "./KayakoState.ts"
export { fixture } from "./fixture.ts"
