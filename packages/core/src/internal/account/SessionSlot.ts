/**
 * One of an account's sessions: the one that is open, the login under way, and what became of those before. Owns that
 * state; everything that takes time is elsewhere.
 */
import type * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import type { Session } from "../../Session.ts"
import type { AccountContext } from "./AccountContext.ts"
import type { LiveSession } from "./LiveSession.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"
import type { Renewable } from "./runtime.ts"

interface Empty {
  readonly _tag: "Empty"
}

/** There is no session, and a login is under way. */
interface LoggingIn<A, C> {
  readonly _tag: "LoggingIn"
  readonly attempt: LoginAttempt<A, C>
}

/** There is a session, and a login that will replace it is under way. */
interface Renewing<A, C> {
  readonly _tag: "Renewing"
  readonly live: LiveSession<A>
  readonly attempt: LoginAttempt<A, C>
}

/** A session without a login under way is a state of its own: an idle account has one object less. */
type SlotState<A, C> = Empty | LoggingIn<A, C> | LiveSession<A> | Renewing<A, C>

const empty: Empty = { _tag: "Empty" }

const liveIn = <A, C>(state: SlotState<A, C>): LiveSession<A> | undefined =>
  state._tag === "Open" ? state : state._tag === "Renewing" ? state.live : undefined

const attemptIn = <A, C>(state: SlotState<A, C>): LoginAttempt<A, C> | undefined =>
  state._tag === "LoggingIn" || state._tag === "Renewing" ? state.attempt : undefined

const stateOf = <A, C>(live: LiveSession<A> | undefined, attempt: LoginAttempt<A, C> | undefined): SlotState<A, C> => {
  if (attempt === undefined) return live ?? empty
  return live === undefined ? { _tag: "LoggingIn", attempt } : { _tag: "Renewing", live, attempt }
}

/** What is kept of former sessions; most slots have none. */
interface History<A> {
  /** Sessions that were replaced while they were good; requests may still carry them, so they are ended later. */
  readonly retired: ReadonlyArray<LiveSession<A>>
  readonly logouts: ReadonlyArray<Fiber.Fiber<void>>
}

const noHistory: History<never> = { retired: [], logouts: [] }

export class SessionSlot<A, C> implements Renewable {
  readonly account: AccountContext<A, C>
  /** Its number in the account: 0 is the first. */
  readonly index: number
  #state: SlotState<A, C> = empty
  #history: History<A> = noHistory
  #requestedAt = 0
  #pausedUntil = 0

  constructor(account: AccountContext<A, C>, index: number) {
    this.account = account
    this.index = index
  }

  /** The session that there is, good or not. */
  get live(): LiveSession<A> | undefined {
    return liveIn(this.#state)
  }

  /** The login under way. */
  get attempt(): LoginAttempt<A, C> | undefined {
    return attemptIn(this.#state)
  }

  get isLoggingIn(): boolean {
    return this.attempt !== undefined
  }

  /** When its session was last asked for. */
  get lastRequestedAt(): number {
    return this.#requestedAt
  }

  /** The earliest time of the next renewal, after one that failed while its session could still be used. */
  get renewNotBefore(): number {
    return this.#pausedUntil
  }

  get retired(): ReadonlyArray<LiveSession<A>> {
    return this.#history.retired
  }

  get logouts(): ReadonlyArray<Fiber.Fiber<void>> {
    return this.#history.logouts
  }

  /** The session, if nothing has to be done about it. */
  fresh(): LiveSession<A> | undefined {
    const state = this.#state
    const live = state._tag === "Open" ? state : liveIn(state)
    if (live === undefined) return undefined
    const now = this.account.runtime.now()
    this.#requestedAt = now
    return live.isFresh(now) ? live : undefined
  }

  noteRequest(now: number): void {
    this.#requestedAt = now
  }

  pauseRenewal(until: number): void {
    this.#pausedUntil = until
  }

  /** A login has started. */
  start(attempt: LoginAttempt<A, C>): void {
    this.#state = stateOf(this.live, attempt)
  }

  /** The login is over, whatever it brought. */
  end(): void {
    this.#state = stateOf(this.live, undefined)
  }

  /** Puts a session in the place of the one before, and returns that one. */
  open(live: LiveSession<A>): LiveSession<A> | undefined {
    const before = this.live
    this.#state = stateOf(live, this.attempt)
    if (before === undefined) this.account.countSession(1)
    return before
  }

  /** Takes the session out. */
  empty(): LiveSession<A> | undefined {
    const before = this.live
    this.#state = stateOf(undefined, this.attempt)
    if (before !== undefined) this.account.countSession(-1)
    return before
  }

  /** Takes every session out, those included that were replaced. */
  emptyAll(): ReadonlyArray<LiveSession<A>> {
    const { retired } = this
    const live = this.empty()
    this.retire([])
    return live === undefined ? retired : [...retired, live]
  }

  /** Says which sessions were replaced and still have to be ended. */
  retire(retired: ReadonlyArray<LiveSession<A>>): void {
    if (retired.length > 0 || this.#history.retired.length > 0) this.#note({ retired })
  }

  /** Takes the session out of use; requests may still carry it. */
  retireLive(): void {
    const live = this.empty()
    if (live !== undefined) this.retire([...this.retired, live])
  }

  /** The open or replaced session that this is. */
  find(session: Session<A>): LiveSession<A> | undefined {
    const { live } = this
    return live?.session === session ? live : this.retired.find((old) => old.session === session)
  }

  addLogout(fiber: Fiber.Fiber<void>): void {
    this.#note({ logouts: [...this.logouts, fiber] })
    fiber.addObserver(() => this.#note({ logouts: this.logouts.filter((other) => other !== fiber) }))
  }

  refresh(): void {
    this.account.refreshSlot(this.index)
  }

  keepAlive(): Effect.Effect<void> | undefined {
    return this.account.keepSlotAlive(this.index)
  }

  #note(news: Partial<History<A>>): void {
    const history = { ...this.#history, ...news }
    const isEmpty = Object.values(history).every((list) => list.length === 0)
    this.#history = isEmpty ? noHistory : history
  }
}
