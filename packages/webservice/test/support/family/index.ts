// The traps of the family, numbered as its sheet numbers them, for any vendor of it.
import { failureTraps } from "./failures.ts"
import { replyTraps } from "./replies.ts"
import { requestTraps } from "./requests.ts"
import { secretTraps } from "./secrets.ts"
import { sessionTraps } from "./sessions.ts"
import type { FamilySession, FamilySubject, Trap } from "./subject.ts"

export const familyTraps = <A extends FamilySession>(subject: FamilySubject<A>): ReadonlyMap<string, Trap> => {
  const traps = {
    ...replyTraps(subject),
    ...requestTraps(subject),
    ...failureTraps(subject),
    ...sessionTraps(subject),
    ...secretTraps(subject)
  }
  return new Map(Object.entries(traps).sort(([one], [other]) => (one < other ? -1 : 1)))
}
