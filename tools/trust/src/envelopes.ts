/** Replies in a vendor's own envelope, written from what its protocol says of it. */
import type { Protocol } from "@crm-auth/core/Driver"
import { type Json, parse, writeWith } from "./hostile.ts"
import type { Call } from "./Subject.ts"

interface Tree {
  [name: string]: Tree | string | boolean
}

const keysOf = (pointer: string): ReadonlyArray<string> =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))

const put = (tree: Tree, pointer: string, value: string | boolean): void => {
  const keys = keysOf(pointer)
  let place = tree
  keys.forEach((key, index) => {
    if (index === keys.length - 1) return void (place[key] ??= value)
    const inner = (place[key] ??= {})
    if (typeof inner === "object") place = inner
  })
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const xml = (value: Tree[string]): string =>
  typeof value === "object"
    ? Object.entries(value)
        .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
        .join("")
    : escaped(String(value))

/** The root element of a vendor's documents. */
export const rootOf = ({ envelope }: Pick<Protocol, "envelope">): string =>
  envelope.cutTo?.map((start) => /^<(\w+)/.exec(start)?.[1]).find((name) => name !== undefined) ?? "reply"

/** A refusal in the vendor's own envelope. */
export const refusalOf = (protocol: Pick<Protocol, "envelope">, code: string, message: string): string => {
  const { envelope } = protocol
  const tree: Tree = {}
  put(tree, envelope.code, code)
  if (envelope.message !== undefined) put(tree, envelope.message, message)
  for (const { at, type } of envelope.present ?? []) put(tree, at, type === "boolean" ? false : code)
  if (envelope.body === "json") return JSON.stringify(tree)
  const root = rootOf(protocol)
  return `<${root}>${xml(tree)}</${root}>`
}

const isArray = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

const has = (document: Json, keys: ReadonlyArray<string>): boolean => {
  const [key, ...rest] = keys
  if (key === undefined) return true
  if (typeof document !== "object" || document === null || isArray(document)) return false
  const inner = document[key]
  return inner !== undefined && has(inner, rest)
}

/** The good answers to the last step of a login, each with another session; empty if the vendor has no such step. */
export const sessionReplies = (
  protocol: Protocol,
  calls: ReadonlyArray<Call>,
  step: string,
  session: string
): ReadonlyArray<string> => {
  const pointers = protocol.logins[step]?.session ?? []
  const replies = calls.find((call) => call.vendor === protocol.vendor && call.id === step)?.replies ?? []
  return replies.flatMap(({ body }) =>
    pointers.flatMap((pointer) => {
      const keys = keysOf(pointer)
      if (protocol.envelope.body === "xml") {
        const name = keys.at(-1) ?? ""
        const element = new RegExp(`<${name}>[^]*?</${name}>`)
        return element.test(body) ? [body.replace(element, () => `<${name}>${session}</${name}>`)] : []
      }
      const document = parse(body.slice(Math.max(0, body.indexOf("{"))))
      return has(document, keys) ? [writeWith(document, keys, JSON.stringify(session))] : []
    })
  )
}
