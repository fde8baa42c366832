/**
 * What is known of Kayako Classic, for those that try it.
 *
 * @since 0.1.0
 */
import type { FixtureAccount, FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import { getInfo, logout } from "../generated/operations.ts"
import { vendor } from "../managers.ts"
import { KayakoEmulator } from "./KayakoEmulator.ts"
import { accountSchema, type KayakoDialect, optionSchemas } from "./Options.ts"
import { operations, otherRequests } from "./Request.ts"

const dialects: { readonly [name: string]: Partial<KayakoDialect> } = {
  late: { form: "late" },
  documented: { form: "documented" },
  // Whether a desk answers a session that has ended with several documents or one is not known.
  "one-document": { deadSession: "nothing" }
}

const jane = { username: "jane@desk.example", password: 'p%ss+w&"ö" <4711>' }
const sam = { username: "sam@desk.example", password: "let me in/8899" }
const twoFactorKey = "739205"

/** A desk where one account needs a second factor. */
const guardedDesk: FixtureAccount["emulator"] = ({ url } = {}) =>
  KayakoEmulator.make({
    accounts: [
      { ...jane, staffid: "7" },
      { ...sam, staffid: "8", twoFactorKey }
    ],
    ...(url === undefined ? undefined : { url })
  })

const guarded: FixtureMethod = { id: "password", fields: sam, wrong: {}, steps: ["login", "login"], attempts: 2 }

/**
 * The vendor, its emulator, and how both are tried.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const fixture: VendorFixture = {
  vendor,
  emulator: ({ dialect, url } = {}) => {
    const chosen = dialect === undefined ? undefined : dialects[dialect]
    return Effect.map(
      KayakoEmulator.make({ ...(url === undefined ? undefined : { url }), ...(chosen && { dialect: chosen }) }),
      (server) => ({ ...server, writes: Effect.map(server.pushes, (pushes) => pushes.length) })
    )
  },
  dialects: Object.keys(dialects),
  names: { operations, others: otherRequests, options: optionSchemas, account: accountSchema },
  methods: [
    {
      id: "password",
      fields: { username: "jane@desk.example", password: "p%ss+w" },
      wrong: { password: "wrong-p4ssword" },
      encoded: ["p%25ss%2Bw"],
      steps: ["login"],
      attempts: 1
    }
  ],
  accounts: [
    {
      name: "by password",
      emulator: guardedDesk,
      method: {
        id: "password",
        fields: jane,
        wrong: { password: `wrong-${jane.password}` },
        steps: ["login"],
        attempts: 1
      }
    },
    {
      name: "with a one-time key",
      emulator: guardedDesk,
      method: guarded,
      secondFactor: { right: twoFactorKey, wrong: "864213" }
    },
    {
      name: "without the one-time key",
      emulator: guardedDesk,
      method: { ...guarded, steps: ["login"] },
      secondFactor: "unanswered",
      secrets: [twoFactorKey]
    }
  ],
  read: { operation: "getInfo", run: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo") },
  write: {
    operation: "pushTickets",
    run: (client) =>
      client.post("/staffapi/index.php?/Tickets/Push/Index", {
        body: HttpBody.urlParams({ payload: "<kayako_staffapi/>" })
      })
  },
  call: (manager) => manager.call(getInfo, {}),
  writeIsReplayed: false,
  end: (sessionid, server) => logout({ sessionid }, server),
  expiresAfter: "2 hours"
}
