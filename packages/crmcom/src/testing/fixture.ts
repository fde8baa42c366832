/**
 * What is known of CRM.COM, for those that try it.
 *
 * @since 0.1.0
 */
import { SessionRejected } from "@crm-auth/core"
import type { Refine } from "@crm-auth/core/Driver"
import type { FixtureAccount, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Option from "effect/Option"
import { showContactInformation } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { accountSchema } from "./Account.ts"
import { CrmcomEmulator } from "./CrmcomEmulator.ts"
import { optionSchemas } from "./Options.ts"
import { operations } from "./Routes.ts"

/** The caller's knowledge of an expired token's code is what makes a renewal possible at all. */
const refine: Refine = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

const releases = ["R11", "R12", "R16"] as const

/** An account whose secrets are full of characters that get escaped. */
const account = {
  username: "apiuser",
  password: 'pä55/w0rd "4711" & <co>',
  organisation: "DEMOORG",
  webApiKey: "0123456789ABCDEF0123456789ABCDEF",
  consumerKey: "89ABCDEF0123456789ABCDEF01234567",
  consumerIdentifier: "CARD0004711",
  consumerPassCode: "pin-739205",
  deviceKey: "456789ABCDEF0123456789ABCDEF0123",
  deviceItem: "II0000001",
  deviceJwt: "eyJhbGciOiJIUzI1NiJ9.eyJkZXZpY2UiOiI0NzExIn0.c2lnbmF0dXJlLW9mLWRldmljZQ"
}

const emulator: FixtureAccount["emulator"] = ({ url } = {}) =>
  CrmcomEmulator.make({ accounts: [account], ...(url === undefined ? undefined : { url }) })

/**
 * The vendor, its emulator, and how both are tried. Its release is R11 unless a dialect says otherwise: later servers
 * do not end a token when they are asked to.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const fixture: VendorFixture = {
  vendor,
  emulator: ({ dialect, url } = {}) =>
    Effect.map(
      CrmcomEmulator.make({
        release: releases.find((release) => release === dialect) ?? "R11",
        ...(url === undefined ? undefined : { url })
      }),
      (server) => ({ ...server, writes: server.creations })
    ),
  dialects: releases,
  names: { operations, options: optionSchemas, account: accountSchema },
  methods: [
    {
      id: "user",
      fields: { username: "apiuser", password: "example-password", organisation: "DEMOORG", release: "R11" },
      wrong: { password: "wrong-s3cret" },
      options: { refine },
      steps: ["createToken"],
      attempts: 1
    },
    {
      id: "webApiKey",
      fields: { webApiKey: "0123456789ABCDEF0123456789ABCDEF", release: "R11" },
      wrong: { webApiKey: "wrong-s3cret" },
      options: { refine },
      encoded: ["MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY6"],
      steps: ["createTokenFromWebApiKey"],
      attempts: 1,
      // A key has no name: there is nothing to find its session by.
      shares: false
    }
  ],
  accounts: [
    {
      name: "by user",
      // A release that ends tokens, and whose tokens are no JWT.
      emulator: ({ url } = {}) =>
        CrmcomEmulator.make({ accounts: [account], release: "R11", ...(url === undefined ? undefined : { url }) }),
      method: {
        id: "user",
        fields: {
          username: account.username,
          password: account.password,
          organisation: account.organisation,
          release: "R11"
        },
        wrong: { password: `wrong-${account.password}` },
        steps: ["createToken"],
        attempts: 1
      }
    },
    {
      name: "by key",
      emulator,
      method: {
        id: "webApiKey",
        fields: { webApiKey: account.webApiKey },
        wrong: { webApiKey: `wrong-${account.webApiKey}` },
        steps: ["createTokenFromWebApiKey"],
        attempts: 1
      }
    },
    {
      name: "by consumer",
      emulator,
      method: {
        id: "consumer",
        fields: {
          applicationKey: account.consumerKey,
          identifier: account.consumerIdentifier,
          passCode: account.consumerPassCode
        },
        wrong: { passCode: `wrong-${account.consumerPassCode}` },
        steps: ["createTokenFromConsumerApplicationKey"],
        attempts: 1
      }
    },
    {
      name: "by device",
      emulator,
      method: {
        id: "device",
        fields: {
          installedItem: account.deviceItem,
          jwt: account.deviceJwt,
          applicationKey: account.deviceKey
        },
        wrong: { jwt: `wrong-${account.deviceJwt}` },
        steps: ["createTokenFromDeviceApplicationKey"],
        attempts: 1
      }
    }
  ],
  read: {
    operation: "showContactInformation",
    run: (client) => client.get("/contact_information/show?contact_information_identifier=number=CI000111")
  },
  write: {
    operation: "createContactInformation",
    run: (client) =>
      client.post("/contact_information/create", { body: HttpBody.jsonUnsafe({ type: "PERSON", first_name: "Ann" }) })
  },
  call: (manager) => manager.call(showContactInformation, { contact_information_identifier: "number=CI000111" }),
  // What a caller's `refine` says of a code says nothing of the work done before it.
  writeIsReplayed: false,
  expiresAfter: "2 hours",
  plain: ["number=CI000111"],
  hints: ["No page tells the code of a token that has ended: say with `refine` which one it is."]
}
