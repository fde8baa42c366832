/**
 * The emulated coreBOS server, for tests.
 *
 * @since 0.1.0
 */
export { corebos2014, corebos2018, corebos2020, corebosHead } from "./Dialects.ts"
export { CorebosEmulator } from "./CorebosEmulator.ts"
export { fixture } from "./fixture.ts"
// What programs need of core and the protocol: they need not depend on them.
export type * from "@crm-auth/core/testing"
export type * from "@crm-auth/webservice/testing"
