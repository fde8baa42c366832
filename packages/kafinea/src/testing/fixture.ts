/**
 * What is known of Kafinea, for those that try it.
 *
 * @since 0.1.0
 */
import type { VendorFixture } from "@crm-auth/core/testing"
import { webserviceFixture } from "@crm-auth/webservice/testing"
import { listTypes, logout } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { dialects } from "./Dialects.ts"
import { KafineaEmulator } from "./KafineaEmulator.ts"

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
  emulator: KafineaEmulator.make,
  dialects: Object.keys(dialects),
  accounts: [{ name: "by access key" }],
  attempts: 2,
  expiresAfter: "25 minutes",
  hints: ["No reply of Kafinea was ever seen: the emulator is vtiger's behaviour under the names of Kafinea's page."]
})
