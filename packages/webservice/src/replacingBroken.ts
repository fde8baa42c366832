/**
 * Replaces sessions that the server has broken.
 *
 * @since 0.1.0
 */
import { type Reply, type ServerDriver, SessionRejected } from "@crm-auth/core"
import * as Effect from "effect/Effect"

/** So many calls of one session in a row may die without a word before the session is held to be the cause. */
const patience = 3

const isDead = ({ body, status }: Reply): boolean => status === 500 && body?.trim() === ""

/**
 * The functions of a driver, for one account, whose session may lose its user, so that every call dies with an empty 500.
 * So does an unknown operation, and a database that is down: after three in a row the session is replaced once, and not
 * again before a call has been answered. What was sent is not known to have done nothing.
 *
 * @category combinators
 * @since 0.1.0
 */
export const replacingBroken = <A, C>(
  driver: Pick<ServerDriver<A, C>, "login" | "classify">
): Pick<ServerDriver<A, C>, "login" | "classify"> => {
  // Few accounts ever need it.
  let deaths: Map<string, number> | undefined
  let replaced = false
  return {
    login: (credentials) =>
      Effect.tap(driver.login(credentials), () =>
        Effect.sync(() => {
          deaths = undefined
        })
      ),
    classify: (reply) => {
      const verdict = driver.classify(reply)
      const session = reply.secrets.join()
      if (!isDead(reply)) {
        deaths?.delete(session)
        if (verdict._tag === "accepted") replaced = false
        return verdict
      }
      deaths ??= new Map()
      const count = (deaths.get(session) ?? 0) + 1
      deaths.set(session, count)
      if (replaced || count < patience) return verdict
      replaced = true
      const detail = `${patience} calls in a row died without an answer`
      return { _tag: "refused", reason: new SessionRejected({ status: 500, detail }), replay: false }
    }
  }
}
