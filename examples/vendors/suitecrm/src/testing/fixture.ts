/**
 * What is known of SuiteCRM, for those that try it.
 *
 * @since 0.1.0
 */
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import { logout } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { SuiteCrmEmulator } from "./SuiteCrmEmulator.ts"

/** A call with these arguments after the session. */
const call = (method: string, ...rest: ReadonlyArray<unknown>) =>
  HttpBody.urlParams({ method, input_type: "JSON", response_type: "JSON", rest_data: JSON.stringify(rest) })

/**
 * The vendor, its emulator, and how both are tried.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const fixture: VendorFixture = {
  vendor,
  emulator: ({ dialect, url } = {}) =>
    Effect.map(
      SuiteCrmEmulator.make({ ...(url === undefined ? undefined : { url }), php: dialect === "php7" ? 7 : 8 }),
      (server) => ({ ...server, writes: server.saved })
    ),
  dialects: ["php7", "php8"],
  methods: [
    {
      id: "password",
      fields: { username: "bob", password: "bobpw" },
      wrong: { password: "wrong-passw0rd" },
      encoded: ["f64ec58f956f20eb2b94f83a93d89993"],
      steps: ["login"],
      attempts: 1
    },
    {
      id: "directory",
      fields: { username: "dora", password: "dirpw" },
      wrong: { password: "wrong-passw0rd" },
      steps: ["loginToDirectory"],
      attempts: 1
    }
  ],
  read: {
    operation: "getEntryList",
    run: (client) => client.post("/rest.php", { body: call("get_entry_list", "Accounts", "") })
  },
  write: {
    operation: "setEntry",
    run: (client) => client.post("/rest.php", { body: call("set_entry", "Accounts", []) })
  },
  writeIsReplayed: true,
  end: (session, server) => logout({}, { url: `${server.url}/service/v4_1`, session }),
  expiresAfter: "24 minutes"
}
