/**
 * The ids that a server makes: challenge tokens, session ids and access keys.
 *
 * @since 0.1.0
 */
import { makeIds } from "@crm-auth/core/testing"
import * as Digest from "effect/crypto/Digest"
import * as Hex from "effect/encoding/Hex"

const letters = "abcdefghijklmnopqrstuvwxyz"
const digits = "0123456789"

/**
 * Ids to hand out before made-up ones, in order. For examples that must come out the same.
 *
 * @category models
 * @since 0.1.0
 */
export interface Prepared {
  /**
   * Tokens of challenges.
   *
   * @default none
   */
  readonly tokens?: ReadonlyArray<string>
  /**
   * Session ids.
   *
   * @default none
   */
  readonly sessionIds?: ReadonlyArray<string>
}

/**
 * Makes the ids of one installation.
 *
 * @category models
 * @since 0.1.0
 */
export class Tokens {
  readonly #pick = makeIds(0x0c0ffee)
  readonly #tokens: Array<string>
  readonly #sessionIds: Array<string>
  #microsecond = 0

  constructor(prepared: Prepared = {}) {
    this.#tokens = [...(prepared.tokens ?? [])]
    this.#sessionIds = [...(prepared.sessionIds ?? [])]
  }

  /** A challenge token: 13 hex characters of the clock, as PHP's `uniqid` makes them. Never the same twice. */
  token(now: number): string {
    const prepared = this.#tokens.shift()
    if (prepared !== undefined) return prepared
    this.#microsecond = Math.max(Math.floor(now) * 1000, this.#microsecond + 1)
    const hex = (value: number, width: number) => value.toString(16).padStart(width, "0")
    return hex(Math.floor(this.#microsecond / 1e6), 8) + hex(this.#microsecond % 1e6, 5)
  }

  /** A session id: 26 of `[a-z0-9]`, or 17 to 21 hex characters. */
  sessionId(format: "hex" | "base36"): string {
    const prepared = this.#sessionIds.shift()
    if (prepared !== undefined) return prepared
    if (format === "base36") return this.#pick(letters + digits, 26)
    return this.#pick(`${digits}abcdef`, 17 + Number(this.#pick("01234", 1)))
  }

  /** An access key: up to 16 letters and digits, and now and then fewer. */
  accessKey(): string {
    const length = this.#pick("0123", 1) === "0" ? 15 : 16
    return this.#pick(letters + letters.toUpperCase() + digits, length)
  }
}

// Its type allows algorithms without one; MD5 always has it.
const implementation = Digest.md5.implementation ?? ((data: Uint8Array) => data)

/**
 * The MD5 of a text in lower-case hex.
 *
 * @category hashing
 * @since 0.1.0
 */
export const md5 = (source: string): string => Hex.encode(implementation(new TextEncoder().encode(source)))
