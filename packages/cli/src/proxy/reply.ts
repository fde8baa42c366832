/** The reply of a vendor as it comes. It owns the bytes that were not sent back yet, and the pace of the connection. */

/** Where the bytes come from. */
export interface Source {
  readonly pause: () => void
  readonly resume: () => void
  /** Ends the connection: the rest is not wanted. */
  readonly abort: () => void
}

/** Where the bytes go to. */
export interface Reader {
  /** Takes a chunk; `false` if no more should come until `resume`. */
  readonly data: (chunk: Uint8Array) => boolean
  readonly end: () => void
  readonly fail: (error: Error) => void
}

/** The number of unread bytes at which the connection is paused. */
const limit = 64 * 1024

type State = "open" | "whole" | Error

/**
 * A body that is read twice: by the engine, as far as it has to look, and then by the proxy, from the start. Bytes that the
 * engine has seen are kept until then.
 */
export class Reply {
  readonly #source: Source
  #state: State = "open"
  #chunks: Array<Uint8Array> = []
  /** The next chunk for the engine. */
  #next = 0
  #unread = 0
  #wake: (() => void) | undefined
  #reader: Reader | undefined

  constructor(source: Source) {
    this.#source = source
  }

  /** Adds bytes that came. */
  push(chunk: Uint8Array): void {
    if (this.#reader !== undefined) {
      if (!this.#reader.data(chunk)) this.#source.pause()
      return
    }
    this.#chunks.push(chunk)
    this.#unread += chunk.length
    if (this.#unread > limit) this.#source.pause()
    this.#wake?.()
  }

  /** Notes the end of the body: its last byte, or the error that cut it. */
  finish(error?: Error): void {
    if (this.#state !== "open") return
    this.#state = error ?? "whole"
    if (this.#reader === undefined) return this.#wake?.()
    if (error === undefined) this.#reader.end()
    else this.#reader.fail(error)
  }

  /** The whole body, if all of it has come. */
  get whole(): Uint8Array | undefined {
    if (this.#state !== "whole") return undefined
    const [first, second] = this.#chunks
    return first !== undefined && second === undefined ? first : Buffer.concat(this.#chunks)
  }

  /**
   * The engine's next bytes: `undefined` at the end, or when the proxy has begun to read. An error if the body was cut, and a
   * function that calls back once if there is nothing yet.
   */
  next(): Uint8Array | undefined | Error | ((resume: () => void) => void) {
    if (this.#reader !== undefined) return undefined
    const chunk = this.#chunks[this.#next]
    if (chunk !== undefined) {
      this.#next++
      this.#unread -= chunk.length
      if (this.#unread <= limit) this.#source.resume()
      return chunk
    }
    if (this.#state === "whole") return undefined
    if (this.#state !== "open") return this.#state
    return (resume) => {
      this.#wake = () => {
        this.#wake = undefined
        resume()
      }
    }
  }

  /** Reads the body from its start. The engine gets no more of it. */
  readBy(reader: Reader): void {
    this.#reader = reader
    this.#wake?.()
    const wantsMore = this.#chunks.reduce((_, chunk) => reader.data(chunk), true)
    this.#chunks = []
    if (this.#state === "whole") return reader.end()
    if (this.#state !== "open") return reader.fail(this.#state)
    if (wantsMore) this.#source.resume()
    else this.#source.pause()
  }

  /** Goes on after a reader took no more. */
  resume(): void {
    this.#source.resume()
  }

  /** Ends the connection, unless the whole body has come. */
  discard(): void {
    if (this.#state !== "open") return
    this.finish(new Error("the rest of the reply is not wanted"))
    this.#source.abort()
  }

  /** Ends the connection if the engine was its only reader. */
  leave(): void {
    if (this.#reader === undefined) this.discard()
  }
}
