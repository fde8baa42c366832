/** The end of a map: every door is shut first, then as many sessions are logged out as two seconds allow. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { Closed } from "../../Reason.ts"
import { lanesOf } from "../account/slots.ts"
import { abandon, closeTimeout, ended, ending, shut } from "../account/logout.ts"
import type { Accounts } from "./Accounts.ts"

/** So many logouts run at a time. */
const concurrency = 16

/** Closes all accounts. Gives the number of sessions that the vendor did not confirm as ended. */
export const closeAll = <K, A, C>(accounts: Accounts<K, A, C>): Effect.Effect<number> =>
  Effect.suspend(() => {
    accounts.closed = true
    for (const { deferred, fiber } of accounts.lookups) {
      Deferred.doneUnsafe(deferred, accounts.fail(new Closed()))
      fiber?.interruptUnsafe()
    }
    const entries = Array.from(accounts.entries, ([, entry]) => entry)
    for (const [, going] of accounts.going) entries.push(...going)
    const arriving = entries
      .flatMap((entry) => lanesOf(entry))
      .filter(({ ending, flight }) => flight !== undefined || ending.length > 0)
    const logouts = entries.flatMap((entry) => shut(entry)).flatMap(([engine, held]) => ending(engine, held) ?? [])
    let left = logouts.length
    const loggedOut = Effect.forEach(
      logouts,
      Effect.map((confirmed) => {
        if (confirmed) left--
      }),
      { concurrency, discard: true }
    )
    return Effect.all(
      [
        loggedOut,
        Effect.forEach(arriving, ended, { concurrency: "unbounded", discard: true }),
        Fiber.awaitAll(accounts.leaving)
      ],
      { concurrency: "unbounded", discard: true }
    ).pipe(
      Effect.timeoutOption(closeTimeout),
      Effect.map(() => {
        for (const entry of entries) abandon(entry)
        return left
      })
    )
  })
