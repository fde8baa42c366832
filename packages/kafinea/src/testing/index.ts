/**
 * The emulated Kafinea server, for tests.
 *
 * @since 0.1.0
 */
export { kafinea, kafineaAsPrinted } from "./KafineaDialects.ts"
export { KafineaEmulator } from "./KafineaEmulator.ts"
