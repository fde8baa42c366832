/**
 * The sessions of an emulated installation.
 *
 * @since 0.1.0
 */
import { EmulatorSessions, type ServerLifetime, type ServerSession } from "@crm-auth/core/testing"
import type { User } from "./Accounts.ts"

/**
 * Who a session is for and where it came from: an API login, a login in the browser, or an extendsession that left it
 * behind without a user (`anonymous`). `marker` is the code with which its next use ends it.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionData {
  readonly user: User | undefined
  readonly origin: "api" | "browser" | "anonymous"
  readonly userAgent: string | undefined
  marker: "SESSION_EXPIRED" | "SESSION_LEFT_IDLE" | undefined
}

/**
 * A valid session.
 *
 * @category models
 * @since 0.1.0
 */
export type Session = ServerSession<SessionData>

/**
 * The session table. It remembers which ids were opened for whom until they are closed, since a static token joins
 * such a session even when it has idled out.
 *
 * @category models
 * @since 0.1.0
 */
export class Sessions {
  readonly #table: EmulatorSessions<SessionData>
  readonly #opened = new Map<string, Session>()

  constructor(lifetime: ServerLifetime) {
    this.#table = new EmulatorSessions(lifetime)
  }

  /** Opens a session under an id, replacing one that has it. */
  open(id: string, data: Omit<SessionData, "marker">, now: number): Session {
    const session = this.#table.open(id, data.user?.username ?? "", { ...data, marker: undefined }, now)
    this.#opened.set(id, session)
    return session
  }

  /** The valid session of an id; using it restarts its idle clock. */
  use(id: string, now: number): Session | undefined {
    return this.#table.use(id, now)
  }

  /** Whether the table has a session of that id: a valid one, or one that has idled out. */
  has(id: string): boolean {
    return this.#opened.has(id)
  }

  /** Ends a session. */
  close(id: string): void {
    this.#table.close(id)
    this.#opened.delete(id)
  }

  /** Ends the sessions of a user that were made by API logins, except one. */
  evict(user: User, except?: string): void {
    for (const [id, { data }] of this.#opened) {
      if (data.user === user && data.origin === "api" && id !== except) this.close(id)
    }
  }

  /** Ends every session as if by idleness. */
  expireAll(): void {
    this.#table.closeAll()
  }

  /** Makes the next use of every session end it with a code. */
  markAll(marker: "SESSION_EXPIRED" | "SESSION_LEFT_IDLE"): void {
    for (const { data } of this.#opened.values()) data.marker = marker
  }

  /**
   * Joins an open session of a user, as a static token does. `stale` when all that were opened have ended: they are
   * forgotten then.
   */
  join(user: User, now: number): Session | "stale" | undefined {
    const ids = [...this.#opened].flatMap(([id, { data }]) => (data.user === user && data.origin === "api" ? [id] : []))
    for (const id of ids) {
      const session = this.#table.use(id, now)
      if (session !== undefined) return session
    }
    for (const id of ids) this.close(id)
    return ids.length === 0 ? undefined : "stale"
  }

  /** How many sessions are valid. */
  count(now: number): number {
    return [...this.#opened].filter(
      ([id, { data }]) => data.user !== undefined && this.#table.peek(id, now) !== undefined
    ).length
  }
}
