/** What the vendor of the model tells of everything that it does, to the judge that says whether that was right. */
import * as Duration from "effect/Duration"
import { deadlines, type SessionLifetime } from "../../src/SessionLifetime.ts"
import type { LoginEnd } from "./program.ts"

/** A session as the vendor made it. */
export interface Made {
  readonly number: number
  readonly issuedAt: number
  readonly landedAt: number
  readonly lifetime: SessionLifetime
  usedAt: number
  /** When it was made, and used last, by a clock that is never set. */
  readonly bornAt: number
  heardAt: number
  /** Ended at the vendor: logged out, expired there, or seen rejected. */
  ended: boolean
  /** The engine was told that it is dead. */
  refused: boolean
  /** When its logout was sent. */
  loggedOutAt: number | undefined
  /** Its lifetime was over at some moment. */
  over: boolean
}

export type Failure = Exclude<LoginEnd, "ok" | "gone"> | "SessionRejected"

export interface Judge {
  closed: boolean
  /** Time may have passed. */
  passed(): void
  /** Credentials are read. */
  looked(): void
  /** Credentials were read: are they known bad? */
  forbids(version: number): boolean
  failed(version: number | undefined, tag: Failure | "InvalidConfiguration", wait: number | undefined): void
  /** A session came, of a login with `version`, or of a renewal. */
  landed(made: Made, version: number | undefined, wanted: boolean): void
  /** A caller was told that this session has ended. */
  rejected(made: Made): void
  touch(made: Made, at: number): void
  /** A session was given to a caller: throws where it must not be. */
  handedOut(made: Made): void
  invalidated(number: number): void
  loggedOut(): void
  reset(): void
  shut(): void
}

/** Whether a session may still be handed out at this time. */
export const isAlive = (made: Made, now: number): boolean => {
  const { hardAt, idleFor } = deadlines(made.lifetime, made.issuedAt, 0.5)
  return now < made.issuedAt || (now < hardAt && now - made.usedAt < idleFor)
}

/** Whether a session's lifetime is over: by the wall clock, which is what the engine knows, or in truth. */
export const isOver = (made: Made, now: number, elapsed: number): boolean => {
  const { absoluteTimeout: absolute, idleTimeout: idle } = made.lifetime
  const isPast = (age: number, unused: number) =>
    (absolute !== undefined && age >= Duration.toMillis(absolute)) ||
    (idle !== undefined && unused > Duration.toMillis(idle))
  return isPast(now - made.issuedAt, now - made.usedAt) || isPast(elapsed - made.bornAt, elapsed - made.heardAt)
}

/** Reasons that speak against the credentials themselves. */
export const isRefusal = (tag: Failure | "InvalidConfiguration", wait: number | undefined): boolean =>
  tag === "InvalidCredentials" ||
  tag === "AccountLocked" ||
  tag === "PasswordExpired" ||
  (tag === "VendorFailure" && wait !== undefined)
