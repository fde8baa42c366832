/**
 * What is known of KashFlow, for those that try it.
 *
 * @since 0.1.0
 */
import type { FixtureAccount, FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import { deleteSessionToken, listCustomers } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { accountSchema } from "./Account.ts"
import { KftokenEmulator } from "./KftokenEmulator.ts"
import { optionSchemas } from "./Options.ts"
import { operations } from "./Routes.ts"

/** An account whose secrets are full of characters that get escaped. */
const account = {
  userName: "demo.user",
  password: 'ex&mple-"pä55" <4711>',
  memorableWord: "Tangerine-4711",
  externalToken: "22222222-3333-4444-8555-666666666666",
  uid: 12345
}

const emulator: FixtureAccount["emulator"] = ({ url } = {}) =>
  KftokenEmulator.make({ accounts: [account], ...(url === undefined ? undefined : { url }) })

const byPassword: FixtureMethod = {
  id: "password",
  fields: { username: account.userName, password: account.password },
  wrong: {},
  steps: ["createTemporaryToken"],
  attempts: 1
}

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
  names: { operations, options: optionSchemas, account: accountSchema },
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
  accounts: [
    {
      name: "by memorable word",
      emulator,
      method: {
        ...byPassword,
        fields: { ...byPassword.fields, memorableWord: account.memorableWord },
        wrong: { memorableWord: "Clementine-0815" },
        steps: ["createTemporaryToken", "createSessionToken"]
      }
    },
    {
      name: "by external token",
      emulator,
      method: {
        id: "externalToken",
        fields: { externalToken: account.externalToken, uid: String(account.uid) },
        wrong: { externalToken: `wrong-${account.externalToken}` },
        steps: ["exchangeExternalToken"],
        attempts: 1
      }
    },
    {
      name: "by session token",
      emulator,
      method: {
        id: "sessionToken",
        fields: { sessionToken: "11111111-2222-4333-8444-555555555555" },
        wrong: { sessionToken: "wrong-4711-token" },
        steps: [],
        attempts: 0
      }
    },
    {
      name: "without the memorable word",
      emulator,
      method: byPassword,
      secondFactor: "unanswered",
      secrets: [account.memorableWord]
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
