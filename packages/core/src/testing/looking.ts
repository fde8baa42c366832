/** How the contract's cases look at values: everything that prints, everything that was sent. */
import * as Exit from "effect/Exit"

/** As JSON shows it, rings cut. */
export const json = (value: unknown): string => {
  const seen = new Set<unknown>()
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner !== "object" || inner === null) return typeof inner === "bigint" ? String(inner) : inner
      if (seen.has(inner)) return "…"
      seen.add(inner)
      return inner
    }) ?? ""
  )
}

/** Every long value that a request carried: sessions, tokens and hashes are among them. */
export const sessionsIn = (
  url: URL,
  body: string,
  headers: { readonly [name: string]: string }
): ReadonlyArray<string> => {
  const form = body.startsWith("{") ? [] : [...new URLSearchParams(body).values()]
  const quoted = [...body.matchAll(/"(?:token|Token|SessionToken|TemporaryToken)":"([^"]+)"/g)].map((match) => match[1])
  const header = [headers["authorization"], headers["corebos-authorization"]].map((value) => value?.split(" ").at(-1))
  return [...url.searchParams.values(), ...form, ...quoted, ...header].flatMap((value) =>
    value !== undefined && value.length >= 10 && /\d/.test(value) ? [value] : []
  )
}

/** What an exit failed with. */
export const failureOf = (exit: Exit.Exit<unknown, unknown>): unknown =>
  Exit.isSuccess(exit) ? undefined : exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error

/** The reason that an exit failed with. */
export const reasonOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const error = failureOf(exit)
  if (typeof error !== "object" || error === null || !("reason" in error)) return "another failure"
  const reason = error.reason
  return typeof reason === "object" && reason !== null && "_tag" in reason ? String(reason._tag) : "no reason"
}
