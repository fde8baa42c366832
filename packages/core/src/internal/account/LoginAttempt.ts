/** One login or renewal. Owns what has become of it so far: its fibre, what was sent, and who waits. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { AuthError } from "../../AuthError.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { RenewalCause } from "../../SessionEvent.ts"
import type { StoreOutcome } from "../store/SharedSessions.ts"
import type { Tried } from "./FailureMemory.ts"
import type { LiveSession } from "./LiveSession.ts"
import type { LoginSpan } from "./loginSpan.ts"

/** What has become of a login so far. */
interface AttemptNotes<A, C> {
  /** Whether the account was logged out meanwhile: a session that arrives is ended. */
  readonly isUnwanted: boolean
  /** The credentials that were sent, if any. */
  readonly tried: Tried<C> | undefined
  /** The hash of the credentials that were read, where they may change. */
  readonly madeWith: number | undefined
  /** The session that was sent to be renewed. A logout or a close meanwhile leaves the slot without it. */
  readonly renews: LiveSession<A> | undefined
  /** When the login or renewal was sent; `undefined` if nothing was. */
  readonly sentAt: number | undefined
  /** For how long the credentials that were refused must not be sent again. */
  readonly guardMillis: number | undefined
  /** Whether a remembered failure answered, so that these credentials were not sent. */
  readonly isAnsweredByMemory: boolean
  /** Its span, where there is a tracer. */
  readonly span: LoginSpan | undefined
  /** What came of it where sessions are shared. */
  readonly outcome: StoreOutcome<A> | undefined
}

const nothingYet: AttemptNotes<never, never> = {
  isUnwanted: false,
  tried: undefined,
  madeWith: undefined,
  renews: undefined,
  sentAt: undefined,
  guardMillis: undefined,
  isAnsweredByMemory: false,
  span: undefined,
  outcome: undefined
}

export class LoginAttempt<A, C> {
  readonly cause: RenewalCause
  readonly startedAt: number

  readonly #result = Deferred.makeUnsafe<Session<A>, AuthError>()
  #notes: AttemptNotes<A, C> = nothingYet
  #front: LoginAttempt<A, C> | undefined
  #isOver = false
  /** Made for the attempt behind this one. */
  #over: Deferred.Deferred<void> | undefined = undefined
  #fiber: Fiber.Fiber<Login<A>, AuthError> | undefined = undefined

  /** `front` is the attempt of the same account that goes first. */
  constructor(cause: RenewalCause, startedAt: number, front: LoginAttempt<A, C> | undefined) {
    this.cause = cause
    this.startedAt = startedAt
    this.#front = front !== undefined && front.#isOver ? front.waitsBehind : front
  }

  /** The attempt that has to end before this one, or before those behind it. */
  get waitsBehind(): LoginAttempt<A, C> | undefined {
    const front = this.#front
    return front !== undefined && front.#isOver ? front.waitsBehind : front
  }

  /** The session that it brings. */
  get answer(): Effect.Effect<Session<A>, AuthError> {
    return Deferred.await(this.#result)
  }

  /** Waits until the attempts in front have ended, whatever their callers go on to wait for. */
  awaitTurn(): Effect.Effect<void> {
    return Effect.suspend(() => {
      const front = this.waitsBehind
      return front === undefined ? Effect.void : Effect.andThen(front.#ended, this.awaitTurn())
    })
  }

  get #ended(): Effect.Effect<void> {
    if (this.#isOver) return Effect.void
    this.#over ??= Deferred.makeUnsafe()
    return Deferred.await(this.#over)
  }

  /** Waits until its fibre has ended. */
  get done(): Effect.Effect<void> {
    return this.#fiber === undefined ? Effect.void : Effect.asVoid(Fiber.await(this.#fiber))
  }

  runIn(fiber: Fiber.Fiber<Login<A>, AuthError>): void {
    this.#fiber = fiber
  }

  interrupt(): void {
    this.#fiber?.interruptUnsafe()
  }

  /** Answers those who wait, ahead of its end. */
  answerNow(answer: Exit.Exit<never, AuthError>): void {
    Deferred.doneUnsafe(this.#result, answer)
  }

  /** Ends it. Those who wait for a session are told first, then the attempt behind. */
  end(answer: Effect.Effect<Session<A>, AuthError>): void {
    Deferred.doneUnsafe(this.#result, answer)
    this.#isOver = true
    this.#front = this.waitsBehind
    if (this.#over !== undefined) Deferred.doneUnsafe(this.#over, Exit.void)
  }

  /** What has become of it so far. */
  get notes(): AttemptNotes<A, C> {
    return this.#notes
  }

  /** Notes what has become of it. */
  note(news: Partial<AttemptNotes<A, C>>): void {
    this.#notes = { ...this.#notes, ...news }
  }
}
