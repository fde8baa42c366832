/** The engine's side of sharing a session with other processes. Without a store it only makes sessions of logins. */
import * as Effect from "effect/Effect"
import { AuthError } from "../../AuthError.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { Obtained } from "../store/service.ts"
import { lanesOf } from "./account.ts"
import type { Engine } from "./Engine.ts"
import type { Departure, Flight } from "./flight.ts"
import { type Held, hold } from "./held.ts"
import { guardOf } from "./memory.ts"
import { nextId } from "./surroundings.ts"

/** So many sessions are remembered that must not come back. */
const spentLimit = 8

/** Notes a session that must not be taken from a store again: it is dead, or not wanted. */
export const spend = <A, C>(engine: Engine<A, C>, { id }: Session<A>): void => {
  if (engine.around.store !== undefined) engine.spent = [id, ...engine.spent].slice(0, spentLimit)
}

/** What a login or another process gave, in the engine's hands. */
export const heldOf = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>, { lifetime, value }: Login<A>): Held<A> => {
  const { random } = engine.around
  const { obtained } = flight
  const jitter = random.nextDoubleUnsafe()
  if (obtained?._tag === "found") return hold(obtained.session, jitter, obtained.slot, obtained.usedAt)
  if (obtained?._tag === "made") return hold(obtained.session, jitter, obtained.slot)
  return hold({ id: nextId(random), value, issuedAt: flight.sentAt ?? flight.startedAt, lifetime }, jitter)
}

/** How a flight shares. Each of an account's sessions has its own place; what is known of its credentials has one. */
export const share = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>): Departure<A, C>["share"] => {
  const { around, driver } = engine
  const { store } = around
  const { keepAlive, sharing } = driver
  if (store === undefined || sharing === undefined) return undefined
  const { lead } = engine
  const current = engine.current?.session
  const replaces = flight.cause === "soft" || flight.cause === "forced" ? current?.id : undefined
  const settle = (obtained: Obtained<A>, credentials: C): Effect.Effect<Login<A>, AuthError> => {
    flight.obtained = obtained
    if (obtained._tag === "found") engine.found = [obtained.session, ...engine.found].slice(0, spentLimit)
    if (obtained._tag !== "refused") {
      lead.unguarded = false
      return Effect.succeed(obtained.session)
    }
    flight.tried = { credentials }
    return Effect.fail(new AuthError({ vendor: driver.vendor, operation: "login", reason: obtained.reason }))
  }
  return (credentials, make) =>
    Effect.flatMap(
      store.obtain({
        vendor: driver.vendor,
        origin: driver.origin,
        account: sharing.account(credentials),
        credentials,
        lane: lanesOf(lead).indexOf(engine),
        codec: sharing.codec,
        current,
        isUnwanted: (id) => id === replaces || engine.spent.includes(id),
        ignoreGuard: lead.unguarded,
        now: around.now,
        newId: () => nextId(around.random),
        attempt:
          keepAlive === undefined
            ? undefined
            : (session) => Effect.match(keepAlive(session), { onFailure: () => false, onSuccess: () => true }),
        login: make,
        sentAt: () => flight.sentAt ?? flight.startedAt,
        guardOf,
        report: (reason) => engine.publish({ _tag: "StoreFailed", reason })
      }),
      (obtained) => settle(obtained, credentials)
    )
}
