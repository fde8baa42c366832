/** Which operation a request asks for: by method, path and route, and then by the fields that always have one value. */
import * as Predicate from "effect/Predicate"
import { parseJson } from "../../internal/protocol/envelope.ts"
import type { EmulatorRequest } from "../Emulator.ts"
import type { EmulatorOperation, EmulatorSpec } from "../EmulatorSpec.ts"

/** Whether nothing in their requests tells two operations apart. */
export const isSameRequest = (one: EmulatorOperation, other: EmulatorOperation): boolean =>
  one.method === other.method &&
  one.target === other.target &&
  one.origin === other.origin &&
  one.constants.length === other.constants.length &&
  one.constants.every((constant) =>
    other.constants.some(
      ({ in: where, name, value }) => where === constant.in && name === constant.name && value === constant.value
    )
  )

interface Route {
  readonly operation: EmulatorOperation
  readonly origin: string
  readonly path: RegExp
  /** The bare route behind the `?`, with it. */
  readonly search: string | undefined
  readonly names: ReadonlyArray<string>
}

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")

const routeOf = (base: URL, spec: EmulatorSpec, operation: EmulatorOperation): Route => {
  const own = operation.origin === undefined ? undefined : new URL(operation.origin)
  const start = own === undefined ? base.pathname.replace(/\/$/, "") + spec.protocol.server.path : own.pathname
  const at = operation.target.indexOf("?/")
  const target = at < 0 ? operation.target : operation.target.slice(0, at)
  const names: Array<string> = []
  const pattern = target
    .split(/\{([^{}]*)\}/)
    .map((part, index) => {
      if (index % 2 === 0) return quoted(part)
      names.push(part)
      return "([^/]+)"
    })
    .join("")
  return {
    operation,
    origin: (own ?? base).origin,
    path: new RegExp(`^${quoted(start.replace(/\/$/, ""))}${pattern}$`),
    search: at < 0 ? undefined : operation.target.slice(at),
    names
  }
}

const constantsHold = (operation: EmulatorOperation, request: EmulatorRequest): boolean => {
  const form = new URLSearchParams(request.body)
  const json = parseJson(request.body)
  return operation.constants.every(({ in: where, name, value }) =>
    where === "json"
      ? Predicate.isObject(json) && Reflect.get(json, name) === value
      : (where === "query" ? request.url.searchParams : form).get(name) === String(value)
  )
}

/** What was asked for, and the parts of its path that are inputs. */
export interface Asked {
  /** The operations that the request may be: several where only what they mean tells them apart, as with two logins. */
  readonly operations: readonly [EmulatorOperation, ...ReadonlyArray<EmulatorOperation>]
  readonly segments: ReadonlyMap<string, string>
}

/** What a request's method and path lead to. */
export type Destination =
  | { readonly _tag: "Asked"; readonly asked: Asked }
  | { readonly _tag: "NoOperation" }
  | { readonly _tag: "OtherMethod"; readonly allow: ReadonlyArray<string> }

const decodedSegment = (text: string): string =>
  /%(?![0-9a-f]{2})/i.test(text) ? text : (new URLSearchParams(`s=${text.replaceAll("+", "%2B")}`).get("s") ?? "")

/** The routes of a server at a base URL. */
export const makeRoutes = (spec: EmulatorSpec, url: string): ((request: EmulatorRequest) => Destination) => {
  const base = new URL(url)
  const routes = spec.operations.map((operation) => routeOf(base, spec, operation))
  return (request) => {
    const there = routes.filter(
      ({ origin, path, search }) =>
        request.url.origin === origin &&
        path.test(request.url.pathname) &&
        (search === undefined || request.url.search === search)
    )
    if (there.length === 0) return { _tag: "NoOperation" }
    const meant = there.filter(({ operation }) => operation.method === request.method)
    if (meant.length === 0) return { _tag: "OtherMethod", allow: there.map(({ operation }) => operation.method) }
    const [route, ...others] =
      meant.length === 1 ? meant : meant.filter(({ operation }) => constantsHold(operation, request))
    if (route === undefined) return { _tag: "NoOperation" }
    const values = (route.path.exec(request.url.pathname) ?? []).slice(1).map(decodedSegment)
    return {
      _tag: "Asked",
      asked: {
        operations: [route.operation, ...others.map(({ operation }) => operation)],
        segments: new Map(route.names.map((name, index) => [name, values[index] ?? ""]))
      }
    }
  }
}
