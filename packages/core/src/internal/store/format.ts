/**
 * How records are named, sealed and signed, as plain functions: shared by the store and by programs that read one record
 * without Effect. Nothing here imports anything.
 */

/** What every sealed record begins with, and what its place is named with. */
export const version = "crm-auth-1"

/** The bytes before the sealed text. */
export const nonceLength = 12

/** The key of each purpose is the HMAC of this text under the store's key. */
export const purposeText = (purpose: "name" | "encryption" | "fingerprint"): string =>
  `crm-auth session store 1: ${purpose}`

/** How many bytes of the key's HMAC name it. */
export const keyNameLength = 4

/** What is authenticated with a record: it belongs to its key and its place. */
export const contextText = (keyId: string, slot: string): string => `${version} ${keyId} ${slot}`

/** A sealed record's key, and its body in base64url; `undefined` if the text is not a record. */
export const splitSealed = (sealed: string): { readonly keyId: string; readonly body: string } | undefined => {
  const [, keyId, body] = /^crm-auth-1\.(\w+)\.([^]*)$/.exec(sealed) ?? []
  return keyId === undefined || body === undefined ? undefined : { keyId, body }
}

/**
 * A value as text that is the same for equal values, whatever the order of their fields. `reveal` gives what a secret
 * holds, so secrets are in it in clear.
 */
export const canonicalText = (
  value: unknown,
  reveal: (value: unknown) => { readonly secret: unknown } | undefined
): string => {
  const revealed = reveal(value)
  if (revealed !== undefined) return `secret:${canonicalText(revealed.secret, reveal)}`
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, reveal)).join()}]`
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalText(field, reveal)}`).join()}}`
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value)
}

/** What a file of the store is, by its name; `undefined` for files of others. */
export const parseFileName = (
  name: string
): { readonly kind: "lock" | "session"; readonly number: number } | undefined => {
  const [, kind, number] = /^(lock|session)\.(\d{15})$/.exec(name) ?? []
  return kind === "lock" || kind === "session" ? { kind, number: Number(number) } : undefined
}

/** A record file's id and sealed value, which is empty if the record was removed. */
export const splitFile = (text: string): { readonly id: string; readonly value: string } => {
  const end = text.indexOf("\n")
  return { id: text.slice(0, Math.max(0, end)), value: text.slice(end + 1) }
}
