/** Prints a value every way that a program may print it. */
import { inspect } from "node:util"

const json = (value: unknown): string => {
  const seen = new Set<unknown>()
  try {
    return (
      JSON.stringify(value, (_key, inner: unknown) => {
        if (typeof inner === "bigint") return String(inner)
        if (typeof inner !== "object" || inner === null) return inner
        if (seen.has(inner)) return "…"
        seen.add(inner)
        return inner
      }) ?? ""
    )
  } catch {
    return ""
  }
}

/** The names of the secrets that any way of printing shows. */
export const shown = (value: unknown, secrets: { readonly [name: string]: string }): string => {
  const ways = [
    inspect(value, { depth: Infinity, showHidden: true }),
    inspect(value),
    json(value),
    String(value),
    value instanceof Error ? (value.stack ?? "") : ""
  ]
  const found = Object.keys(secrets).filter((name) => ways.some((text) => text.includes(secrets[name] ?? "")))
  return found.length === 0 ? "none" : found.join(", ")
}
