/** What this package knows of its managers beyond what they show: the way in for programs that await promises. */
import type { Session } from "../../Session.ts"
import type { SessionManager } from "../../SessionManager.ts"

interface Inside<A> {
  readonly vendor: string
  /** The fresh session, if there is one, without a fibre. */
  readonly peek: () => Session<A> | undefined
}

const Inside = Symbol("@crm-auth/core/Inside")

interface Open<A> extends SessionManager<A> {
  readonly [Inside]: Inside<A>
}

export const withInside = <A>(manager: SessionManager<A>, inside: Inside<A>): SessionManager<A> =>
  Object.defineProperty(manager, Inside, { value: inside, enumerable: false })

const isOpen = <A>(manager: SessionManager<A>): manager is Open<A> => Inside in manager

/** A manager that somebody else made has nothing to show, and is asked the ordinary way. */
export const insideOf = <A>(manager: SessionManager<A>): Inside<A> =>
  isOpen(manager) ? manager[Inside] : { vendor: "unknown", peek: () => undefined }
