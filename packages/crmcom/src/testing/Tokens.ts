/**
 * Makes, finds and ends the tokens of the emulated CRM.COM server.
 *
 * @since 0.1.0
 */
import * as Base64Url from "effect/encoding/Base64Url"
import { EmulatorSessions, makeIds, type ServerSession } from "@crm-auth/core/testing"
import type { Settings } from "./Options.ts"
import { isFrom } from "./Release.ts"

/** Whose token it is. `contact` is the number of the only contact that a consumer may see. */
export interface TokenOwner {
  readonly login: "user" | "key" | "consumer" | "device"
  readonly user: string
  readonly organisation: string
  readonly unit: string
  readonly contact?: string
}

const hexDigits = "0123456789ABCDEF"
const base64UrlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** Two tables, because the user login's tokens expire by another rule than all others. */
export class CrmcomTokens {
  readonly #settings: Settings
  readonly #ids = makeIds(0xc4c0)
  readonly #user: EmulatorSessions<TokenOwner>
  readonly #other: EmulatorSessions<TokenOwner>
  issued = 0

  constructor(settings: Settings) {
    this.#settings = settings
    this.#user = new EmulatorSessions(settings.userLifetime)
    this.#other = new EmulatorSessions(settings.keyLifetime)
  }

  issue(owner: TokenOwner, now: number): string {
    const token = this.#make(owner, now)
    const table = owner.login === "user" ? this.#user : this.#other
    table.open(token, owner.user, owner, now)
    table.keepNewest(owner.user, this.#settings.tokensPerUser)
    this.issued++
    return token
  }

  use(token: string, now: number): ServerSession<TokenOwner> | undefined {
    return this.#user.use(token, now) ?? this.#other.use(token, now)
  }

  /** Whether a token is valid, without using it. */
  isLive(token: string, now: number): boolean {
    return this.#user.peek(token, now) !== undefined || this.#other.peek(token, now) !== undefined
  }

  close(token: string): void {
    this.#user.close(token)
    this.#other.close(token)
  }

  closeAll(): void {
    this.#user.closeAll()
    this.#other.closeAll()
  }

  count(now: number): number {
    return this.#user.count(now) + this.#other.count(now)
  }

  #make(owner: TokenOwner, now: number): string {
    const { release, tokenFormat } = this.#settings
    const usual = isFrom(release, 12) ? "jwt" : owner.login === "user" ? "hex" : "digits"
    switch (tokenFormat ?? usual) {
      case "hex":
        return this.#ids(hexDigits, 32)
      case "digits":
        // Leading zeros and more digits than a double holds: a token read as a number is lost.
        return `00${this.#ids("0123456789", 18)}`
      case "jwt":
        return this.#jwt(owner, now)
    }
  }

  #jwt(owner: TokenOwner, now: number): string {
    const { claimTimes, clockSkew, consumerClaim, keyLifetime, userLifetime } = this.#settings
    const { absolute, idle } = owner.login === "user" ? userLifetime : keyLifetime
    const iat = Math.floor((now + clockSkew) / 1000)
    const exp = iat + Math.floor((absolute ?? idle ?? 7_200_000) / 1000)
    const payload = {
      usr: owner.user,
      org: owner.organisation,
      oun: owner.unit,
      ...(owner.contact === undefined ? {} : { cii: owner.contact, [consumerClaim]: "1" }),
      exp: claimTimes === "string" ? String(exp) : exp,
      iat: claimTimes === "string" ? String(iat) : iat,
      jti: this.#ids(hexDigits, 32)
    }
    const header = Base64Url.encode(JSON.stringify({ typ: "JWT", alg: "HS256" }))
    // No client has the vendor's HS256 secret, so any 32 bytes do for a signature.
    return `${header}.${Base64Url.encode(JSON.stringify(payload))}.${this.#ids(base64UrlDigits, 43)}`
  }
}
