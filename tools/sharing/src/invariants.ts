/** What must hold in the record of any scenario, whatever its processes, its store and its troubles did. */
import type { Step } from "./history.ts"

interface Settings {
  /** How long a lease lasts, in milliseconds. */
  readonly leaseMillis: number
}

/** A store that failed is left alone for 5 seconds, after a step that took up to 5 seconds. */
const outageMillis = 11_000

/** A caller is answered within the login's deadline and the closing time. */
const patienceMillis = 85_000

/** Times of different processes are compared to within this. */
const blur = 5

interface Login {
  readonly process: string
  readonly account: string
  readonly from: number
  readonly to: number
}

type Named<S extends Step["step"]> = Extract<Step, { readonly step: S }>

const only = <S extends Step["step"]>(steps: ReadonlyArray<Step>, step: S) =>
  steps.filter((one): one is Named<S> => one.step === step)

/** Logins as the processes saw them. One that was never over ended with its process, or with the record. */
const loginsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<Login> => {
  const end = steps.at(-1)?.at ?? 0
  const over = new Map(only(steps, "loggedIn").map(({ at, obtain, process }) => [`${process} ${obtain}`, at]))
  const killed = new Map(
    only(steps, "trouble").flatMap(({ at, process, what }) => (what === "SIGKILL" ? [[process, at] as const] : []))
  )
  return only(steps, "loggingIn").map(({ account, at, obtain, process = "?" }) => ({
    process,
    account,
    from: at,
    to: over.get(`${process} ${obtain}`) ?? killed.get(process) ?? end
  }))
}

/**
 * How often a process did not run for so long that it may have lost a lease: it extends one three times in that time. On
 * a machine that is not overloaded this is never.
 */
export const stallsOf = (
  steps: ReadonlyArray<Step>,
  leaseMillis: number
): ReadonlyArray<{ readonly process: string | undefined; readonly from: number; readonly to: number }> =>
  only(steps, "stalled").flatMap(({ at, millis, process }) =>
    millis > leaseMillis / 2 ? [{ process, from: at - millis, to: at }] : []
  )

/** Whether a trouble of the store, or of one of these processes, lasts into a span of time, or ended shortly before it. */
const isTroubled = (
  steps: ReadonlyArray<Step>,
  from: number,
  to: number,
  processes: ReadonlyArray<string>,
  leaseMillis = Infinity
): boolean => {
  const isStalled = stallsOf(steps, leaseMillis).some(
    (stalled) => processes.includes(stalled.process ?? "") && stalled.from <= to && stalled.to >= from
  )
  if (isStalled) return true
  const troubles = only(steps, "trouble").filter(({ process }) => process === undefined || processes.includes(process))
  return troubles.some(({ at, on, process, what }, index) => {
    if (!on) return false
    const over = troubles.find((one, other) => other > index && !one.on && one.what === what && one.process === process)
    return at <= to && (over?.at ?? Infinity) + outageMillis >= from
  })
}

/** At most one login of an account is under way under a lease that has not run out. */
const oneLoginAtATime = (steps: ReadonlyArray<Step>, { leaseMillis }: Settings): ReadonlyArray<string> => {
  const logins = loginsOf(steps)
  return logins.flatMap((one, index) =>
    logins.slice(index + 1).flatMap((other) => {
      const overlap = other.from < one.to - blur && one.from < other.to - blur
      if (one.account !== other.account || one.process === other.process || !overlap) return []
      if (isTroubled(steps, one.from - leaseMillis, other.from, [one.process, other.process], leaseMillis)) return []
      return [`${one.process} and ${other.process} log in to ${one.account} at the same time`]
    })
  )
}

/** Refused credentials are sent once by the whole fleet. */
const refusedOnce = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const byAccount = Map.groupBy(only(steps, "refusal"), ({ account }) => account)
  return [...byAccount].flatMap(([account, refusals]) => {
    const from = refusals[0]?.at ?? 0
    const to = refusals.at(-1)?.at ?? 0
    return refusals.length > 1 && !isTroubled(steps, from, to, [])
      ? [`${account} was refused ${refusals.length} times`]
      : []
  })
}

/** Every order is answered, and in time, unless its process was killed. */
const everyCallerIsAnswered = (steps: ReadonlyArray<Step>): ReadonlyArray<string> =>
  only(steps, "ordered").flatMap(({ at, order, process, what }) => {
    const answer = steps.find((one) => one.step === "answered" && one.process === process && one.order === order)
    const isKilled = steps.some((one) => one.step === "trouble" && one.what === "SIGKILL" && one.process === process)
    if (isKilled || (answer !== undefined && answer.at - at <= patienceMillis)) return []
    return [`${process} ${answer === undefined ? "never answered" : "was too late to answer"} "${what}"`]
  })

/** No process is handed a session of another account, or one that the desk never made. */
const noForeignSession = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const made = new Map(only(steps, "session").map(({ account, session }) => [session, account]))
  return only(steps, "obtained").flatMap(({ account, process, session }) => {
    if (session === undefined) return []
    const owner = made.get(session)
    return owner === account ? [] : [`${process} of ${account} has session ${session} of ${owner ?? "nobody"}`]
  })
}

/** A session that was shared is never logged out when a process closes. */
const noSharedSessionIsLoggedOut = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const shared = new Set(only(steps, "obtained").flatMap((one) => (one.place === undefined ? [] : [one.session])))
  return only(steps, "logout").flatMap(({ session }) =>
    shared.has(session) ? [`${session} is shared, and was logged out`] : []
  )
}

/** A session that could not be shared is logged out by the process that made it. */
const noSessionIsLeft = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const lastExpiry = only(steps, "expiry").at(-1)?.at ?? -Infinity
  const ended = new Set(only(steps, "logout").map(({ session }) => session))
  return only(steps, "obtained").flatMap(({ at, outcome, place, process, session }) => {
    if (outcome !== "made" || place !== undefined || session === undefined || at < lastExpiry) return []
    const isClosed = steps.some((one) => one.step === "closed" && one.process === process && one.at > at)
    return isClosed && !ended.has(session) ? [`${session} of ${process} is left at the desk`] : []
  })
}

/** Once a session is in the store, no process that looks later finds an older one in its place. */
const noOlderSessionComesBack = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const madeAt = new Map(only(steps, "session").map(({ at, session }) => [session, at]))
  const beginnings = new Map(only(steps, "obtaining").map(({ at, obtain, process }) => [`${process} ${obtain}`, at]))
  const obtained = only(steps, "obtained")
  return obtained.flatMap((found) => {
    if (found.outcome !== "found" || found.place === undefined || found.session === undefined) return []
    const began = beginnings.get(`${found.process} ${found.obtain}`)
    const newer = obtained.find(
      (saved) =>
        saved.outcome === "made" &&
        saved.place === found.place &&
        saved.at + blur < (began ?? -Infinity) &&
        (madeAt.get(saved.session ?? "") ?? 0) > (madeAt.get(found.session ?? "") ?? 0)
    )
    if (newer === undefined || isTroubled(steps, newer.at, found.at, [])) return []
    return [`${found.process} finds ${found.session}, and ${newer.session} is newer`]
  })
}

const invariants = [
  oneLoginAtATime,
  refusedOnce,
  everyCallerIsAnswered,
  noForeignSession,
  noSharedSessionIsLoggedOut,
  noSessionIsLeft,
  noOlderSessionComesBack
]

/** Everything in a record that must not be. */
export const violations = (steps: ReadonlyArray<Step>, settings: Settings): ReadonlyArray<string> =>
  invariants.flatMap((check) => check(steps, settings))
