/**
 * What is known of KashFlow, for those that try it.
 *
 * @since 0.1.0
 */
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import { deleteSessionToken, listCustomers } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { KftokenEmulator } from "./KftokenEmulator.ts"

/**
 * The vendor, its emulator, and how both are tried.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const fixture: VendorFixture = {
  vendor,
  emulator: ({ url } = {}) =>
    // The number of bad logins that lock an account is unknown; here they only count.
    Effect.map(KftokenEmulator.make({ lockAfter: 100, ...(url === undefined ? undefined : { url }) }), (server) => ({
      ...server,
      writes: server.creations
    })),
  dialects: [],
  methods: [
    {
      id: "password",
      fields: { username: "demo.user", password: "example-password", memorableWord: "tangerine" },
      wrong: { password: "wrong-p4ssword" },
      steps: ["createTemporaryToken", "createSessionToken"],
      attempts: 1
    },
    {
      id: "externalToken",
      fields: { externalToken: "22222222-3333-4444-8555-666666666666", uid: "12345" },
      wrong: { externalToken: "99999999-3333-4444-8555-666666666666" },
      steps: ["exchangeExternalToken"],
      attempts: 1
    }
  ],
  read: { operation: "listCustomers", run: (client) => client.get("/customers?page=1&perpage=1") },
  write: {
    operation: "createCustomer",
    run: (client) => client.post("/customers", { body: HttpBody.jsonUnsafe({ Name: "Ann" }) })
  },
  call: (manager) => manager.call(listCustomers, { page: 1, perpage: 1 }),
  writeIsReplayed: true,
  end: (sessionToken, server) => deleteSessionToken({ sessionToken }, { ...server, session: sessionToken }),
  expiresAfter: "61 minutes"
}
