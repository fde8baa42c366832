/**
 * CRM.COM's V4 Web API in memory.
 *
 * Written from the vendor's pages (https://crmdevelopment.atlassian.net/wiki/x/ppIH), not from a client: what no page
 * describes is refused. The failure codes are invented, because the real ones are unknown.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { type Emulator, makeEmulator } from "@crm-auth/core/testing"
import { accountsOf, type CrmcomAccount } from "./Account.ts"
import { type CrmcomEmulatorOptions, type CrmcomRestriction, settingsOf } from "./Options.ts"
import { authorize } from "./Contacts.ts"
import { isLogin, operationOf, respond } from "./Routes.ts"
import { type CrmcomContact, makeState } from "./State.ts"

/**
 * An emulated CRM.COM server. Its operations, for `fault` and in `requests`: `createToken`, `releaseToken`,
 * `createTokenFromWebApiKey`, `createTokenFromConsumerApplicationKey`, `createTokenFromDeviceApplicationKey`,
 * `showContactInformation`, `createContactInformation`, and `unknown`.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomEmulator extends Emulator {
  /** Gives the first account, or the one named, another password, key or anything else; tokens stay valid. */
  readonly change: (account: Partial<CrmcomAccount>, username?: string) => Effect.Effect<void>
  /** Locks all users, as an administrator may; a locked user's right password fails too. */
  readonly lock: Effect.Effect<void>
  /** Unlocks all users. */
  readonly unlock: Effect.Effect<void>
  /** Refuses every login for a reason of the administrator's; without one they are taken again. */
  readonly restrict: (restriction?: CrmcomRestriction) => Effect.Effect<void>
  /** All contacts. */
  readonly contacts: Effect.Effect<ReadonlyArray<CrmcomContact>>
  /** How many of them `contact_information/create` made. */
  readonly creations: Effect.Effect<number>
}

const make = (options: CrmcomEmulatorOptions = {}): Effect.Effect<CrmcomEmulator> =>
  Effect.suspend(() => {
    const settings = settingsOf(options)
    const state = makeState(settings)
    return Effect.map(
      makeEmulator({
        vendor: "crmcom",
        url: settings.url,
        accounts: accountsOf(settings.accounts),
        operationOf: (request) => operationOf(state, request),
        isLogin,
        respond: (request) => respond(state, request),
        authorize: (request) => authorize(state, request),
        logins: () => state.tokens.issued,
        sessions: (now) => state.tokens.count(now),
        expireSessions: () => state.tokens.closeAll()
      }),
      (emulator): CrmcomEmulator => ({
        ...emulator,
        change: (account, username) =>
          Effect.sync(() => {
            const { people } = state
            const person = username === undefined ? people[0] : people.find((one) => one.account.username === username)
            if (person !== undefined) person.account = { ...person.account, ...account }
          }),
        lock: Effect.sync(() => {
          for (const { lockout } of state.people) lockout.lock()
        }),
        unlock: Effect.sync(() => {
          for (const { lockout } of state.people) lockout.unlock()
        }),
        restrict: (restriction) =>
          Effect.sync(() => {
            state.restriction = restriction
          }),
        contacts: Effect.sync(() => [...state.contacts]),
        creations: Effect.sync(() => state.creations)
      })
    )
  })

/**
 * `CrmcomEmulator.make(options?)` makes an emulated server.
 *
 * @category constructors
 * @since 0.1.0
 */
export const CrmcomEmulator: {
  readonly make: (options?: CrmcomEmulatorOptions) => Effect.Effect<CrmcomEmulator>
} = { make }
