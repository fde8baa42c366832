/**
 * KashFlow's REST API in memory.
 *
 * Written from the vendor's pages (https://www.kashflow.com/developers/rest-api/authentication/), not from a client:
 * what no page describes is refused. Failure codes that are unknown have invented values.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { type Emulator, makeEmulator } from "@crm-auth/core/testing"
import { accountsOf, type KftokenAccount } from "./Account.ts"
import { type KftokenEmulatorOptions, settingsOf } from "./Options.ts"
import { authorize, isLogin, operationOf, respond } from "./Routes.ts"
import { type KftokenCustomer, makeState } from "./State.ts"

/**
 * An emulated KashFlow server. Its operations, for `fault` and in `requests`: `createTemporaryToken`,
 * `createSessionToken`, `exchangeExternalToken`, `deleteSessionToken`, `listCustomers`, `createCustomer`, and
 * `unknown`. `attempts` counts a login of two steps once, at its first step.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenEmulator extends Emulator {
  /** Gives the first account, or the one named, another password or standing; sessions stay valid. */
  readonly change: (account: Partial<KftokenAccount>, userName?: string) => Effect.Effect<void>
  /** The administrator's way out of a lock, for all accounts. */
  readonly unlock: Effect.Effect<void>
  /** Makes every answered first step too old. */
  readonly expireTemporaryTokens: Effect.Effect<void>
  /** The customers that `POST /customers` made. */
  readonly customers: Effect.Effect<ReadonlyArray<KftokenCustomer>>
  /** How many they are. */
  readonly creations: Effect.Effect<number>
}

const make = (options: KftokenEmulatorOptions = {}): Effect.Effect<KftokenEmulator> =>
  Effect.suspend(() => {
    const settings = settingsOf(options)
    const state = makeState(settings)
    return Effect.map(
      makeEmulator({
        vendor: "kftoken",
        url: settings.url,
        accounts: accountsOf(settings.accounts),
        operationOf: (request) => operationOf(state, request),
        isLogin,
        respond: (request) => respond(state, request),
        authorize: (request) => authorize(state, request),
        logins: () => state.issued,
        sessions: (now) => state.sessions.count(now),
        expireSessions: () => state.sessions.closeAll()
      }),
      (emulator): KftokenEmulator => ({
        ...emulator,
        change: (account, userName) =>
          Effect.sync(() => {
            const { people } = state
            const person = userName === undefined ? people[0] : people.find((one) => one.account.userName === userName)
            if (person !== undefined) person.account = { ...person.account, ...account }
          }),
        unlock: Effect.sync(() => {
          for (const person of state.people) {
            person.badLogins = 0
            person.account = { ...person.account, locked: false }
          }
        }),
        expireTemporaryTokens: Effect.sync(() => state.challenges.clear()),
        customers: Effect.sync(() => [...state.customers]),
        creations: Effect.sync(() => state.customers.length)
      })
    )
  })

/**
 * `KftokenEmulator.make(options?)` makes an emulated server.
 *
 * @category constructors
 * @since 0.1.0
 */
export const KftokenEmulator: {
  readonly make: (options?: KftokenEmulatorOptions) => Effect.Effect<KftokenEmulator>
} = { make }
