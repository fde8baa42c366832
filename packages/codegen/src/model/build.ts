/** Turns a spec into its operations, reporting what can't become one. */
import * as Pointer from "../pointer.ts"
import { methods } from "../read/openapi.ts"
import type { Method } from "../read/openapi.ts"
import type { Spec } from "../read/spec.ts"
import { gather } from "./inputs.ts"
import type { Operation } from "./operation.ts"
import { replies } from "./replies.ts"
import { securityOf } from "./security.ts"

const upper = (method: Method): Uppercase<Method> => {
  switch (method) {
    case "get":
      return "GET"
    case "post":
      return "POST"
    case "put":
      return "PUT"
    case "patch":
      return "PATCH"
    case "delete":
      return "DELETE"
  }
}

const checkFragment = (spec: Spec, at: string, path: string, id: string): void => {
  const hash = path.indexOf("#")
  if (hash !== -1 && path.slice(hash + 1) !== id) {
    spec.report(at, `has operationId ${id}, but its path ends in ${path.slice(hash)}: the two must be the same`)
  }
}

/** Reports operations that can't be told apart, and goes on with the first of them. */
const distinct = (spec: Spec, operations: ReadonlyArray<Operation>): ReadonlyArray<Operation> => {
  const ids = new Map<string, Operation>()
  const bare = new Map<string, Operation>()
  for (const operation of operations) {
    const same = ids.get(operation.id)
    if (same !== undefined) {
      spec.report(
        Pointer.child(operation.at, "operationId"),
        `is also the operationId of ${same.method} ${same.path}: give each its own`
      )
      continue
    }
    ids.set(operation.id, operation)
    const key = `${operation.method} ${operation.target}`
    const twin = bare.get(key)
    if (twin !== undefined && !(operation.path.includes("#") && twin.path.includes("#"))) {
      spec.report(
        operation.at,
        `has the method and target of ${twin.id}: tell them apart by #operationId after the path (${operation.target}#${operation.id})`
      )
    }
    bare.set(key, operation)
  }
  return [...ids.values()]
}

export const operationsOf = (spec: Spec): ReadonlyArray<Operation> => {
  const operations = Pointer.entries("/paths", spec.api.paths).flatMap((item) =>
    methods.flatMap((method): ReadonlyArray<Operation> => {
      const operation = item.value[method]
      if (operation === undefined) return []
      const at = Pointer.child(item.at, method)
      const { operationId: id, summary, description, externalDocs } = operation
      const target = item.name.replace(/#.*$/, "")
      checkFragment(spec, Pointer.child(at, "operationId"), item.name, id)
      return [
        {
          id,
          at,
          path: item.name,
          method: upper(method),
          target,
          ...(operation.servers?.[0] === undefined ? {} : { origin: operation.servers[0].url.replace(/\/+$/, "") }),
          ...(summary === undefined ? {} : { summary }),
          ...(description === undefined ? {} : { description }),
          ...(externalDocs === undefined ? {} : { link: externalDocs.url }),
          safe: operation["x-crm-safe"] === true,
          returns: id !== spec.crm.logout?.operation,
          ...securityOf(spec, at, operation),
          ...gather(spec, at, target, item, operation),
          ...replies(spec, at, operation.responses)
        }
      ]
    })
  )
  return distinct(spec, operations)
}
