/**
 * The emulated coreBOS server, for tests.
 *
 * @since 0.1.0
 */
export { corebos2014, corebos2018, corebos2020, corebosHead } from "./Dialects.ts"
export { CorebosEmulator } from "./CorebosEmulator.ts"
export { fixture } from "./fixture.ts"
