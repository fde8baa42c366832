/** Finds the function of a vendor's Promise entry that belongs to a login method. */
import type { Vendor } from "@crm-auth/core/Driver"
import type { Connection } from "@crm-auth/core/Promise"
import * as Predicate from "effect/Predicate"

/** A constructor of a vendor's Promise entry, its options forgotten. */
export type Connect = (options: { readonly [name: string]: unknown }) => Promise<Connection<unknown>>

const isConnect = (value: unknown): value is Connect => Predicate.isFunction(value)

/** The usual method's is `connect`; the name of every other one ends with its method's id. */
export const connectOf = (vendor: Vendor, module: { readonly [name: string]: unknown }, method: string): Connect => {
  const isUsual = vendor.methods[0]?.credentials.id === method
  const ending = method.charAt(0).toUpperCase() + method.slice(1)
  const found = Object.entries(module).find(
    ([name]) => name.startsWith("connect") && (isUsual ? name === "connect" : name.endsWith(ending))
  )?.[1]
  if (!isConnect(found)) throw new Error(`${vendor.name} has no Promise entry for ${method}`)
  return found
}
