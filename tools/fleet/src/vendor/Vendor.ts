/**
 * The small vendor of the simulation: a server with accounts, sessions, challenges and a lockout, on true time. Owns the
 * sessions and whatever else the server knows; the processes reach it through `Traffic`.
 */
import type { World } from "../simulation/World.ts"
import type { VendorRules } from "../program/Program.ts"

/** A session at the server. */
export interface ServerSession {
  readonly number: number
  readonly account: number
  readonly version: number
  madeAt: number
  usedAt: number
  ended: boolean
}

/** What the server answers a login. */
export type LoginReply =
  | { readonly tag: "session"; readonly session: ServerSession }
  | { readonly tag: "refused" }
  | { readonly tag: "locked" }

interface ServerAccount {
  /** Credentials of a lower version were replaced. */
  oldest: number
  challenge: number | undefined
  refusals: Array<number>
  lockedUntil: number
}

export const isGood = (version: number): boolean => version % 2 === 0

export class Vendor {
  readonly rules: VendorRules
  readonly sessions: Array<ServerSession> = []
  private readonly world: World
  private readonly accounts: ReadonlyArray<ServerAccount>
  private challenges = 0

  constructor(world: World, rules: VendorRules, accounts: number) {
    this.world = world
    this.rules = rules
    this.accounts = Array.from({ length: accounts }, () => ({
      oldest: 0,
      challenge: undefined,
      refusals: [],
      lockedUntil: -Infinity
    }))
  }

  private account(index: number): ServerAccount {
    const found = this.accounts[index]
    if (found === undefined) throw new Error(`no account ${index}`)
    return found
  }

  isAlive(session: ServerSession): boolean {
    const { now } = this.world
    const { absolute = Infinity, idle = Infinity } = this.rules
    return !session.ended && now - session.madeAt < absolute && now - session.usedAt < idle
  }

  challenge(account: number): number {
    return (this.account(account).challenge = ++this.challenges)
  }

  /** `challenge`: the one that was answered, where this vendor has any. */
  login(account: number, version: number, challenge: number | undefined): LoginReply {
    const { now } = this.world
    const { lockout, mostSessions } = this.rules
    const state = this.account(account)
    if (now < state.lockedUntil) return { tag: "locked" }
    const isAnswer = challenge === undefined || challenge === state.challenge
    state.challenge = undefined
    if (!isGood(version) || !isAnswer) {
      if (lockout !== undefined) {
        state.refusals = [...state.refusals.filter((at) => now - at < lockout.window), now]
        if (state.refusals.length >= lockout.tries) {
          state.lockedUntil = now + lockout.window
          state.refusals = []
        }
      }
      return { tag: "refused" }
    }
    state.refusals = []
    const session = this.makeSession(account, version)
    const open = this.sessions.filter((other) => other.account === account && this.isAlive(other))
    for (const other of open.slice(0, Math.max(0, open.length - (mostSessions ?? Infinity)))) this.end(other)
    return { tag: "session", session }
  }

  private makeSession(account: number, version: number): ServerSession {
    const { now } = this.world
    const session: ServerSession = {
      number: this.sessions.length,
      account,
      version,
      madeAt: now,
      usedAt: now,
      ended: false
    }
    this.sessions.push(session)
    this.world.note(() => `the vendor makes session ${session.number} of account ${account}`)
    return session
  }

  /** Makes a session last as long again as a new one. */
  renew(number: number): ServerSession | undefined {
    if (!this.use(number)) return undefined
    const session = this.find(number)
    session.madeAt = this.world.now
    return session
  }

  find(number: number): ServerSession {
    const found = this.sessions[number]
    if (found === undefined) throw new Error(`no session ${number} was ever made`)
    return found
  }

  /** Uses a session. `false`: it is over. */
  use(number: number): boolean {
    const session = this.find(number)
    if (!this.isAlive(session)) return false
    session.usedAt = this.world.now
    return true
  }

  end(session: ServerSession): void {
    session.ended = true
    this.world.note(() => `the vendor ends session ${session.number}`)
  }

  endAll(account?: number): void {
    for (const session of this.sessions) {
      if ((account === undefined || session.account === account) && this.isAlive(session)) this.end(session)
    }
  }
}
