/**
 * Guarantees of the store, each broken on purpose. A mutation changes a service that the library takes from outside, so
 * that the library has no flag for it: the backend, the cryptography, the options, or the store as the engine sees it.
 */
import type { SessionStoreBackend, SharedSessions, StoreCryptoFunctions } from "@crm-auth/core/SessionStore"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Process } from "./simulation/Process.ts"

export interface Mutation {
  readonly backend?: (real: SessionStoreBackend, process: Process) => SessionStoreBackend
  readonly crypto?: (real: StoreCryptoFunctions) => StoreCryptoFunctions
  readonly shared?: (real: SharedSessions) => SharedSessions
  readonly options?: { readonly timeout: Duration.Input }
}

const constantTag = new Uint8Array(32)

/** By the guarantee that is broken. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "a lease is taken before a login": {
    backend: (real) => ({ ...real, acquire: (...args) => Effect.as(real.acquire(...args), true) })
  },
  "a lease is renewed while a login takes its time": {
    backend: (real) => ({ ...real, extend: () => Effect.void })
  },
  "a lease ends when its process is killed": {
    backend: (real) => ({
      ...real,
      acquire: (key, token) => real.acquire(key, token, 7 * 86_400_000),
      extend: (key, token) => real.extend(key, token, 7 * 86_400_000)
    })
  },
  "a process that lost its lease changes nothing": {
    backend: (real) => ({
      ...real,
      write: (key, token, record) =>
        Effect.flatMap(real.write(key, token, record), (done) => {
          if (done) return Effect.succeed(true)
          const other = `${token}0`
          const force = Effect.andThen(real.acquire(key, other, 1), real.write(key, other, record))
          return Effect.repeat(force, { until: (written) => written, schedule: Schedule.spaced("1 second") })
        })
    })
  },
  "a session is saved before it is published": {
    backend: (real, process) => ({
      ...real,
      write: (key, token, record) =>
        Effect.sync(() => {
          process.run(Effect.andThen(process.sleep(200), real.write(key, token, record)))
          return true
        })
    })
  },
  "refused credentials are told to the others": {
    backend: (real) => ({
      ...real,
      write: (key, token, record) => (record.id === "" ? Effect.succeed(true) : real.write(key, token, record))
    })
  },
  "a session is used with the credentials that made it": {
    crypto: (real) => ({ ...real, signer: () => Effect.succeed(() => Effect.succeed(constantTag)) })
  },
  "each account has a place of its own": {
    crypto: (real) => ({ ...real, digest: () => Effect.succeed(constantTag) })
  },
  "a shared session is not logged out by one of its processes": {
    shared: (real) => ({
      ...real,
      obtain: (request) =>
        Effect.map(real.obtain(request), (outcome) =>
          outcome._tag === "made" ? { ...outcome, slot: undefined } : outcome
        )
    })
  },
  "a step of the store has a deadline": { options: { timeout: "3600 seconds" } },
  "the store is read again before a login": {
    backend: (real) => ({ ...real, read: () => Effect.undefined })
  }
}
