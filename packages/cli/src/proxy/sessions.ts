/** The sessions that callers must not see. */
import { needlesOf } from "./mask.ts"

/** A session that was replaced may still be in an answer on its way. */
const remembered = 4

/** The latest sessions of one account. It owns them. */
export class Sessions {
  #secrets: ReadonlyArray<string> = []
  #needles: ReadonlyArray<Buffer> = []

  /** The bytes to mask. */
  get needles(): ReadonlyArray<Buffer> {
    return this.#needles
  }

  /** Notes a session. */
  add(secret: string): void {
    if (this.#secrets.at(-1) === secret) return
    this.#secrets = [...this.#secrets.filter((known) => known !== secret), secret].slice(-remembered)
    this.#needles = needlesOf(this.#secrets)
  }
}
