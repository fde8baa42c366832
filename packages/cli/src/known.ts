/** What is known of each profile's session, without secrets: for `status`, and to find the session again at once. */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { readJson, removeFile, writePrivate } from "./files.ts"
import { type Folders, knownFile } from "./paths.ts"
import type { Place } from "./catalogueEntry.ts"

/** Where a value came from. */
export type Source =
  | "flag"
  | "environment"
  | "profile"
  | "keychain"
  | "command"
  | "stdin"
  | "prompt"
  | "default"
  | "store"

/** A credential field of the account, as it was resolved. */
export interface KnownField {
  /** Its name in the spec. */
  readonly name: string
  /** Its environment variable. */
  readonly variable: string
  readonly secret: boolean
  readonly source: Source
  /** Its value; never that of a secret. */
  readonly value?: string
  /** Whether it is one of the credentials, and not of the server. */
  readonly credential: boolean
  readonly kind: "text" | "number"
}

/** A session that was logged in for a profile. */
export interface Known {
  readonly version: 1
  readonly profile: string
  readonly vendor: string
  readonly method: string
  /** The base URL after normalisation. */
  readonly origin: string
  /** Who is logged in, for people. */
  readonly account: string
  readonly fields: ReadonlyArray<KnownField>
  /** The variables of all the method's fields, used or not. */
  readonly variables: ReadonlyArray<string>
  /** Where a session goes in a request, the usual place first. */
  readonly places: ReadonlyArray<Place>
  /** Where the store keeps the session; missing if it does not. */
  readonly slot?: string
  readonly store: "file" | "redis" | "none"
  readonly session?: {
    readonly id: string
    /** Milliseconds since the epoch. */
    readonly issuedAt: number
    readonly usedAt: number
    /** Milliseconds; missing where unknown. */
    readonly idleTimeout?: number
    readonly absoluteTimeout?: number
    /** The member of the session's value that travels in requests. */
    readonly member: string
  }
  readonly lastFailure?: { readonly reason: string; readonly message: string; readonly at: number }
}

const isKnown = (value: unknown): value is Known =>
  typeof value === "object" && value !== null && "version" in value && value.version === 1 && "profile" in value

/** What is known of a profile's session. */
export const readKnown = (folders: Folders, profile: string): Known | undefined => {
  const value = readJson(knownFile(folders, profile))
  return isKnown(value) ? value : undefined
}

/** What is known of all sessions. */
export const readAllKnown = (folders: Folders): ReadonlyArray<Known> => {
  const folder = join(folders.state, "known")
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => readJson(join(folder, file)))
      .filter(isKnown)
  } catch {
    return []
  }
}

/** Writes what is known. A folder that cannot be written costs only the listing. */
export const writeKnown = (folders: Folders, known: Known): void => {
  try {
    writePrivate(knownFile(folders, known.profile), `${JSON.stringify(known)}\n`)
  } catch {
    // The session itself is what matters; the store says so if it cannot be written.
  }
}

/** Forgets a profile's session. */
export const removeKnown = (folders: Folders, profile: string): void => {
  try {
    removeFile(knownFile(folders, profile))
  } catch {
    // As above.
  }
}

/** When a session ends if it is not used, in milliseconds since the epoch; `undefined` where that is unknown. */
export const expiresAt = (session: NonNullable<Known["session"]>): number | undefined => {
  const ends = [
    session.absoluteTimeout === undefined ? Infinity : session.issuedAt + session.absoluteTimeout,
    session.idleTimeout === undefined ? Infinity : session.usedAt + session.idleTimeout
  ]
  const end = Math.min(...ends)
  return Number.isFinite(end) ? end : undefined
}
