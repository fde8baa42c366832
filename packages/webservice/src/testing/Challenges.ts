/**
 * The challenge store: one token per user, shared by all who log in as that user.
 *
 * @since 0.1.0
 */
import type { User } from "./Accounts.ts"
import type { WebserviceDialect } from "./Dialect.ts"

/**
 * The result of getchallenge. Times are seconds since the epoch on the server's clock.
 *
 * @category models
 * @since 0.1.0
 */
export interface Challenge {
  readonly token: string
  readonly serverTime: number | string
  readonly expireTime: number | string
}

/**
 * Challenges in the manner of a dialect. `seconds` is how long one is valid; `makeToken` takes milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export class Challenges {
  readonly #held = new Map<User, { readonly token: string; readonly expires: number }>()
  readonly #rules: WebserviceDialect["challenge"]
  readonly #seconds: number
  readonly #makeToken: (now: number) => string

  constructor(rules: WebserviceDialect["challenge"], seconds: number, makeToken: (now: number) => string) {
    this.#rules = rules
    this.#seconds = seconds
    this.#makeToken = makeToken
  }

  /** Answers getchallenge. Without a user the token is good for nothing. */
  ask(user: User | undefined, now: number): Challenge {
    const second = Math.floor(now / 1000)
    const held = user === undefined ? undefined : this.#held.get(user)
    if (this.#rules.reused && held !== undefined && second < held.expires) {
      return this.#write(held.token, second, held.expires, "found")
    }
    const made = { token: this.#makeToken(now), expires: second + this.#seconds }
    if (user !== undefined) this.#held.set(user, made)
    return this.#write(made.token, second, made.expires, "made")
  }

  /** The token that login accepts now. It is not used up by a login. */
  active(user: User, now: number): string | undefined {
    const held = this.#held.get(user)
    return held !== undefined && Math.floor(now / 1000) <= held.expires ? held.token : undefined
  }

  /** Ends every challenge, or that of one user. */
  clear(user?: User): void {
    if (user === undefined) this.#held.clear()
    else this.#held.delete(user)
  }

  #write(token: string, serverTime: number, expires: number, how: "made" | "found"): Challenge {
    if (this.#rules.times === "strings") return { token, serverTime: String(serverTime), expireTime: String(expires) }
    return {
      token,
      serverTime,
      expireTime: this.#rules.times === "stored" && how === "found" ? String(expires) : expires
    }
  }
}
