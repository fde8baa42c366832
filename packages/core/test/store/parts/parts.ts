/** The parts of a store, without Web Crypto: what they do, and when, to the millisecond. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { InvalidCredentials, type Session, type StoreFailure } from "../../../src/index.ts"
import type { Login } from "../../../src/Driver.ts"
import type { RecordToWrite, StoredRecord } from "../../../src/internal/store/backend.ts"
import type { RecordCipher } from "../../../src/internal/store/cipher.ts"
import { emptyRecord, type SessionRecord } from "../../../src/internal/store/record.ts"
import type { ResilientBackend } from "../../../src/internal/store/ResilientBackend.ts"
import type { LoginRequest, SessionQuery } from "../../../src/internal/store/SharedSessions.ts"

/** Text that is not encrypted, and fingerprints that can be read. */
export const clear: RecordCipher = {
  slot: (_parts, index = 0) => Effect.succeed(`slot ${index}`),
  close: (_slot, text) => Effect.succeed(text),
  open: (_slot, sealed) => Effect.succeed(sealed),
  fingerprint: (credentials) => Effect.succeed(`of ${String(credentials)}`),
  matches: (fingerprint, credentials) => Effect.succeed(fingerprint === `of ${String(credentials)}`),
  token: Effect.succeed("token")
}

export const refused = new InvalidCredentials({})

/** A record that was written by a process with the credentials `ada`. */
export const recordOf = (change: Partial<SessionRecord> = {}, slot = "slot 0"): SessionRecord => ({
  ...emptyRecord(slot),
  ...change
})

export const kept = (id: string, change: object = {}) => ({
  id,
  value: `value of ${id}`,
  age: 0,
  fingerprint: "of ada",
  ...change
})

export const guard = (change: object = {}) => ({ fingerprint: "of ada", reason: refused, refusals: 2, ...change })

/** Every step that is taken, and when. What it answers is what a test says. */
export class Steps implements ResilientBackend {
  readonly taken: Array<string> = []
  readonly written: Array<RecordToWrite> = []
  /** What is read, by slot. */
  readonly slots = new Map<string, StoredRecord | "down">()
  acquires: (slot: string) => Effect.Effect<boolean | undefined> = () => Effect.succeed(true)
  reads: (slot: string) => Effect.Effect<{ readonly found: StoredRecord | undefined } | undefined> = (slot) => {
    const found = this.slots.get(slot)
    return Effect.succeed(found === "down" ? undefined : { found })
  }
  extends: Effect.Effect<boolean> = Effect.succeed(true)
  writes: boolean | undefined = true
  readonly isDown = () => false

  private note<A>(step: string, then: Effect.Effect<A>): Effect.Effect<A> {
    return Effect.flatMap(Clock.currentTimeMillis, (now) => {
      this.taken.push(`${Math.floor(now)} ${step}`)
      return then
    })
  }
  readonly read: ResilientBackend["read"] = (slot) =>
    this.note(
      `read ${slot}`,
      Effect.suspend(() => this.reads(slot))
    )
  readonly tryAcquire: ResilientBackend["tryAcquire"] = (slot) =>
    this.note(
      `acquire ${slot}`,
      Effect.suspend(() => this.acquires(slot))
    )
  readonly extend: ResilientBackend["extend"] = (slot) =>
    this.note(
      `extend ${slot}`,
      Effect.suspend(() => this.extends)
    )
  readonly write: ResilientBackend["write"] = (slot, _token, record) => {
    this.written.push(record)
    return this.note(
      `write ${slot}`,
      Effect.sync(() => this.writes)
    )
  }
  readonly release: ResilientBackend["release"] = (slot) => this.note(`release ${slot}`, Effect.void)
  readonly remove: ResilientBackend["remove"] = (slot, id) => this.note(`remove ${slot} ${id}`, Effect.void)
}

export const reported: Array<string> = []

/** What an account of the credentials `ada` looks for. */
export const queryOf = (change: Partial<SessionQuery<string>> = {}): Effect.Effect<SessionQuery<string>> =>
  Effect.map(Clock.Clock, (clock) => {
    reported.length = 0
    return {
      vendor: "acme",
      origin: "https://acme.example",
      account: ["ada"],
      credentials: "ada",
      index: 0,
      codec: Schema.String,
      current: undefined,
      isUnwanted: () => false,
      ignoreGuard: false,
      now: () => clock.currentTimeMillisUnsafe(),
      attempt: undefined,
      report: ({ detail }: StoreFailure) => void reported.push(detail),
      ...change
    }
  })

/** The same, with a login that makes `value of new`. */
export const requestOf = (change: Partial<LoginRequest<string>> = {}): Effect.Effect<LoginRequest<string>> =>
  Effect.map(queryOf(), (query) => {
    const login: Login<string> = { value: "value of new", lifetime: {} }
    return {
      ...query,
      newId: () => "new",
      login: Effect.succeed(login),
      sentAt: query.now,
      guardOf: () => undefined,
      ...change
    }
  })

export const made = (issuedAt = 0): Session<string> => ({ id: "new", value: "value of new", issuedAt, lifetime: {} })
