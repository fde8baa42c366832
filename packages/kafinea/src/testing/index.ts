/**
 * The emulated Kafinea server, for tests.
 *
 * @since 0.1.0
 */
export { kafinea, kafineaAsPrinted, kafineaLike7, kafineaLikeCorebos } from "./Dialects.ts"
export { KafineaEmulator } from "./KafineaEmulator.ts"
export { fixture } from "./fixture.ts"
