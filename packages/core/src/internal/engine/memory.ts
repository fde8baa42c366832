/** What the engine remembers of a failed login, so that callers in the time after it cause no request. */
import * as Duration from "effect/Duration"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import type { Reason } from "../../Reason.ts"

/**
 * A failure in memory. A `guard` holds for these credentials until `until`, or until they change; an `outage` holds
 * for everybody until `until`. `step` is the pause that the next failure of its kind doubles.
 */
export interface Memory<C> {
  readonly kind: "guard" | "outage"
  readonly exit: Exit.Exit<never, AuthError>
  readonly reason: Reason
  readonly credentials: C | undefined
  readonly until: number
  readonly step: number
  /** When changed credentials are looked for next. */
  lookAgainAt: number
}

/** Credentials given as an effect are read again this often while guarded. */
const lookAgainAfter = 10_000

type Class = "refused" | "denied" | "passing" | "local"

const classOf = (reason: Reason): Class => {
  switch (reason._tag) {
    case "InvalidCredentials":
    case "AccountLocked":
    case "PasswordExpired":
    case "SecondFactorRejected":
      return "refused"
    case "AccessDenied":
    case "SubscriptionExpired":
      return "denied"
    case "InvalidConfiguration":
    case "Closed":
    case "CapacityExceeded":
      return "local"
    case "VendorFailure":
      // A code that nobody can explain may mean bad credentials; the vendor's row says so by a guard time.
      return reason.retryAfter === undefined ? "passing" : "refused"
    default:
      return "passing"
  }
}

/** Whether a renewal that failed so is worth trying again soon. */
export const isPassing = (reason: Reason): boolean => classOf(reason) === "passing"

/** The first and the longest pause, in milliseconds; each failure of the same class doubles it. */
const pauses = { denied: [300_000, 3_600_000], passing: [1000, 30_000] } as const

/** The memory that a failed login leaves; `undefined` for what cost no request. */
export const remember = <C>(
  error: AuthError,
  exit: Exit.Exit<never, AuthError>,
  credentials: C | undefined,
  now: number,
  before: Memory<C> | undefined
): Memory<C> | undefined => {
  const reason = error.reason
  const kind = classOf(reason)
  if (kind === "local") return undefined
  const asked =
    "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : undefined
  if (kind === "refused") {
    const until = now + (asked ?? Infinity)
    return { kind: "guard", exit, reason, credentials, until, step: 0, lookAgainAt: now + lookAgainAfter }
  }
  const [first, longest] = pauses[kind]
  const again = before !== undefined && before.step > 0 && classOf(before.reason) === kind
  const step = again ? Math.min(before.step * 2, longest) : first
  const until = now + (asked ?? step)
  return {
    kind: kind === "denied" ? "guard" : "outage",
    exit,
    reason,
    credentials,
    until,
    step,
    lookAgainAt: now + lookAgainAfter
  }
}

/** Whether a caller is answered from memory. Changed credentials are looked for at most every ten seconds. */
export const answers = <C>(memory: Memory<C>, now: number, fixedCredentials: boolean): boolean =>
  now < memory.until && (memory.kind === "outage" || fixedCredentials || now < memory.lookAgainAt)

/** Whether a guard forbids these credentials. */
export const forbids = <C>(memory: Memory<C>, credentials: C, now: number): boolean =>
  memory.kind === "guard" && now < memory.until && Equal.equals(memory.credentials, credentials)

/** Puts off the next look at the credentials. */
export const looked = <C>(memory: Memory<C>, now: number): void => {
  memory.lookAgainAt = now + lookAgainAfter
}

/** A pause that no login's failure caused. */
export const outage = <C>(error: AuthError, now: number, millis: number): Memory<C> => ({
  kind: "outage",
  exit: Exit.fail(error),
  reason: error.reason,
  credentials: undefined,
  until: now + millis,
  step: 0,
  lookAgainAt: now
})
