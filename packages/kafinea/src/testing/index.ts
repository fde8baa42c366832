/**
 * The emulated Kafinea server, for tests.
 *
 * @since 0.1.0
 */
export { kafinea, kafineaAsPrinted, kafineaLike7, kafineaLikeCorebos } from "./Dialects.ts"
export { KafineaEmulator } from "./KafineaEmulator.ts"
export { fixture } from "./fixture.ts"
// What programs need of core and the protocol: they need not depend on them.
export type * from "@crm-auth/core/testing"
export type * from "@crm-auth/webservice/testing"
