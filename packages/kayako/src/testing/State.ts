/**
 * What an emulated desk remembers.
 *
 * @since 0.1.0
 */
import { EmulatorSessions, makeIds } from "@crm-auth/core/testing"
import { KayakoLockout } from "./Lockout.ts"
import type { Staff, KayakoDialect, Settings } from "./Options.ts"

/**
 * A run of `Tickets/Push/Index`.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoPush {
  /** The form field `payload`. */
  readonly payload: string
  /** Whether the server had refused the session, and carried it out all the same. */
  readonly deadSession: boolean
}

export interface State {
  readonly settings: Settings
  readonly accounts: Map<string, Staff>
  readonly sessions: EmulatorSessions<{ readonly address: string }>
  readonly lockout: KayakoLockout
  readonly pushes: Array<KayakoPush>
  readonly nextSessionId: () => string
  dialect: KayakoDialect
  address: string
  logins: number
}

export const makeState = (settings: Settings): State => {
  const ids = makeIds(4)
  const given = [...settings.sessionIds]
  return {
    settings,
    accounts: new Map(settings.accounts.map((account) => [account.username, account])),
    sessions: new EmulatorSessions({ idle: settings.sessionTimeout }),
    lockout: new KayakoLockout(settings.lockout),
    pushes: [],
    nextSessionId: () => given.shift() ?? ids("0123456789abcdefghijklmnopqrstuvwxyz", 32),
    dialect: settings.dialect,
    address: "192.0.2.10",
    logins: 0
  }
}

const network = (address: string): string => address.split(".").slice(0, 2).join(".")

/** The account of a valid session, which the request keeps alive. */
export const authenticate = (state: State, id: string, now: number): Staff | undefined => {
  const session = state.sessions.peek(id, now)
  if (session === undefined) return undefined
  if (state.settings.foreignSessions) return undefined
  if (state.settings.bindAddress && network(session.data.address) !== network(state.address)) return undefined
  state.sessions.use(id, now)
  return state.accounts.get(session.user)
}
