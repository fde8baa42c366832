/** Refuses what a vendor's emulator does not know: a name that nothing reads would be a mistake without a word. */
import type { EmulatorNames } from "@crm-auth/core/testing"
import type { Named } from "./vendorFacts.ts"

const list = (names: Iterable<string>): string => [...new Set(names)].join(", ")

/** Why the emulator has no requests to make go wrong; `undefined` if it has. */
export const operationProblem = (
  label: string,
  operation: string,
  names: Pick<EmulatorNames, "operations" | "others"> | undefined
): string | undefined => {
  if (names === undefined) return undefined
  const known = [...names.operations, ...(names.others ?? ["unknown"])]
  return operation === "*" || known.includes(operation)
    ? undefined
    : `The emulator of ${label} has no operation "${operation}". It has: ${list(known)}, and * for any.`
}

/** What the list of requests calls a request: an operation, or that there is no such operation. */
export const titleOf = (operation: string, url: URL, names: Named | undefined): string => {
  if (names === undefined || names.operations.includes(operation)) return operation
  const route = url.search.startsWith("?/") ? url.search.slice(1).split("&", 1)[0] : undefined
  const asked = route ?? (names.others?.includes(operation) === true ? undefined : operation)
  return asked === undefined ? "unknown operation" : `unknown operation ${asked}`
}
