/** Under which names secrets are sent and answered: those that the vendors' specs say are not to be shown. */
import { subjects } from "./subjects.ts"

const redacted = subjects.flatMap(({ protocol }) => protocol.redact.map((name) => name.toLowerCase()))

/** Names of fields, elements and parameters, in lower case. */
export const secretNames: ReadonlySet<string> = new Set([...redacted, "session_name"])

/** Names of headers, in lower case. */
export const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  ...redacted.filter((name) => name.includes("authorization")),
  ...subjects.flatMap(({ protocol }) =>
    [...protocol.place, ...Object.values(protocol.tokens).map(({ place }) => place)].flatMap((place) =>
      place.in === "header" ? [place.name.toLowerCase()] : []
    )
  )
])
