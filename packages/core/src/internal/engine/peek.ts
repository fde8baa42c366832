/** A look at a manager's session without a fibre: the way in for programs that await promises. */
import type { Session } from "../../Session.ts"
import type { SessionManager } from "../../SessionManager.ts"

type Peek<A> = () => Session<A> | undefined

const Peek = Symbol("@crm-auth/core/peek")

interface Peekable<A> extends SessionManager<A> {
  readonly [Peek]: Peek<A>
}

/** Adds a look at the fresh session, which only this package sees. */
export const peekable = <A>(manager: SessionManager<A>, peek: Peek<A>): SessionManager<A> =>
  Object.defineProperty(manager, Peek, { value: peek, enumerable: false })

const isPeekable = <A>(manager: SessionManager<A>): manager is Peekable<A> => Peek in manager

/** How to look. A manager that somebody else made has nothing to show, so that it is asked the ordinary way. */
export const peekOf = <A>(manager: SessionManager<A>): Peek<A> =>
  isPeekable(manager) ? manager[Peek] : () => undefined
