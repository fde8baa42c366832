/** Replaces sessions that the server has broken. */
import { type Reply, type SessionDriver, SessionRejected } from "@crm-auth/core"
import * as Effect from "effect/Effect"

/** So many calls of one session in a row may die without a word before the session is held to be the cause. */
const patience = 3

const isDead = ({ body, status }: Reply): boolean => status === 500 && body?.trim() === ""

/**
 * A session that has lost its user makes every call die with an empty 500. So does an unknown operation, and a database
 * that is down: the session is replaced once, and not again before a call has been answered. What was sent is not known
 * to have done nothing.
 */
export const replacingBroken = <A, C>(driver: SessionDriver<A, C>): SessionDriver<A, C> => {
  const deaths = new Map<string, number>()
  let replaced = false
  return {
    ...driver,
    login: (credentials) => Effect.tap(driver.login(credentials), () => Effect.sync(() => deaths.clear())),
    classify: (reply) => {
      const verdict = driver.classify(reply)
      const session = reply.secrets.join()
      if (!isDead(reply)) {
        deaths.delete(session)
        if (verdict._tag === "accepted") replaced = false
        return verdict
      }
      const count = (deaths.get(session) ?? 0) + 1
      deaths.set(session, count)
      if (replaced || count < patience) return verdict
      replaced = true
      const detail = `${patience} calls in a row died without an answer`
      return { _tag: "refused", reason: new SessionRejected({ status: 500, detail }), replay: false }
    }
  }
}
