/**
 * What is known of vtiger CRM, for those that try it.
 *
 * @since 0.1.0
 */
import type { VendorFixture } from "@crm-auth/core/testing"
import { webserviceFixture } from "@crm-auth/webservice/testing"
import { listTypes, logout } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { dialects } from "./Dialects.ts"
import { VtigerEmulator } from "./VtigerEmulator.ts"

/**
 * The vendor, its emulator, and how both are tried.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const fixture: VendorFixture = /*#__PURE__*/ webserviceFixture({
  vendor,
  call: (manager) => manager.call(listTypes, {}),
  end: (sessionName, server) => logout({ sessionName }, server),
  emulator: VtigerEmulator.make,
  dialects: Object.keys(dialects),
  accounts: [
    { name: "by access key", queries: true },
    { name: "renewed by extendSession", options: { renewBy: "extendSession" } }
  ],
  attempts: 4,
  expiresAfter: "25 minutes"
})
