/** Text that a vendor compressed although it was asked not to: sessions in it can be seen only when it is decoded. */
import type { Duplex } from "node:stream"
import * as zlib from "node:zlib"
import { isTextual } from "./mask.ts"
import type { Source } from "./reply.ts"

/** Headers as the vendor sent them. */
type Headers = { readonly [name: string]: string | undefined }

const decoders: { readonly [encoding: string]: (() => Duplex) | undefined } = {
  gzip: zlib.createGunzip,
  "x-gzip": zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
  // Node has it since 22.15.
  zstd: "createZstdDecompress" in zlib ? zlib.createZstdDecompress : undefined
}

/** The encodings of a body, the one that was applied last first. */
const encodingsOf = (headers: Headers): ReadonlyArray<string> =>
  (headers["content-encoding"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity")
    .toReversed()

/** What decodes a body; empty for one that is passed on as it is. */
export const decodersFor = (headers: Headers): ReadonlyArray<Duplex> => {
  if (!isTextual(headers["content-type"])) return []
  const found = encodingsOf(headers).map((name) => decoders[name])
  const known = found.flatMap((make) => (make === undefined ? [] : [make]))
  return known.length === found.length ? known.map((make) => make()) : []
}

/** The headers of a body that was decoded. */
export const decodedHeaders = (headers: Headers): Headers => {
  const { "content-encoding": _, "content-length": __, ...rest } = headers
  return rest
}

/** Why sessions in a body could not be seen; `undefined` if they can, or if the body is no text. */
export const unseen = (status: number, headers: Headers): string | undefined => {
  const type = headers["content-type"]
  // No part was asked for. One that comes all the same may begin within a session.
  if (/^multipart\/byteranges/i.test(type?.trim() ?? "")) return "parts of a body"
  if (!isTextual(type)) return undefined
  const encodings = encodingsOf(headers)
  if (encodings.length > 0) return `text in the encoding ${encodings.join(", ")}`
  if (status === 206) return "a part of a text"
  return /charset="?utf-?(16|32)/i.test(type ?? "") ? "text in UTF-16 or UTF-32" : undefined
}

/** Where decoded bytes go to. */
interface Target {
  readonly push: (chunk: Uint8Array) => void
  readonly finish: (error?: Error) => void
}

/** Bytes on their way through decoders. It owns the decoders. */
export class Decoding {
  readonly #first: Duplex
  readonly #last: Duplex
  /** Paces the decoders, and through them the connection. */
  readonly source: Source

  /** `target` is asked for once the first bytes are decoded. */
  constructor([first, ...others]: readonly [Duplex, ...ReadonlyArray<Duplex>], wire: Source, target: () => Target) {
    this.#first = first
    this.#last = others.reduce((from, to) => from.pipe(to), first)
    const fail = (error: Error) => {
      target().finish(error)
      wire.abort()
    }
    for (const decoder of [first, ...others]) decoder.on("error", fail)
    this.#first.on("drain", wire.resume)
    this.#last.on("data", (chunk: Buffer) => target().push(chunk))
    this.#last.on("end", () => target().finish())
    this.source = {
      pause: () => void this.#last.pause(),
      resume: () => void this.#last.resume(),
      abort: wire.abort
    }
  }

  /** Takes encoded bytes; `false` if no more should come for now. */
  write(chunk: Uint8Array): boolean {
    return this.#first.write(chunk)
  }

  /** Notes the end of the encoded bytes. */
  end(): void {
    this.#first.end()
  }
}
