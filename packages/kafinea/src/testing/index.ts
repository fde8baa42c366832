/**
 * The emulated Kafinea server, for tests.
 *
 * @since 0.1.0
 */
export { kafinea, kafineaAsPrinted, kafineaLike7, kafineaLikeCorebos } from "./KafineaDialects.ts"
export { KafineaEmulator } from "./KafineaEmulator.ts"
export { fixture } from "./fixture.ts"
