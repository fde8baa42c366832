/**
 * Replaces sessions that the server has broken.
 *
 * @since 0.1.0
 */
import type { Reply, ServerDriver } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** After this many empty 500s in a row, the session is suspected. */
const patience = 3

const isDead = ({ body, status }: Reply): boolean => status === 500 && body?.trim() === ""

/**
 * Makes the functions of a driver for one account. If the server loses the user of a session, every call with it ends
 * with an empty 500. So does an unknown operation, and every call while the database is down. After three in a row the
 * driver suspects the session, and does so once until a call has been answered or a login has failed. The engine finds
 * out whether the session is broken.
 *
 * @category combinators
 * @since 0.1.0
 */
export const replacingBroken = <A, C>(
  driver: Pick<ServerDriver<A, C>, "login" | "classify">
): Pick<ServerDriver<A, C>, "login" | "classify"> => {
  // Few accounts ever need it.
  let failures: Map<string, number> | undefined
  let suspected = false
  return {
    login: (credentials, deadline) =>
      Effect.onExit(driver.login(credentials, deadline), (exit) =>
        Effect.sync(() => {
          failures = undefined
          // The server was down: what it answered said nothing of the session.
          if (Exit.isFailure(exit)) suspected = false
        })
      ),
    classify: (reply) => {
      const verdict = driver.classify(reply)
      // The same answer comes again, and counts then.
      if (verdict._tag === "unjudged") return verdict
      const session = reply.secrets.join()
      if (!isDead(reply)) {
        failures?.delete(session)
        if (verdict._tag === "accepted") suspected = false
        return verdict
      }
      failures ??= new Map()
      const count = (failures.get(session) ?? 0) + 1
      failures.set(session, count)
      if (suspected || count < patience) return verdict
      suspected = true
      return { _tag: "suspected" }
    }
  }
}
