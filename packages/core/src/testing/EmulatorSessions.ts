/**
 * The session table of an emulated server: sessions that expire, by idleness or age, on Effect's `Clock`.
 *
 * @since 0.1.0
 */

/**
 * One session as the server sees it.
 *
 * @category models
 * @since 0.1.0
 */
export interface ServerSession<Data = unknown> {
  /** The id that requests carry. */
  readonly id: string
  /** Whose session it is. */
  readonly user: string
  /** What else the server knows of it. */
  readonly data: Data
  /** When it was opened, in milliseconds since the epoch. */
  readonly openedAt: number
  /** When it was last used, in milliseconds since the epoch. */
  usedAt: number
}

/**
 * How long a server keeps a session, in milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface ServerLifetime {
  /**
   * How long after its last use a session ends.
   *
   * @default no limit
   */
  readonly idle?: number
  /**
   * How long after it was opened a session ends.
   *
   * @default no limit
   */
  readonly absolute?: number
}

/**
 * A table of sessions with one lifetime for all, changed while it runs with `lifetime`.
 *
 * @category models
 * @since 0.1.0
 */
export class EmulatorSessions<Data = unknown> {
  /** The limits of all sessions, those that are open included. Assign to it to change them. */
  lifetime: ServerLifetime
  readonly #open = new Map<string, ServerSession<Data>>()

  /** Makes an empty table whose sessions have these limits. */
  constructor(lifetime: ServerLifetime) {
    this.lifetime = lifetime
  }

  /** Opens a session under an id that the caller made. */
  open(id: string, user: string, data: Data, now: number): ServerSession<Data> {
    const session = { id, user, data, openedAt: now, usedAt: now }
    this.#open.set(id, session)
    return session
  }

  /** The valid session of that id, without using it. An expired one is dropped. */
  peek(id: string, now: number): ServerSession<Data> | undefined {
    const session = this.#open.get(id)
    if (session === undefined) return undefined
    const { absolute, idle } = this.lifetime
    const expired =
      (idle !== undefined && now - session.usedAt > idle) ||
      (absolute !== undefined && now - session.openedAt >= absolute)
    if (!expired) return session
    this.#open.delete(id)
    return undefined
  }

  /** The valid session of that id; using it restarts its idle clock. */
  use(id: string, now: number): ServerSession<Data> | undefined {
    const session = this.peek(id, now)
    if (session !== undefined) session.usedAt = now
    return session
  }

  /** Ends a session. `false` when there was none. */
  close(id: string): boolean {
    return this.#open.delete(id)
  }

  /** Ends every session, or every session of one user. */
  closeAll(user?: string): void {
    for (const [id, session] of this.#open) if (user === undefined || session.user === user) this.#open.delete(id)
  }

  /** Ends all but the `count` newest sessions of one user. */
  keepNewest(user: string, count: number): void {
    const own = [...this.#open.values()].filter((session) => session.user === user)
    for (const { id } of own.slice(0, Math.max(0, own.length - count))) this.#open.delete(id)
  }

  /** How many sessions are valid. */
  count(now: number): number {
    for (const id of this.#open.keys()) this.peek(id, now)
    return this.#open.size
  }
}

/**
 * Makes ids that look random and are the same in every run: `length` characters of `alphabet`, a new one each call.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeIds = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  return (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(next() % alphabet.length)).join("")
}
