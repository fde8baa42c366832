/** Masks sessions in text that streams by, whatever the chunks are. Text keeps its length. */

/** The ways in which a text may spell a secret. */
const spellings = (secret: string): ReadonlyArray<string> => {
  const inJson = JSON.stringify(secret).slice(1, -1)
  const inXml = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
  const inForm = new URLSearchParams([["", secret]]).toString().slice(1)
  return [secret, inJson, inJson.replaceAll("/", "\\/"), inXml, encodeURIComponent(secret), inForm]
}

/** A session this short would tear holes into every text. */
const shortest = 4

/** The bytes to look for, the longest first. */
export const needlesOf = (secrets: Iterable<string>): ReadonlyArray<Buffer> =>
  [...new Set([...secrets].filter(({ length }) => length >= shortest).flatMap(spellings))]
    .map((text) => Buffer.from(text))
    .sort((a, b) => b.length - a.length)

/** Where the tail begins that may be the start of a needle. */
const tailOf = (bytes: Buffer, needles: ReadonlyArray<Buffer>): number => {
  const longest = needles[0]?.length ?? 0
  for (let at = Math.max(0, bytes.length - longest + 1); at < bytes.length; at++) {
    const tail = bytes.subarray(at)
    const mayGoOn = needles.some(
      (needle) => needle.length > tail.length && needle.subarray(0, tail.length).equals(tail)
    )
    if (mayGoOn) return at
  }
  return bytes.length
}

const maskAll = (bytes: Buffer, needles: ReadonlyArray<Buffer>): Buffer => {
  let masked: Buffer | undefined
  for (const needle of needles) {
    for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
      masked ??= Buffer.from(bytes)
      masked.fill("*", at, at + needle.length)
    }
  }
  return masked ?? bytes
}

/** Masks what streams by. It owns the bytes that may be the start of a session, until the next chunk decides. */
export class Masker {
  readonly #needles: ReadonlyArray<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(needles: ReadonlyArray<Buffer>) {
    this.#needles = needles
  }

  /** Takes a chunk, and gives what is decided by now. */
  push(chunk: Uint8Array): Uint8Array {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const masked = maskAll(this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]), this.#needles)
    const end = tailOf(masked, this.#needles)
    this.#held = Buffer.from(masked.subarray(end))
    return masked.subarray(0, end)
  }

  /** Masks a whole body. */
  all(bytes: Uint8Array): Uint8Array {
    return maskAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), this.#needles)
  }

  /** Gives what is left. */
  end(): Uint8Array {
    const rest = this.#held
    this.#held = Buffer.alloc(0)
    return rest
  }
}

/** Masks a whole text, such as a header's value. */
export const maskText = (text: string, needles: ReadonlyArray<Buffer>): string => {
  // Most headers are shorter than any session.
  if (needles.every(({ length }) => length > text.length)) return text
  const bytes = Buffer.from(text)
  const masked = maskAll(bytes, needles)
  return masked === bytes ? text : masked.toString()
}

const textual =
  /^(text\/|image\/svg|application\/[\w.+-]*(json|xml|javascript|ecmascript|yaml|graphql|x-www-form-urlencoded|php))/i

/** Whether a body of this type is text. */
export const isTextual = (type: string | undefined): boolean => type === undefined || textual.test(type.trim())
