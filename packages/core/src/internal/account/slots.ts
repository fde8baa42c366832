/** An account's engines: one for each of its sessions, the first of which leads. */
import type { Session } from "../../Session.ts"
import type { Engine } from "./Account.ts"

/** All sessions of an account, the first one first. */
export const lanesOf = <A, C>(lead: Engine<A, C>): ReadonlyArray<Engine<A, C>> =>
  lead.lanes.length === 0 ? [lead] : [lead, ...lead.lanes]

/** The one that holds this session. */
export const laneOf = <A, C>(lead: Engine<A, C>, seen: Session<A>): Engine<A, C> =>
  lead.lanes.find(({ current }) => current?.session === seen) ?? lead
