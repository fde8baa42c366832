/** Sessions that die young: somebody else may be ending them, and logging in ever again would only be a fight. */
import { SessionRejected } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import { lanesOf } from "./slots.ts"
import type { Engine } from "./Account.ts"
import { Memory } from "./FailureMemory.ts"

/** A session refused sooner than this after its login died young. */
const young = 60_000

/** So many in a row may die young before logins pause, and so long is the longest pause. */
const allowed = 2
const longestPause = 60_000

export const isGrown = (session: Session<unknown>, now: number): boolean => now - session.issuedAt >= young

/**
 * Notes that the vendor ended a session. When they keep dying young, logins pause. One that was there when another died
 * counts as having died with it: an account's sessions may all end at once.
 */
export const noteDeath = <A, C>(lead: Engine<A, C>, session: Session<A>, now: number): void => {
  const died = lead.doomed.includes(session)
  lead.doomed = died
    ? lead.doomed.filter((other) => other !== session)
    : lanesOf(lead).flatMap(({ current }) => current?.session ?? [])
  if (died && !isGrown(session, now)) return
  lead.youngDeaths = isGrown(session, now) ? 0 : lead.youngDeaths + 1
  const excess = lead.youngDeaths - allowed - 1
  if (excess < 0) return
  const reason = new SessionRejected({ detail: "sessions of this account keep dying young" })
  lead.memory ??= new Memory()
  lead.memory.pause(reason, lead.fail(reason), now, Math.min(1000 * 2 ** excess, longestPause))
}
