/** The session as environment variables. Plain functions: they are used before anything large is loaded. */
import { inTime } from "./time.ts"

/** The formats of `crm-auth env`. */
export const formats = ["posix", "powershell", "dotenv", "json", "github"] as const

/** A format of `crm-auth env`. */
export type Format = (typeof formats)[number]

/** Variables by name. */
export type Variables = { readonly [name: string]: string }

/** The variables that the command of `exec` does not get: it has the session, and needs no secret that makes another. */
export const withheldFrom = (
  fields: ReadonlyArray<{ readonly secret: boolean; readonly variable: string }>
): ReadonlyArray<string> => [
  ...fields.flatMap(({ secret, variable }) => (secret ? [variable] : [])),
  "SESSION_STORE_KEY"
]

/** The variables of a session: the address, the session, and when it ends. */
export const variablesOf = (session: {
  readonly vendor: string
  readonly url: string
  readonly value: string
  readonly expiresAt: number | undefined
}): Variables => {
  const prefix = session.vendor.toUpperCase()
  const end = inTime(session.expiresAt)
  return {
    ...(session.url === "" ? undefined : { [`${prefix}_URL`]: session.url }),
    [`${prefix}_SESSION`]: session.value,
    ...(end === null ? undefined : { [`${prefix}_SESSION_EXPIRES_AT`]: end })
  }
}
