/** The fields that decide whether a login worked. */
import * as Pointer from "../pointer.ts"
import { walk } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"

/**
 * The places of the one field that holds a login's session, and of those around it. A wrong type there is an
 * unexpected reply, not a missing session. Where the session may be in several fields, a wrong one is passed over.
 */
export const strictPlaces = (spec: Spec, operations: ReadonlyArray<Operation>): ReadonlySet<string> => {
  const places = new Set<string>()
  for (const [id, login] of Object.entries(spec.crm.logins)) {
    const [pointer, ...others] = login.session
    if (pointer === undefined || others.length > 0) continue
    for (const schema of operations.find((operation) => operation.id === id)?.output?.alternatives ?? []) {
      for (const path of walk(spec, schema, Pointer.tokens(pointer))) {
        for (const found of path) places.add(found.at)
      }
    }
  }
  return places
}
