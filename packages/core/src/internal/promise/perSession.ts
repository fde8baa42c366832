/** What programs that await promises are shown of a session. */
import type { Session } from "../../Session.ts"

/** Makes something of a session, and gives the same again until another one is asked for. */
export const perSession = <A, B>(make: (session: Session<A>) => B): ((session: Session<A>) => B) => {
  let last: { readonly session: Session<A>; readonly made: B } | undefined
  return (session) => {
    if (last?.session !== session) last = { session, made: make(session) }
    return last.made
  }
}
