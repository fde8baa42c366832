/**
 * The emulated vtiger CRM server, for tests.
 *
 * @since 0.1.0
 */
export { vtiger54, vtiger7, vtiger82 } from "./VtigerDialects.ts"
export { VtigerEmulator } from "./VtigerEmulator.ts"
