/** Reads records of the session store with the store's own functions, before anything large is loaded. It writes nothing. */
import {
  holdsStoredSession,
  newestRecord,
  readStoredSession,
  type StoredSession,
  type StoredSessionCrypto
} from "@crm-auth/core/StoredSession"
import { createDecipheriv, createHmac } from "node:crypto"
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { keyVariable, readKeyFile } from "./keyFile.ts"
import { type Folders, keyFile, sessionsFolder } from "./paths.ts"

/** Variables by name. */
export type Environment = { readonly [name: string]: string | undefined }

/** Decodes a store's key; `undefined` if the text is not one. */
export const keyBytes = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, /^[\da-f]{64}$/i.test(text) ? "hex" : "base64")
  return bytes.length === 32 ? bytes : undefined
}

/** The store's key from the environment or the key file. The keychain is not asked: that takes time. */
export const keyOf = (environment: Environment, folders: Folders): Buffer | undefined =>
  keyBytes((environment[keyVariable] || readKeyFile(keyFile(folders)).key)?.trim() ?? "")

const isOwn = ({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean =>
  process.platform === "win32" || ((mode & 0o077) === 0 && uid === process.getuid?.())

const crypto: StoredSessionCrypto = {
  hmac: (key, text) => createHmac("sha256", key).update(text).digest(),
  decrypt: (key, sealed, { context, nonce }) => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce)
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(sealed.subarray(-16))
    try {
      return decipher.update(sealed.subarray(0, -16), undefined, "utf8") + decipher.final("utf8")
    } catch {
      return undefined
    }
  }
}

/** A session's record, still encrypted. */
export interface StoredRecord {
  /** When it was written, in milliseconds since the epoch. */
  readonly writtenAt: number
  /** The session in it; `undefined` if it cannot be read, was made with other credentials, or is due for renewal. */
  readonly open: (
    key: Buffer,
    credentials?: { readonly [name: string]: unknown } | undefined
  ) => StoredSession | undefined
  /** Whether there is a session in it, due for renewal or not; `undefined` if it cannot be read. */
  readonly holdsSession: (key: Buffer) => boolean | undefined
}

/** A record of which `text` gives the file's content. */
export const recordOf = ({
  slot,
  text,
  writtenAt
}: {
  readonly slot: string
  readonly text: () => string
  readonly writtenAt: number
}): StoredRecord => ({
  writtenAt,
  holdsSession: (key) => holdsStoredSession({ key, slot, text: text() }, crypto),
  open: (key, credentials) =>
    readStoredSession({ key, slot, credentials, text: text(), writtenAt, now: Date.now() }, crypto)
})

/** The newest record of a slot; `undefined` if no record belongs to this user alone. */
export const readSlot = (folders: Folders, slot: string): StoredRecord | undefined => {
  const root = sessionsFolder(folders)
  if (!isOwn(statSync(root))) return undefined
  const name = newestRecord(readdirSync(join(root, slot)))
  if (name === undefined) return undefined
  const path = join(root, slot, name)
  const file = lstatSync(path)
  if (!file.isFile() || !isOwn(file)) return undefined
  return recordOf({ slot, text: () => readFileSync(path, "utf8"), writtenAt: file.mtimeMs })
}

/** The slots that hold a record. */
export const slotsOf = (folders: Folders): ReadonlyArray<string> => {
  try {
    return readdirSync(sessionsFolder(folders), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}
