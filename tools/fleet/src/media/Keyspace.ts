/** The data of a simulated Redis, with the few commands that the scripts use. Owns keys and when they expire. */

interface Entry {
  readonly value: string | Map<string, string>
  expiresAt: number
}

/** As Redis answers a command on a key of another type. */
export class WrongType extends Error {
  override readonly message = "WRONGTYPE Operation against a key holding the wrong kind of value"
}

export class Keyspace {
  /** The clock of Redis, in whole milliseconds. */
  readonly now: () => number
  private readonly entries = new Map<string, Entry>()

  constructor(now: () => number) {
    this.now = now
  }

  private entry(key: string): Entry | undefined {
    const found = this.entries.get(key)
    if (found === undefined || found.expiresAt > this.now()) return found
    this.entries.delete(key)
    return undefined
  }

  private hash(key: string): Map<string, string> | undefined {
    const value = this.entry(key)?.value
    if (typeof value === "string") throw new WrongType()
    return value
  }

  get(key: string): string | null {
    const value = this.entry(key)?.value ?? null
    if (value instanceof Map) throw new WrongType()
    return value
  }

  /** `SET key value NX PX millis`. */
  setNotExisting(key: string, value: string, millis: number): boolean {
    if (!Number.isSafeInteger(millis) || millis <= 0) throw new Error("ERR invalid expire time in 'set' command")
    if (this.entry(key) !== undefined) return false
    this.entries.set(key, { value, expiresAt: this.now() + millis })
    return true
  }

  /** `SET key value`, without a time to live. */
  set(key: string, value: string): void {
    this.entries.set(key, { value, expiresAt: Infinity })
  }

  del(key: string): number {
    const found = this.entry(key) !== undefined
    this.entries.delete(key)
    return found ? 1 : 0
  }

  hget(key: string, field: string): string | null {
    return this.hash(key)?.get(field) ?? null
  }

  hset(key: string, fields: Readonly<Record<string, string>>): void {
    const hash = this.hash(key)
    const target = hash ?? new Map<string, string>()
    if (hash === undefined) this.entries.set(key, { value: target, expiresAt: Infinity })
    for (const [field, value] of Object.entries(fields)) target.set(field, value)
  }

  hdel(key: string, fields: ReadonlyArray<string>): void {
    const hash = this.hash(key)
    if (hash === undefined) return
    for (const field of fields) hash.delete(field)
    // Redis keeps no empty hash.
    if (hash.size === 0) this.entries.delete(key)
  }

  /** -2 for a key that is not there, -1 for one that does not expire. */
  pttl(key: string): number {
    const found = this.entry(key)
    if (found === undefined) return -2
    return found.expiresAt === Infinity ? -1 : found.expiresAt - this.now()
  }

  pexpire(key: string, millis: number): number {
    if (!Number.isSafeInteger(millis)) throw new Error("ERR value is not an integer or out of range")
    const found = this.entry(key)
    if (found === undefined) return 0
    if (millis <= 0) this.entries.delete(key)
    else found.expiresAt = this.now() + millis
    return 1
  }

  keys(): ReadonlyArray<string> {
    return [...this.entries.keys()].filter((key) => this.entry(key) !== undefined)
  }

  clear(): void {
    this.entries.clear()
  }
}
