/** One NDJSON line per request, without secrets. It owns the file. */
import { closeSync, openSync, writeSync } from "node:fs"

/** What is written of a request. */
export interface AuditLine {
  readonly vendor: string
  readonly method: string
  /** The path without its query, but with a bare route. */
  readonly path: string
  readonly operation?: string
  readonly status: number
  /** How long it took. */
  readonly tookMillis: number
  /** Why it was not answered by the vendor. */
  readonly reason?: string
}

/** Writes lines to a file that only its owner can read. */
export interface Audit {
  readonly write: (line: AuditLine) => void
  readonly close: () => void
}

/** Opens the file for appending. */
export const openAudit = (path: string): Audit => {
  const file = openSync(path, "a", 0o600)
  return {
    write: (line) => void writeSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`),
    close: () => closeSync(file)
  }
}
