/**
 * What the emulated KashFlow server remembers.
 *
 * @since 0.1.0
 */
import { EmulatorSessions, makeIds } from "@crm-auth/core/testing"
import type { KftokenAccount } from "./Account.ts"
import type { Settings } from "./Options.ts"

/**
 * A customer held by the server.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenCustomer {
  /** The id. */
  readonly Id: number
  /** The name. */
  readonly Name: string
}

/** A user as they now are. */
export interface Person {
  account: KftokenAccount
  badLogins: number
}

/** A first step that was answered: whose, the positions asked for, and when. */
export interface Challenge {
  readonly person: Person
  readonly positions: ReadonlyArray<number>
  readonly at: number
}

/** The server's memory. Handlers read and change it. */
export interface State {
  readonly settings: Settings
  readonly people: ReadonlyArray<Person>
  issued: number
  readonly challenges: Map<string, Challenge>
  readonly sessions: EmulatorSessions<Person>
  readonly customers: Array<KftokenCustomer>
  readonly nextPositions: (account: KftokenAccount) => ReadonlyArray<number>
  readonly nextTemporaryToken: () => string
  readonly nextSessionToken: () => string
}

/** Counts a bad login; the one that reaches the limit locks the account. */
export const countBadLogin = ({ settings }: State, person: Person): void => {
  if (++person.badLogins >= settings.lockAfter) person.account = { ...person.account, locked: true }
}

/** Opens a session and gives its token. */
export const openSession = (state: State, person: Person, now: number): string => {
  const { userName } = person.account
  const token = state.nextSessionToken()
  state.sessions.open(token, userName, person, now)
  state.sessions.keepNewest(userName, state.settings.sessionsPerUser)
  state.issued++
  return token
}

const guid = (digits: string): string =>
  `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18)}`

/** A number below `size`, from ids that look random. */
const below = (ids: ReturnType<typeof makeIds>, size: number): number =>
  Number.parseInt(ids("0123456789", 9), 10) % size

const isAscending = (values: ReadonlyArray<number>): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0))

/** Three different positions of a word, from 1, in an order that is not the word's. */
const threePositions = (ids: ReturnType<typeof makeIds>, length: number): ReadonlyArray<number> => {
  const left = Array.from({ length }, (_, index) => index + 1)
  const taken = Array.from({ length: Math.min(3, length) }, () => left.splice(below(ids, left.length), 1)).flat()
  return isAscending(taken) ? taken.toReversed() : taken
}

// Not a GUID, and not to be put into a path unencoded.
const opaqueDigits = "ABCDEFGHJKMNPQRSTVWXYZ+/="

/** The memory of a server before its first request. */
export const makeState = (settings: Settings): State => {
  const ids = makeIds(0x4b46)
  const scripted = [...settings.challenges]
  return {
    settings,
    people: settings.accounts.map((account) => ({ account, badLogins: 0 })),
    issued: 0,
    challenges: new Map(),
    sessions: new EmulatorSessions({ idle: settings.idle, absolute: settings.absolute }),
    customers: [],
    nextPositions: ({ memorableWord }) => scripted.shift() ?? threePositions(ids, Array.from(memorableWord).length),
    nextTemporaryToken: () => guid(ids("0123456789abcdef", 30)),
    nextSessionToken: () =>
      settings.tokenFormat === "guid" ? guid(ids("0123456789ABCDEF", 30)) : ids(opaqueDigits, 47)
  }
}
