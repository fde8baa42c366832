/** How an operation authenticates itself: by the session, by HTTP Basic with a key as user name, or not at all. */
import * as Pointer from "../pointer.ts"
import type { OperationObject } from "../read/openapi.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"

/** The scheme whose presence means: the engine puts the session in, where `x-crm-auth.place` says. */
const sessionScheme = "session"

export const securityOf = (
  spec: Spec,
  operationAt: string,
  operation: OperationObject
): Pick<Operation, "session" | "basic"> => {
  const at = operation.security === undefined ? "/security" : Pointer.child(operationAt, "security")
  const requirements = operation.security ?? spec.api.security ?? []
  const optional = requirements.some((requirement) => Object.keys(requirement).length === 0)
  let session = false
  let basic: Operation["basic"]
  requirements.forEach((requirement, index) => {
    for (const entry of Pointer.entries(Pointer.child(at, index), requirement)) {
      const scheme = spec.api.components?.securitySchemes?.[entry.name]
      const username = scheme?.["x-crm-username"]
      if (scheme === undefined) {
        spec.report(entry.at, `names a scheme that is not in /components/securitySchemes: add it there`)
      } else if (entry.name === sessionScheme) {
        session = true
        if (optional) spec.report(at, "makes the session optional: an operation carries it or doesn't")
      } else if (scheme.type === "http" && scheme.scheme === "basic" && username !== undefined) {
        const { description } = scheme
        basic = {
          name: username,
          required: !optional,
          at: entry.at,
          ...(description === undefined ? {} : { description })
        }
      } else {
        spec.report(
          entry.at,
          `is neither "${sessionScheme}" nor HTTP Basic with x-crm-username: other schemes are not supported`
        )
      }
    }
  })
  return { session, ...(basic === undefined ? {} : { basic }) }
}
