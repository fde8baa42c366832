/** What only this package reads of its managers: their vendor, and the fresh session without a fibre. */
import type * as Effect from "effect/Effect"
import type { Session } from "../../Session.ts"

interface Inside<A> {
  readonly vendor: string
  /** The fresh session, if there is one, without a fibre. */
  readonly peek: () => Session<A> | undefined
}

const Inside = Symbol("@crm-auth/core/Inside")

interface Open<A> {
  readonly [Inside]: Inside<A>
}

export const withInside = <M extends object, A>(manager: M, inside: Inside<A>): M =>
  Object.defineProperty(manager, Inside, { value: inside, enumerable: false })

const isOpen = <A>(manager: object): manager is Open<A> => Inside in manager

/** A manager that another package made has nothing to show, and is asked the ordinary way. */
export const insideOf = <A>(manager: { readonly session: Effect.Effect<Session<A>, unknown> }): Inside<A> =>
  isOpen<A>(manager) ? manager[Inside] : { vendor: "unknown", peek: () => undefined }
