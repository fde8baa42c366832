/**
 * The emulated vtiger CRM server, for tests.
 *
 * @since 0.1.0
 */
export { vtiger54, vtiger72, vtiger82, vtiger82OnPhp8 } from "./Dialects.ts"
export { VtigerEmulator } from "./VtigerEmulator.ts"
export { fixture } from "./fixture.ts"
// What programs need of core and the protocol: they need not depend on them.
export type * from "@crm-auth/core/testing"
export type * from "@crm-auth/webservice/testing"
