/** A map as applications see it. */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as MutableHashMap from "effect/MutableHashMap"
import * as Stream from "effect/Stream"
import type { SessionManager } from "../../SessionManager.ts"
import type { SessionMap, SessionMapEvent, SessionMapOptions, SessionMapStatus } from "../../SessionMap.ts"
import { laneOf } from "../account/slots.ts"
import { type AuthorizedClient, performer } from "../client/authorize.ts"
import type { Engine } from "../account/Account.ts"
import { withLane } from "../account/parallel.ts"
import { logout } from "../account/logout.ts"
import { withInside } from "../account/peek.ts"
import { reset } from "../account/sharing.ts"
import { statusOf } from "../account/status.ts"
import type { Accounts } from "./Accounts.ts"

export const viewOf = <K, A, C>(
  accounts: Accounts<K, A, C>,
  events: Stream.Stream<SessionMapEvent<K>>,
  http: HttpClient.HttpClient,
  options: SessionMapOptions
): SessionMap<K, A> => {
  const perform = performer<A, C>(http, options)
  const limit = options.parallelSessions ?? 1

  const session: SessionMap<K, A>["session"] = (key) =>
    Effect.suspend(() => accounts.fresh(key)?.current?.exit ?? accounts.use(key, (entry) => entry.session))

  const client = (key: K): AuthorizedClient =>
    HttpClient.makeWith(
      Effect.flatMap((request) =>
        accounts.use(key, (entry) =>
          limit > 1 ? withLane(entry, limit, (lane) => perform(lane, request)) : perform(entry, request)
        )
      ),
      http.preprocess
    )

  /** What concerns a session that is there needs no account made for it. */
  const ifThere = (key: K, f: (entry: Engine<A, C>) => void): Effect.Effect<void> =>
    Effect.sync(() => {
      const entry = accounts.find(key)
      if (entry !== undefined) f(entry)
    })

  const manager = (key: K): SessionManager<A> =>
    withInside(
      {
        session: session(key),
        client: client(key),
        renew: (seen) => accounts.use(key, (entry) => laneOf(entry, seen).renew(seen)),
        invalidate: (seen) => ifThere(key, (entry) => laneOf(entry, seen).invalidate(seen)),
        touch: (seen) =>
          ifThere(key, (entry) => {
            accounts.fresh(key)
            laneOf(entry, seen).touch(seen, entry.around.now())
          }),
        logout: Effect.suspend(() => {
          const entry = accounts.find(key)
          return entry === undefined ? Effect.void : logout(entry)
        }),
        reset: Effect.suspend(() => {
          const entry = accounts.find(key)
          return entry === undefined ? Effect.void : reset(entry)
        }),
        status: Effect.sync(() => {
          const entry = accounts.find(key)
          return entry === undefined ? { state: accounts.closed ? "closed" : "none" } : statusOf(entry)
        }),
        events: Stream.filter(events, (event) => Equal.equals(event.key, key))
      },
      { vendor: accounts.vendor, peek: () => accounts.fresh(key)?.current?.session }
    )

  return {
    session,
    client,
    get: (key) => accounts.use(key, () => Effect.sync(() => manager(key))),
    invalidate: (key) =>
      Effect.suspend(() => {
        const entry = accounts.drop(key)
        return entry === undefined || entry.uses > 0 ? Effect.void : Fiber.await(accounts.leave(entry))
      }),
    has: (key) => Effect.sync(() => accounts.find(key) !== undefined),
    keys: Effect.sync(() => Array.from(MutableHashMap.keys(accounts.entries))),
    status: Effect.sync(() => countOf(accounts)),
    events
  }
}

const countOf = <K, A, C>(accounts: Accounts<K, A, C>): SessionMapStatus => {
  const status = { accounts: 0, inUse: 0, active: 0, loggingIn: 0, guarded: 0 }
  for (const entry of MutableHashMap.values(accounts.entries)) {
    const { state } = statusOf(entry)
    status.accounts++
    if (entry.uses > 0) status.inUse++
    if (state === "active" || state === "loggingIn" || state === "guarded") status[state]++
  }
  return status
}
